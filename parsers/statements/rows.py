"""The rows of a section told apart: lines, wrapped descriptions, opening, closing, totals, carries, and what is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.currencies import currency_code
from parsers.headings import Heading
from parsers.money import Amount, Mark, decimal_mark_of, mark_of, read_amount
from parsers.readers.heading_sense import DATES, is_ageing_label
from parsers.spelling import pattern_spelling
from parsers.statements.columns import OWN_DATES, Column, indices, is_money
from parsers.statements.day_cells import is_day_lost, parted_day
from parsers.statements.groups import name_group_sums
from parsers.statements.joined_rows import (
    FRAMING,
    is_dated,
    join_continuations,
    join_split_dates,
    join_split_labels,
    join_split_lines,
)
from parsers.statements.kinds import kind_of
from parsers.statements.labels import Label, fold, label_of
from parsers.statements.plans import spare_columns
from parsers.statements.row_labels import row_label
from parsers.statements.sections import Section
from parsers.statements.seen_row import RowKind, SeenRow
from parsers.statements.serial_dates import with_serials_read
from parsers.statements.statement import LineKind
from parsers.table import Cell, Row


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
    name_group_sums(rows, [spot.text for spot in section.spots])
    join_split_labels(rows, {*indices(columns, *DATES)})
    join_split_lines(rows)
    others = any(is_money(column.heading) and column.index not in first_balance for column in columns)
    _take_opening(rows, columns)
    taken = _take_asides(rows, columns)
    for row in rows:
        words = [part for parts in row.texts.values() for part in parts]
        if row.kind is RowKind.LINE and len(row.money) == len(words) == 1 and is_ageing_label(words[0]):
            # a bucket of the slip below: undated, one word, one figure
            row.kind, row.label = RowKind.LABEL, Label.AGEING
        if others and row.kind is RowKind.LINE and row.money.keys() <= set(first_balance) and not row.unreadable:
            row.kind = RowKind.NOISE  # a balance alone is no movement; `assemble` may still take it for the opening
    join_continuations(rows, columns)
    join_split_dates(rows, columns)
    days = {*indices(columns, *DATES)}
    for row in rows:
        if row.kind is RowKind.LINE and row.date_text:
            # a framing row may be dated and wrapped ("***Opening | Balance***")
            words = [part for index, parts in row.texts.items() if index not in days for part in parts]
            if len(words) > 1 and label_of(" ".join(words)) in FRAMING:
                row.kind, row.label = RowKind.LABEL, label_of(" ".join(words))
        if row.kind is RowKind.LINE and not row.date_text and row.texts and row.index not in taken:
            # a label may be wrapped as well ("Carried | forward")
            label = label_of(" ".join(part for parts in row.texts.values() for part in parts))
            if label is not None and not _is_line_after_all(replace(row, label=label), columns):
                row.kind, row.label = RowKind.LABEL, label
    return rows


def _read_serials(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    for column in indices(columns, *DATES):
        lines = [row for row in rows if row.kind is RowKind.LINE and column in row.texts]
        for row, date in zip(lines, with_serials_read([row.texts[column][0] for row in lines]), strict=True):
            if row.date_text == row.texts[column][0] != date and column in indices(columns, *OWN_DATES):
                row.date_text = date
            row.texts[column] = [date]


def _take_opening(rows: Sequence[SeenRow], columns: tuple[Column, ...]) -> None:
    """A ledger's first row may carry the balance forward under a voucher's number: its own words say what it is."""
    first = next((row for row in rows if row.kind in {RowKind.LINE, RowKind.LABEL}), None)
    moved = sum(1 for amount in first.money.values() if amount.value) if first is not None else 0
    if first is not None and first.kind is RowKind.LINE and (moved < 2 or len(first.money) == 1):
        label = label_of(first.text(indices(columns, Heading.DESCRIPTION)))
        if label in {Label.OPENING, Label.BROUGHT_FORWARD}:
            first.kind, first.label = RowKind.LABEL, label


def _take_asides(rows: Sequence[SeenRow], columns: tuple[Column, ...]) -> set[int]:
    """Make lines of asides that are movements; return their indices.

    A row named like something beside the account ("Remittance dated 15 Oct", "Discount") is a movement where it moves a balance.

    Without a running balance a payment that stands between movements is one of them too.
    """
    balances = {*indices(columns, Heading.BALANCE, Heading.LOCAL_BALANCE)}
    lines = [number for number, row in enumerate(rows) if row.kind is RowKind.LINE]
    taken: set[int] = set()
    for number, row in enumerate(rows):
        if row.kind is not RowKind.LABEL or row.label is not Label.ASIDE or not row.money.keys() - balances:
            continue
        words = " ".join(part for parts in row.texts.values() for part in parts)
        within = bool(lines) and lines[0] < number < lines[-1] and kind_of("", words) is LineKind.PAYMENT
        if row.money.keys() & balances or within:
            row.kind, row.label = RowKind.LINE, None
            taken.add(row.index)
    return taken


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
    sided: dict[int, Mark | None] = {}
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
            if column.heading in OWN_DATES and not seen.date_text:
                seen.date_text = f"{text}?" if is_day_lost(cell) else text
            elif column.heading is Heading.DIRECTION:
                mark_of_cell = mark_of(text)
                if column.index == next(iter(indices(columns, Heading.DIRECTION))):
                    seen.direction = mark_of_cell
                else:
                    sided[column.index + 1] = mark_of_cell  # 余额方向, beside the movement's own column of sides
            seen.texts[column.index] = [text]
    for at, side in sided.items():
        if at in seen.money and seen.money[at].mark is None:
            seen.money[at] = replace(seen.money[at], mark=side)
    if seen.direction is Mark.LEVEL:
        level = Amount(value=Decimal(0), text="", mark=Mark.LEVEL, nil=True)  # 平, its figure left out
        balances = indices(columns, Heading.BALANCE, Heading.LOCAL_BALANCE)
        seen.money.update({at: level for at in balances if not row.cells[at].text.strip()})
    dates = indices(columns, *OWN_DATES)
    if dates and not seen.date_text and dates[0] + 1 < len(columns):
        beside = dates[0] + 1
        parted = parted_day(" ".join(seen.texts.get(beside, [])))
        if parted is not None and columns[beside].heading is not Heading.DUE_DATE:
            seen.date_text, seen.texts[beside] = parted[0], [parted[1]]
            seen.texts[dates[0]] = [parted[0]]
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
    if len(lines) < 2 or not (any(rows[index].date_text for index in lines) or indices(columns, Heading.MONTH)):
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
        if (
            index in loose
            and not is_dated(row.date_text)
            and (same or wordless or _SUM_WORDS.search(fold(words[index])))
        ):
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
    pattern_spelling(
        r"total|sum|gesamt|saldo|solde|balance|合计|小计|累计|总计|余额|结余|發生額|发生额|合計|累計|餘額|forward|report|übertrag|vortrag"
    )
)


def _is_line_after_all(seen: SeenRow, columns: tuple[Column, ...]) -> bool:
    """A weak word ("Total", "Remittance") as the description of a dated or numbered row names a movement, not a sum."""
    if seen.label not in {Label.TOTAL, Label.DUE, Label.ASIDE, Label.LINE_COUNT, Label.AGEING} or not seen.money:
        return False
    if seen.label in {Label.ASIDE, Label.LINE_COUNT, Label.AGEING} and is_dated(seen.date_text):
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
