"""Which column is what: headers found in any table by meaning, and the ways in which its money columns may be read.

A workbook or csv may hold title rows, a header of several rows and further headers below; a table from paper begins with its
header. Unknown columns are tolerated. Where more than one reading of the money columns is possible, all are offered, and the
printed arithmetic decides between them (`assemble`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.headings import Heading, heading_currency
from parsers.money import mark_of, read_amount
from parsers.readers.heading_sense import DESCRIBING, MONEY, meaning, named
from parsers.statements.labels import Label, fold, label_of
from parsers.table import Row

OWN_DATES = (Heading.DATE, Heading.DOCUMENT_DATE)
"""Headings of a line's own day; when it is due is another."""


def is_money(heading: Heading | None) -> bool:
    return heading in MONEY


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `currency` is the ISO code that its heading names."""

    index: int
    text: str
    heading: Heading | None
    currency: str | None = None


def header_at(rows: tuple[Row, ...], at: int) -> tuple[tuple[Column, ...], int] | None:
    """Return the columns named by a header that begins in row `at`, and how many rows it takes; None where none does."""
    if any(_is_a_figure(cell.text) for cell in rows[at].cells):
        return None  # asked of every row of a long paper: the plain case first
    best: tuple[float, tuple[Column, ...], int] | None = None
    for height in (1, 2, 3):
        block = rows[at : at + height]
        if len(block) < height or _tells_facts(block[-1]) or (height > 1 and _holds_figures(block[-1])):
            break
        columns = _columns(block)
        score = _score(columns)
        if score is None:
            continue
        if height > 1 and _heads_alone(block, score):
            break  # the first row adds nothing: a sentence or a box above the header
        if best is None or score > best[0] + 0.01 or (height == best[2] + 1 and _completes(block[-1], columns, best)):
            best = (score, columns, height)
    return None if best is None else (best[1], best[2])


def _completes(row: Row, columns: tuple[Column, ...], before: tuple[float, tuple[Column, ...], int]) -> bool:
    """Whether a row under a header only finishes its words ("Net due | date", "Amount | (USD)"): else it would be lost, or misread."""
    told = [index for index, cell in enumerate(row.cells) if cell.text.strip()]
    if not told or any(char.isdigit() for index in told for char in row.cells[index].text):
        return False
    known = [sum(column.heading is not None for column in made) for made in (before[1], columns)]
    return all(named(columns[index].text) is not None for index in told) and known[1] >= known[0]


def _heads_alone(block: tuple[Row, ...], score: float) -> bool:
    """Whether the lower rows head the columns as well without those above: a title, a sentence, or a box ("Name | Acme")."""
    for first in range(1, len(block)):
        alone = _score(_columns(block[first:]))
        if alone is not None and alone >= score:
            return True
    return False


def _tells_facts(row: Row) -> bool:
    """Whether a row says "Account: C1001", or "Name | Acme" in its first two cells and nothing else: it heads no column."""
    filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    if len(filled) == 2 < len(row.cells) - 1 and filled == [cell.text.strip() for cell in row.cells[:2]]:
        return meaning(filled[1]) is None
    return any(re.search(r"[:：](?!\s*(?:元|万元|RMB|CNY))", cell.text) for cell in row.cells)


def _holds_figures(row: Row) -> bool:
    return any(cell.value is not None or len(re.findall(r"\d", cell.text)) > 3 for cell in row.cells)


def _joined(block: tuple[Row, ...]) -> list[str]:
    """Join stacked headings; one that spans several columns (merged, so only its first cell has text) counts for each."""
    width = max(len(row.cells) for row in block)
    texts = [""] * width
    for level, row in enumerate(block):
        own = [cell.text.strip() for cell in row.cells] + [""] * (width - len(row.cells))
        below = block[level + 1] if level + 1 < len(block) else None
        carried = ""
        for index, own_text in enumerate(own):
            text = own_text
            under = below.cells[index].text.strip() if below is not None and index < len(below.cells) else ""
            if text:
                carried = text if below is not None else ""
            elif carried and under and below is not None and not texts[index]:
                text = carried
            else:
                carried = ""
            if text and text != texts[index]:
                texts[index] = f"{texts[index]} {text}".strip()
    return texts


def _columns(block: tuple[Row, ...]) -> tuple[Column, ...]:
    own = [cell.text.strip() for cell in block[-1].cells]
    texts = _parted(_joined(block)) if len(block) == 1 else _joined(block)
    return _with_amount(
        tuple(_column(index, text, own[index] if index < len(own) else "") for index, text in enumerate(texts))
    )


def _parted(texts: list[str]) -> list[str]:
    """Give a word back to the heading beside, where both are then known and were not before ("Invoice Date DUE | DATE")."""
    parted = list(texts)
    for index in range(len(parted) - 1):
        left, right = parted[index].split(), parted[index + 1].split()
        if not left or not right or (named(parted[index]) and named(parted[index + 1])):
            continue
        for one, other in ((left[:-1], [left[-1], *right]), ([*left, right[0]], right[1:])):
            if one and other and _both_known(" ".join(one), " ".join(other)) and not _robbed(left, right, one):
                parted[index : index + 2] = [" ".join(one), " ".join(other)]
                break
    return parted


def _robbed(left: list[str], right: list[str], one: list[str]) -> bool:
    """Whether a heading would only become money's by what it takes from money's own ("Doc | Amount Billed")."""
    held, beside, made = named(" ".join(left)), meaning(" ".join(right)), named(" ".join(one))
    return held is not None and held not in MONEY and beside in MONEY and made in MONEY


def _both_known(one: str, other: str) -> bool:
    found = named(one), named(other)
    return None not in found and found[0] is not found[1]


def _column(index: int, text: str, lowest: str) -> Column:
    """Return what a heading of several rows says, by its lowest row where the whole is not known ("Movements | Cr")."""
    found = meaning(text)
    if found is None and lowest and lowest != text and not any(char.isdigit() for char in lowest):
        group = label_of(text.removesuffix(lowest))
        found = Heading.BALANCE if group in {Label.OPENING, Label.CLOSING} else named(lowest)
    return Column(index, text, found, heading_currency(text))


def _with_amount(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A net amount is the amount where no other column holds money."""
    if any(is_money(column.heading) for column in columns) or len(indices(columns, Heading.NET)) != 1:
        return columns
    return tuple(replace(c, heading=Heading.AMOUNT) if c.heading is Heading.NET else c for c in columns)


