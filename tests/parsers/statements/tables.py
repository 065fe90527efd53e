"""Tables in plain text for these tests: one row a line, cells separated by a bar. No file, no geometry."""

from __future__ import annotations

from parsers.document import Place
from parsers.statements.assemble import Assembled, statements_of
from parsers.statements.sections import Section, sections_of
from parsers.statements.spots import Spot
from parsers.statements.statement import Statement
from parsers.table import Cell, Reading, Row, Table

PLACE = Place(document="d", reader="test", sheet="Sheet1")
LEDGER = """
Date | Reference | Description | Debit | Credit | Balance
 | | Opening balance | | | 100.00
2026-03-01 | INV-1 | Goods | 50.00 | | 150.00
2026-03-05 | PMT-9 | Payment received | | 120.00 | 30.00
 | | Closing balance | | | 30.00
"""


def table(text: str, *, hidden: tuple[int, ...] = (), sheet: str = "Sheet1") -> Table:
    """Return a sheet's table; a cell `!` is an error cell."""
    lines = [line.strip() for line in text.strip().split("\n")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    width = max(len(row) for row in cells)
    rows = []
    for number, row in enumerate(cells):
        padded = row + [""] * (width - len(row))
        rows.append(
            Row(
                tuple(
                    Cell(
                        "" if cell == "!" else cell,
                        Place(document="d", reader="test", sheet=sheet, cell=f"{chr(65 + index)}{number + 1}"),
                        unreadable=cell == "!",
                    )
                    for index, cell in enumerate(padded)
                ),
                hidden=number in hidden,
            )
        )
    return Table(tuple(rows), "test", sheet=sheet)


def reading(*texts: str, lines: tuple[str, ...] = (), hidden: tuple[int, ...] = ()) -> Reading:
    spots = tuple(Cell(line, Place(document="d", reader="test", line=number)) for number, line in enumerate(lines, 1))
    return Reading(
        "test", tuple(table(text, hidden=hidden, sheet=f"Sheet{n}") for n, text in enumerate(texts, 1)), spots
    )


def assembled(*texts: str, lines: tuple[str, ...] = (), hidden: tuple[int, ...] = ()) -> Assembled:
    return statements_of(reading(*texts, lines=lines, hidden=hidden), "d")


def statement(text: str, *lines: str, hidden: tuple[int, ...] = ()) -> Statement:
    found = assembled(text, lines=lines, hidden=hidden).statements
    assert 1 == len(found), f"{len(found)} statements"
    return found[0]


def amounts(found: Statement) -> list[str]:
    return [str(line.amount) for line in found.lines]


def section(text: str) -> Section:
    return sections_of(reading(text))[0][0]


def spot(text: str, x: float = 0, y: float = 0, *, part: int = 1) -> Spot:
    return Spot(text, part, x, y, x + 6 * len(text), y + 10, PLACE)
