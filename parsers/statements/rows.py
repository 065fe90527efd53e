"""The rows of a section told apart: lines, wrapped descriptions, opening, closing, totals, carries, and what is none of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from parsers.dates import DateOrder, order_of, read_date
from parsers.document import Place
from parsers.headings import Heading
from parsers.money import Amount, Mark, decimal_mark_of, mark_of, read_amount
from parsers.statements.columns import DATES, Column, indices, is_money
from parsers.statements.labels import Label, fold
from parsers.statements.sections import Section, row_label
from parsers.table import Cell, Row


class RowKind(StrEnum):
    """What a row is."""

    LINE = "line"
    LABEL = "label"
    CONTINUATION = "continuation"
    NOISE = "noise"


@dataclass(slots=True)
class SeenRow:
    """One row with its cells read. `money` holds by column what was read; `unreadable` the columns with text that is no amount."""

    index: int
    kind: RowKind
    cells: Sequence[Cell]
    place: Place
    label: Label | None = None
    date_text: str = ""
    money: dict[int, Amount] = field(default_factory=dict)
    unreadable: dict[int, str] = field(default_factory=dict)
    direction: Mark | None = None
    hidden: bool = False
    part: int = 0
    texts: dict[int, list[str]] = field(default_factory=dict)  # by column, with what continues it
    joined: Place | None = None

    def text(self, columns: Iterable[int]) -> str:
        return " ".join(part for index in columns for part in self.texts.get(index, []) if part).strip()

    def cells_top(self) -> float:
        return min((c.place.box[1] for c in self.cells if c.text and c.place.box), default=float("inf"))

    def cells_bottom(self) -> float:
        return max((c.place.box[3] for c in self.cells if c.text and c.place.box), default=float("-inf"))


_TEXTUAL = (
    Heading.DESCRIPTION,
    Heading.REMARK,
    Heading.REFERENCE,
    Heading.VOUCHER,
    Heading.NUMBER,
    Heading.THEIR_REFERENCE,
    Heading.ORDER,
    Heading.KIND,
    Heading.GOODS,
)


def decimal_mark_for(section: Section, others: Iterable[str] = ()) -> str | None:
    """Return the decimal mark of the section's amounts; where only thousands could be meant, the other mark; None if open."""
    texts = [
        cell.text
        for row in section.rows
        for index, cell in enumerate(row.cells)
        if index < len(section.columns)
        and is_money(section.columns[index].heading)
        and cell.text
        and cell.value is None
    ]
    mark = decimal_mark_of(texts)
    if mark is not None:
        return mark
    mark = decimal_mark_of(others)
    if mark is not None:
        return mark
    shapes = {found[0] for text in texts for found in re.findall(r"([.,])(\d{3})(?!\d)", text)}
    if shapes == {","}:
        return "."
    if shapes == {"."}:
        return ","
    return None


def seen_rows(section: Section, mark: str | None) -> list[SeenRow]:
    """Return the rows in order, each with its kind; continuations are already joined to their lines."""
    columns = section.columns
    first_balance = indices(columns, Heading.BALANCE, Heading.LOCAL_BALANCE)
    rows = [_seen(index, row, section, mark) for index, row in enumerate(section.rows)]
    _join_split_lines(rows, columns)
    for row in rows:
        if row.kind is RowKind.LINE and row.money.keys() <= set(first_balance) and not row.unreadable:
            row.kind = RowKind.NOISE  # a balance alone is no movement; `assemble` may still take it for the opening
    _join_continuations(rows, columns)
    return rows


