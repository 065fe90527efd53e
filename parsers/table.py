"""What a reader saw, nothing interpreted: cells with their place, rows, tables, and the text around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parsers.document import Place, Problem


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell ("" where nothing stands), and its typed value where the file itself carries one.

    `value` is exact: a workbook's number arrives as Decimal(repr(float)), never as a float. `merged` marks the repeats of
    a merged cell, whose text is given once, in its first cell.
    """

    text: str
    place: Place
    value: Decimal | date | None = None
    unreadable: bool = False  # an error cell, or a formula without a computed value: never zero
    merged: bool = False  # covered by a merged cell that begins elsewhere
    currency: str = ""  # the sign or code that the number's format shows beside it, where the text has none


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    hidden: bool = False  # a hidden row of a workbook: the printed arithmetic decides whether it counts

    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length, in reading order, of one page or sheet. Headers and totals are rows like all others."""

    rows: tuple[Row, ...]
    reader: str
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader saw in a document: `tables` and the other text `lines`, both in reading order.

    `scanned`: letters were recognised in a picture, so that any of them may be another than the one on the paper; `faint` are the words of
    which the recogniser itself was not sure.
    """

    reader: str
    tables: tuple[Table, ...] = ()
    lines: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()
    scanned: bool = False
    faint: tuple[Cell, ...] = ()

    def parts_of_lines(self) -> list[int]:
        """Return for each line of text the index of the last table that begins before it, 0 where none does.

        It means something only where a reader numbers the rows of tables together with the lines (text, HTML, Word).
        """
        first = (next((cell.place.line for row in table.rows[:1] for cell in row.cells), None) for table in self.tables)
        begins = sorted(line for line in first if line is not None)
        return [max(0, bisect_left(begins, cell.place.line or 0) - 1) for cell in self.lines]