def _score(columns: tuple[Column, ...]) -> float | None:
    """Return how well the texts read as a header, None where they are none: money and a date or a reference are named."""
    named = [column for column in columns if column.text]
    known = [column.heading for column in named if column.heading is not None]
    if len(named) < 2 or not any(is_money(heading) or heading is Heading.NET for heading in known):
        return None
    if not any(heading in DESCRIBING for heading in known):
        return None
    distinct = len(set(known))
    if distinct < 2 or len(known) < 0.4 * len(named):
        return None
    if any(len(column.text) > 60 or _is_a_figure(column.text) for column in named):
        return None
    return distinct + 0.55 * (len(known) - distinct) - 0.3 * (len(named) - len(known))


def _is_a_figure(text: str) -> bool:
    """Whether more digits stand in it than a heading has ("2026 年")."""
    return sum(char.isdecimal() for char in text) > 4


def indices(columns: tuple[Column, ...], *headings: Heading) -> list[int]:
    """Return the indices of the columns with one of these headings, in the table's order."""
    return [column.index for column in columns if column.heading in headings]


def by_content(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns with the date and the number column named by what stands in them, where no heading does."""

    def dated(index: int) -> int:
        return sum(
            1
            for row in rows
            if _DATED.match(row.cells[index].text.strip()) or isinstance(row.cells[index].value, dt.date)
        )

    columns = tuple(
        replace(column, heading=None)
        if is_money(column.heading) and named(column.text) is None and _worded(column.index, rows)
        else column
        for column in columns
    )
    if not any(dated(index) for index in indices(columns, *OWN_DATES)):
        loose = [
            column.index
            for column in columns
            if not is_money(column.heading)
            and column.heading is not Heading.DUE_DATE
            and dated(column.index) * 2 > max(1, len(rows) - 3)
        ]
        if loose:
            columns = tuple(
                replace(column, heading=Heading.DATE) if column.index == loose[0] else column for column in columns
            )
    columns = tuple(
        # "C/D (LC)" beside a balance holds the movements with their sign
        replace(column, heading=Heading.AMOUNT if indices(columns, Heading.BALANCE) else Heading.BALANCE)
        if column.heading is Heading.DIRECTION and _figured(column.index, rows)
        else column
        for column in columns
    )
    # "CD" heads codes of documents as well as sides ("IN", "PY", and "CR" for a credit note)
    columns = tuple(
        replace(column, heading=Heading.KIND)
        if column.heading is Heading.DIRECTION and _coded_kinds(column.index, rows)
        else column
        for column in columns
    )
    if not indices(columns, Heading.OPEN_AMOUNT):
        # "Open" heads a state as well as an amount: the cells tell which
        columns = tuple(
            replace(column, heading=Heading.OPEN_AMOUNT)
            if column.heading is Heading.STATUS and _paid(column.index, rows)
            else column
            for column in columns
        )
    if not indices(columns, Heading.DIRECTION):
        sided = [column.index for column in columns if not is_money(column.heading) and _sides(column.index, rows)]
        columns = tuple(
            replace(column, heading=Heading.DIRECTION) if column.index in sided[:1] else column for column in columns
        )
    if not indices(columns, Heading.REFERENCE, Heading.VOUCHER, Heading.NUMBER):
        coded = [
            column.index
            for column in columns
            if column.heading in {None, Heading.PERSON, Heading.DEPARTMENT} and _coded(column.index, rows)
        ]
        if coded:
            columns = tuple(
                replace(column, heading=Heading.REFERENCE) if column.index == coded[0] else column for column in columns
            )
    return columns


def _worded(index: int, rows: Sequence[Row]) -> bool:
    """Whether most cells under a heading that only sounds like money ("Received by us") hold words or dates, no amounts."""
    cells = [row.cells[index] for row in rows if row.cells[index].text.strip()]
    paid = [
        cell
        for cell in cells
        if isinstance(cell.value, Decimal) or cell.unreadable or read_amount(cell.text, in_column=True) is not None
    ]
    return len(cells) > 1 and 2 * len(paid) < len(cells)


def _figured(index: int, rows: Sequence[Row]) -> bool:
    """Whether most cells hold a figure: a side and its balance in one column ("借 1,200.00")."""
    texts = [row.cells[index].text for row in rows if row.cells[index].text.strip()]
    return 2 * sum(any(char.isdigit() for char in text) for text in texts) > len(texts)


def _coded_kinds(index: int, rows: Sequence[Row]) -> bool:
    """Whether most cells hold a word that names no side."""
    texts = [row.cells[index].text.strip() for row in rows if row.cells[index].text.strip()]
    return len(texts) > 1 and 2 * sum(mark_of(text) is None for text in texts) > len(texts)


def _paid(index: int, rows: Sequence[Row]) -> bool:
    """Whether nearly all cells are amounts with decimals."""
    cells = [row.cells[index] for row in rows if row.cells[index].text.strip()]
    paid = [
        cell
        for cell in cells
        if isinstance(cell.value, Decimal)
        or ((amount := read_amount(cell.text, in_column=True)) is not None and amount.decimals > 0)
        or re.fullmatch(r"[(-]?\d{1,3}(?:,\d{3})+[)-]?", cell.text.strip()) is not None  # yen have no decimals
    ]
    return len(paid) > 0.8 * len(cells) and bool(paid)


def _sides(index: int, rows: Sequence[Row]) -> bool:
    """Whether nearly all cells name a side (借, 贷, 平, D, C)."""
    texts = [row.cells[index].text for row in rows if row.cells[index].text.strip()]
    return len(texts) > 1 and sum(mark_of(text) is not None for text in texts) > 0.8 * len(texts)


def _coded(index: int, rows: Sequence[Row]) -> bool:
    """Whether the column holds document numbers: single words with figures, hardly one of them twice."""
    texts = [row.cells[index].text.strip() for row in rows if row.cells[index].text.strip()]
    codes = [text for text in texts if re.fullmatch(r"(?:\w{1,3} )?[^\W\d]{0,8}[ -]?[\w/.-]*\d{3}[\w/.-]*", text)]
    return len(codes) >= 2 and len(codes) > 0.6 * len(texts) and len(set(codes)) > 0.8 * len(codes)


_DATED = re.compile(
    r"(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|\d{1,4}[-./年]\s?\w{1,9}[-./月]\s?\d{1,4}日?|\d{1,2}[ -]?[A-Za-z]{3}[ -]?\d{2,4})$"
)


def signature(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return what two headers share when one repeats the other on a later page."""
    return tuple(fold(column.text) for column in columns if column.text)