def _seen(index: int, row: Row, section: Section, mark: str | None) -> SeenRow:
    columns = section.columns
    place = row.cells[0].place
    for cell in row.cells:
        if cell.text:
            place = (
                cell.place
                if not any(other.text for other in row.cells[: row.cells.index(cell)])
                else place.covering(cell.place)
            )
    spare = _spare(columns)
    seen = SeenRow(index, RowKind.NOISE, row.cells, place, hidden=row.hidden, part=section.parts[index])
    for column in columns:
        cell = row.cells[column.index]
        text = cell.text.strip()
        if is_money(column.heading) or column.index in spare:
            amount = _amount(cell, mark)
            if amount is not None:
                seen.money[column.index] = amount
            elif cell.unreadable:
                seen.unreadable[column.index] = text or "(a formula without a value)"
            elif is_money(column.heading) and text and mark_of(text) is None and any(char.isdigit() for char in text):
                seen.unreadable[column.index] = text
            elif text and column.index in spare:
                seen.texts[column.index] = [text]
        elif text:
            if column.heading in DATES and not seen.date_text:
                seen.date_text = text
            elif column.heading is Heading.DIRECTION:
                seen.direction = mark_of(text)
            seen.texts[column.index] = [text]
    seen.label = row_label(row, columns)
    if seen.label is not None and not _is_line_after_all(seen, columns):
        seen.kind = RowKind.LABEL
    elif any(not amount.nil or amount.value for amount in seen.money.values()) or seen.unreadable:
        seen.kind = RowKind.LINE
        seen.label = None
    elif seen.texts:
        seen.kind = RowKind.CONTINUATION
        seen.label = None
    return seen


def _spare(columns: tuple[Column, ...]) -> set[int]:
    """Columns that may hold the movements where no heading names them."""
    if indices(columns, Heading.DEBIT, Heading.CREDIT, Heading.INCREASE, Heading.DECREASE, Heading.AMOUNT):
        return set()
    return set(indices(columns, Heading.NET, Heading.OTHER)) | {c.index for c in columns if c.heading is None}


def suspects_as_totals(rows: Sequence[SeenRow], columns: tuple[Column, ...]) -> list[SeenRow] | None:
    """Return the rows with undated, unnumbered ones that may be sums under an unknown name taken for totals; None if none is."""
    numbered = indices(columns, Heading.REFERENCE, Heading.VOUCHER)
    if not any(row.date_text for row in rows if row.kind is RowKind.LINE):
        return None
    changed = False
    result: list[SeenRow] = []
    above: dict[int, Decimal] = {}
    first = True
    for row in rows:
        if row.kind is RowKind.LINE:
            loose = not row.date_text and not any(row.texts.get(index) for index in numbered)
            words = " ".join(part for parts in row.texts.values() for part in parts)
            sums = bool(row.money) and not first and all(above.get(i) == a.value for i, a in row.money.items() if a.value and i in above)
            if loose and (first or sums or _SUM_WORDS.search(fold(words))):
                row = replace(row, kind=RowKind.LABEL, label=Label.OPENING if first else Label.TOTAL)  # noqa: PLW2901
                changed = True
            else:
                for index, amount in row.money.items():
                    above[index] = above.get(index, Decimal(0)) + amount.value
            first = False
        result.append(row)
    return result if changed else None


_SUM_WORDS = re.compile(r"total|sum|gesamt|saldo|solde|balance|合计|小计|累计|总计|余额|结余|發生額|发生额|合計|累計|餘額|forward|report|übertrag|vortrag")


def _is_line_after_all(seen: SeenRow, columns: tuple[Column, ...]) -> bool:
    """A weak word ("Balance", "Total", "Opening") as the description of a dated, numbered row names a movement."""
    reference = any(
        seen.texts.get(i) and any(c.isdigit() for c in seen.texts[i][0])
        for i in indices(columns, Heading.REFERENCE, Heading.VOUCHER)
    )
    return reference and bool(seen.money) and seen.label in {Label.TOTAL, Label.DUE, Label.ASIDE, Label.LINE_COUNT}


def _amount(cell: Cell, mark: str | None) -> Amount | None:
    if isinstance(cell.value, Decimal):
        return Amount(value=cell.value, text=cell.text)
    text = cell.text.strip()
    if not text:
        return None
    return read_amount(text, mark, in_column=True) or read_amount(text, in_column=True)


