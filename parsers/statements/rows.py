"""The rows of a section told apart: lines, wrapped descriptions, opening, closing, totals, carries, and what is none of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from parsers.currencies import currency_code
from parsers.dates import DateOrder, read_date
from parsers.document import Place
from parsers.headings import Heading
from parsers.money import Amount, Mark, decimal_mark_of, mark_of, read_amount
from parsers.readers.heading_sense import is_ageing_label
from parsers.statements.columns import DATES, Column, indices, is_money, spare_columns
from parsers.statements.kinds import kind_of
from parsers.statements.labels import Label, fold, label_of
from parsers.statements.row_labels import row_label
from parsers.statements.sections import Section
from parsers.statements.serial_dates import with_serials_read
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
    before: dict[int, list[str]] = field(default_factory=dict)  # wrapped text that stands above the line

    def text(self, columns: Iterable[int]) -> str:
        return " ".join(part for index in columns for part in self.texts.get(index, []) if part).strip()

    def cells_top(self) -> float:
        return min((c.place.box[1] for c in self.cells if c.text and c.place.box), default=float("inf"))

    def cells_bottom(self) -> float:
        return max((c.place.box[3] for c in self.cells if c.text and c.place.box), default=float("-inf"))


_FRAMING = frozenset({Label.OPENING, Label.BROUGHT_FORWARD, Label.CARRIED_FORWARD, Label.CLOSING})
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
    _read_serials(rows, columns)
    _join_split_labels(rows, {*indices(columns, *DATES, Heading.DUE_DATE)})
    _join_split_lines(rows)
    others = any(is_money(column.heading) and column.index not in first_balance for column in columns)
    for row in rows:
        words = [part for parts in row.texts.values() for part in parts]
        if row.kind is RowKind.LINE and len(row.money) == len(words) == 1 and is_ageing_label(words[0]):
            # a bucket of the slip below: undated, one word, one figure
            row.kind, row.label = RowKind.LABEL, Label.AGEING
        if others and row.kind is RowKind.LINE and row.money.keys() <= set(first_balance) and not row.unreadable:
            row.kind = RowKind.NOISE  # a balance alone is no movement; `assemble` may still take it for the opening
    _join_continuations(rows, columns)
    days = {*indices(columns, *DATES, Heading.DUE_DATE)}
    for row in rows:
        if row.kind is RowKind.LINE and row.date_text:
            # a framing row may be dated and wrapped ("***Opening | Balance***")
            words = [part for index, parts in row.texts.items() if index not in days for part in parts]
            if len(words) > 1 and label_of(" ".join(words)) in _FRAMING:
                row.kind, row.label = RowKind.LABEL, label_of(" ".join(words))
        if row.kind is RowKind.LINE and not row.date_text and row.texts:
            # a label may be wrapped as well ("Carried | forward")
            label = label_of(" ".join(part for parts in row.texts.values() for part in parts))
            if label is not None and not _is_line_after_all(replace(row, label=label), columns):
                row.kind, row.label = RowKind.LABEL, label
    return rows


def _read_serials(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    for column in indices(columns, *DATES, Heading.DUE_DATE):
        lines = [row for row in rows if row.kind is RowKind.LINE and column in row.texts]
        for row, date in zip(lines, with_serials_read([row.texts[column][0] for row in lines]), strict=True):
            if row.date_text == row.texts[column][0] != date and column in indices(columns, *DATES):
                row.date_text = date
            row.texts[column] = [date]


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
    spare = spare_columns(columns)
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
            elif is_money(column.heading) and _MONTHS_ON.fullmatch(text):
                seen.texts[column.index] = [text]  # "01-07-25..31-07-25" heads the buckets of another table
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
    elif (
        any(
            not amount.nil or amount.value
            for index, amount in seen.money.items()
            if index not in spare or _figure(amount)
        )
        or seen.unreadable
    ):
        seen.kind = RowKind.LINE
        seen.label = None
    elif seen.texts:
        seen.kind = RowKind.CONTINUATION
        seen.label = None
    return seen


def _figure(amount: Amount) -> bool:
    """Whether a number under a heading of no use is an amount: it has decimals."""
    return amount.decimals > 0


def suspicions(rows: Sequence[SeenRow], columns: tuple[Column, ...]) -> list[list[SeenRow]]:
    """Return other ways of taking rows that may be sums or balances under a name that is not known.

    Such a row has no number of its own and does not speak of an invoice or a payment. Whether it is one, the printed arithmetic must say.
    """
    lines = [index for index, row in enumerate(rows) if row.kind is RowKind.LINE]
    if len(lines) < 2 or not any(rows[index].date_text for index in lines):
        return []
    words = {index: " ".join(part for parts in rows[index].texts.values() for part in parts) for index in lines}
    loose = [index for index in lines if not _is_numbered(rows[index], columns) and kind_of("", words[index]) is None]
    sums: dict[int, Label] = {}
    above: dict[int, Decimal] = {}
    for index in lines:
        row = rows[index]
        same = (
            bool(row.money)
            and bool(above)
            and all(above.get(i) == a.value for i, a in row.money.items() if a.value and i in above)
        )
        # a movement never stands on both sides without a word, a number or a day: these are both columns' sums
        wordless = bool(above) and not words[index].strip() and sum(a.value != 0 for a in row.money.values()) > 1
        if index in loose and not _dated(row.date_text) and (same or wordless or _SUM_WORDS.search(fold(words[index]))):
            sums[index] = Label.TOTAL
        else:
            for i, amount in row.money.items():
                above[i] = above.get(i, Decimal(0)) + amount.value
    ways: list[dict[int, Label]] = [sums] if sums else []
    # a row with a movement and a balance would fit as an opening wherever it stands: only a single figure may be one
    alone = {index for index in loose if index not in sums and len(rows[index].money) == 1}
    first = {lines[0]: Label.OPENING} if lines[0] in alone else {}
    last = {lines[-1]: Label.CLOSING} if lines[-1] in alone else {}
    ways.extend({**sums, **way} for way in (first, last, {**first, **last}) if way)
    unique = [way for number, way in enumerate(ways) if way not in ways[:number]]
    return [
        [replace(row, kind=RowKind.LABEL, label=way[index]) if index in way else row for index, row in enumerate(rows)]
        for way in unique
    ]


_MONTHS_ON = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{2,4}\s*(?:\.\.|-|–|to|bis|à|~|至)\s*\d{1,4}([-./])\d{1,2}\2\d{2,4}")
_LONGEST_COUNT = 4
_SUM_WORDS = re.compile(
    r"total|sum|gesamt|saldo|solde|balance|合计|小计|累计|总计|余额|结余|發生額|发生额|合計|累計|餘額|forward|report|übertrag|vortrag"
)


def _is_line_after_all(seen: SeenRow, columns: tuple[Column, ...]) -> bool:
    """A weak word ("Total", "Remittance") as the description of a dated or numbered row names a movement, not a sum."""
    if seen.label not in {Label.TOTAL, Label.DUE, Label.ASIDE, Label.LINE_COUNT, Label.AGEING} or not seen.money:
        return False
    if seen.label in {Label.ASIDE, Label.LINE_COUNT, Label.AGEING} and _dated(seen.date_text):
        return True
    return _is_numbered(seen, columns)


def _is_numbered(row: SeenRow, columns: tuple[Column, ...]) -> bool:
    """Whether the row has a document's number. A column headed only "No." may count the rows: there it takes more than a count."""
    return any(
        any(char.isdigit() for char in part)
        for i in indices(columns, Heading.REFERENCE, Heading.VOUCHER)
        for part in row.texts.get(i, [])
    ) or any(
        any(char.isdigit() for char in part) and len(part.strip()) > _LONGEST_COUNT
        for i in indices(columns, Heading.NUMBER)
        for part in row.texts.get(i, [])
    )