def _join_split_lines(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    """A wrapped row whose amounts stand on its last line: the dated line above carries none. Both become one line."""
    for above, below in zip(rows, rows[1:], strict=False):
        if (
            above.kind is RowKind.CONTINUATION
            and above.date_text
            and _dated(above.date_text)
            and below.kind is RowKind.LINE
            and not below.date_text
            and above.part == below.part
            and above.place.box is not None
        ):
            for index, parts in above.texts.items():
                below.texts[index] = [*parts, *below.texts.get(index, [])]
            below.date_text = above.date_text
            below.direction = below.direction or above.direction
            below.place = below.place.covering(above.place)
            above.kind = RowKind.NOISE
            above.texts = {}


def _dated(text: str) -> bool:
    return (
        read_date(text, DateOrder.DAY_FIRST, year=2000) is not None
        or read_date(text, DateOrder.MONTH_FIRST, year=2000) is not None
    )


def _join_continuations(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    """Give each text-only row to the line above it, or to the one below where it stands nearer to that."""
    textual = set(indices(columns, *_TEXTUAL)) or {c.index for c in columns if not is_money(c.heading)}
    dates = set(indices(columns, *DATES, Heading.DUE_DATE))
    for position, row in enumerate(rows):
        if row.kind is not RowKind.CONTINUATION:
            continue
        if not set(row.texts) <= textual | {c.index for c in columns if c.heading is None} or any(
            _dated(part) for index in dates for part in row.texts.get(index, [])
        ):
            row.kind = RowKind.NOISE
            continue
        above = next((r for r in reversed(rows[:position]) if r.kind in {RowKind.LINE, RowKind.LABEL}), None)
        below = next((r for r in rows[position + 1 :] if r.kind in {RowKind.LINE, RowKind.LABEL}), None)
        if above is not None and above.kind is RowKind.LABEL:
            above = None
        if below is not None and below.kind is RowKind.LABEL:
            below = None
        target, before = _nearer(row, above, below, rows, position)
        if target is None:
            row.kind = RowKind.NOISE
            continue
        for index, parts in row.texts.items():
            own = target.texts.get(index, [])
            target.texts[index] = [*parts, *own] if before else [*own, *parts]
        target.place = target.place.covering(row.place)


def _nearer(
    row: SeenRow, above: SeenRow | None, below: SeenRow | None, rows: list[SeenRow], position: int
) -> tuple[SeenRow | None, bool]:
    box = row.place.box
    if box is None:
        return (above, False) if above is not None else (None, False)
    over = rows[position - 1] if position else None
    under = rows[position + 1] if position + 1 < len(rows) else None
    gap_above = box[1] - over.cells_bottom() if over is not None and over.part == row.part else float("inf")
    gap_below = under.cells_top() - box[3] if under is not None and under.part == row.part else float("inf")
    height = box[3] - box[1]
    if above is None or above.part != row.part:
        return (
            (below, True)
            if below is not None and below.part == row.part and gap_below < height
            else (above, False)
            if above is not None and gap_above == float("inf")
            else (None, False)
        )
    if below is not None and below.part == row.part and gap_below < gap_above - 0.25 * height:
        return below, True
    if gap_above > 2.5 * height:
        return None, False
    return above, False


def dates_of(
    texts: Sequence[str], order: DateOrder | None, span: tuple[dt.date, dt.date] | None, *, descending: bool = False
) -> list[dt.date | None]:
    """Return the dates of a column; a date without a year takes the year in which it lies within the period."""
    found: list[dt.date | None] = []
    for text in texts:
        date = read_date(text, order)
        if date is None and text and span is not None:
            years = range(span[0].year, span[1].year + 1)
            tried = [read_date(text, order, year=year) for year in years]
            inside = [day for day in tried if day is not None and span[0] <= day <= span[1]]
            date = inside[0] if inside else next((day for day in tried if day is not None), None)
        found.append(date)
    return found


def order_for(
    columns_of_texts: Sequence[Sequence[str]], others: Sequence[str], span: tuple[dt.date, dt.date] | None
) -> DateOrder | None:
    """Return the order of the dates, decided over each column, then over the document; None where nothing decides."""
    for texts in columns_of_texts:
        order = order_of(texts, within=span)
        if order is not None:
            return order
    everything = [text for texts in columns_of_texts for text in texts]
    return order_of(everything, within=span) or order_of([*others]) or order_of([*everything, *others])


def is_zero(amount: Amount) -> bool:
    return amount.value == Decimal(0)