def _amount(cell: Cell, mark: str | None) -> Amount | None:
    if isinstance(cell.value, Decimal):
        if not cell.currency:
            return Amount(value=cell.value, text=cell.text)
        return Amount(value=cell.value, text=f"{cell.text} {cell.currency}", currency=currency_code(cell.currency))
    text = cell.text.strip().strip("★☆※●○■◆").strip()
    if not text:
        return None
    return read_amount(text, mark, in_column=True) or read_amount(text, in_column=True)


def _join_split_lines(rows: list[SeenRow]) -> None:
    """A wrapped row whose amounts stand on its last line: the dated line above carries none. Both become one line."""
    for above, below in itertools.pairwise(rows):
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


def _join_split_labels(rows: list[SeenRow], days: set[int]) -> None:
    """A framing row whose words stand above and below its amounts, since its cells are set in their middle: it is one row."""
    for number, row in enumerate(rows):
        if row.kind is not RowKind.LINE or row.texts or row.place.box is None or not number:
            continue
        around = [rows[number - 1], *rows[number + 1 : number + 2]]
        halves = [
            other
            for other in around
            if other.texts and not other.money and other.part == row.part and _overlaps_nearly(other, row)
        ]
        if not halves or halves[0] is not rows[number - 1] or halves[0].label not in _FRAMING:
            continue
        words = [part for half in halves for index, parts in half.texts.items() if index not in days for part in parts]
        label = label_of(" ".join(words))
        if label not in _FRAMING:
            continue
        row.kind, row.label = RowKind.LABEL, label
        row.date_text = halves[0].date_text
        for half in halves:
            for index, parts in half.texts.items():
                row.texts.setdefault(index, []).extend(parts)
            row.place = row.place.covering(half.place)
            half.kind, half.label, half.texts, half.date_text = RowKind.NOISE, None, {}, ""


def _overlaps_nearly(one: SeenRow, other: SeenRow) -> bool:
    """Whether two rows stand closer than lines of text do."""
    height = other.cells_bottom() - other.cells_top()
    return max(other.cells_top() - one.cells_bottom(), one.cells_top() - other.cells_bottom()) < 0.25 * height


def _dated(text: str) -> bool:
    return (
        read_date(text, DateOrder.DAY_FIRST, year=2000) is not None
        or read_date(text, DateOrder.MONTH_FIRST, year=2000) is not None
    )


def _join_continuations(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    """Give each text-only row to the line whose wrapped description it is.

    Between two lines that carry amounts the text splits at the widest gap; where all gaps are alike (or there is no geometry) it belongs
    to the line above.
    """
    textual = {c.index for c in columns if not is_money(c.heading)}
    dates = set(indices(columns, *DATES, Heading.DUE_DATE))
    for row in rows:
        if row.kind is RowKind.CONTINUATION and (
            not set(row.texts) <= textual or any(_dated(part) for index in dates for part in row.texts.get(index, []))
        ):
            row.kind = RowKind.NOISE
    above: SeenRow | None = None
    waiting: list[SeenRow] = []
    for row in rows:
        if row.kind is RowKind.CONTINUATION:
            waiting.append(row)
            continue
        if row.kind in {RowKind.LINE, RowKind.LABEL} or row.money:
            _share(waiting, above, row)
            waiting = []
            above = row
    _share(waiting, above, None)


def _share(waiting: list[SeenRow], above: SeenRow | None, below: SeenRow | None) -> None:
    split = _split_at(waiting, above, below)
    for number, row in enumerate(waiting):
        target = above if number < split else below
        if target is None or target.kind is not RowKind.LINE:
            row.kind = RowKind.NOISE
            continue
        for index, parts in row.texts.items():
            if number < split:
                target.texts.setdefault(index, []).extend(parts)
            else:
                target.before.setdefault(index, []).extend(parts)
        target.place = target.place.covering(row.place)
    if below is not None:
        for index, parts in below.before.items():
            below.texts[index] = [*parts, *below.texts.get(index, [])]
        below.before = {}


def _split_at(waiting: list[SeenRow], above: SeenRow | None, below: SeenRow | None) -> int:
    """Return how many of the waiting rows belong to the line above."""
    if not waiting:
        return 0
    if above is None:
        return 0
    if waiting[0].place.box is None:
        return len(waiting)
    if waiting[0].part != above.part and _goes_on(above, waiting[0]):
        return 1
    chain = [above, *waiting, *([below] if below is not None else [])]
    gaps = []
    for upper, lower in itertools.pairwise(chain):
        apart = lower.cells_top() - upper.cells_bottom() if upper.part == lower.part else 1000.0
        gaps.append(apart)
    height = waiting[0].cells_bottom() - waiting[0].cells_top()
    if below is None:
        return next((number for number, gap in enumerate(gaps) if gap > 1.2 * height), len(waiting))
    widest = max(gaps)
    if widest - min(gaps) < 0.15 * height and widest < 500:
        return len(waiting)
    return gaps.index(widest)


def _goes_on(above: SeenRow, row: SeenRow) -> bool:
    """Whether a number that broke at its hyphen at the foot of a page ends in this row, the first of the next page."""
    return any(
        above.texts.get(index, [""])[-1].endswith("-") and parts[0][:1].isalnum() for index, parts in row.texts.items()
    )


def is_zero(amount: Amount) -> bool:
    return amount.value == Decimal(0)
