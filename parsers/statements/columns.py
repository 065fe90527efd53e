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
from parsers.readers.heading_sense import MONEY, meaning, named
from parsers.statements.labels import fold
from parsers.table import Row

DATES = (Heading.DATE, Heading.DOCUMENT_DATE)
_DESCRIBING = frozenset(
    {
        *DATES,
        Heading.DUE_DATE,
        Heading.REFERENCE,
        Heading.VOUCHER,
        Heading.NUMBER,
        Heading.THEIR_REFERENCE,
        Heading.DESCRIPTION,
        Heading.KIND,
        Heading.MONTH,
    }
)


def is_money(heading: Heading | None) -> bool:
    return heading in MONEY


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `currency` is the ISO code that its heading names."""

    index: int
    text: str
    heading: Heading | None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One way of reading the money columns (indices, None where not used)."""

    debit: int | None = None
    credit: int | None = None
    amount: int | None = None
    balance: int | None = None
    items: bool = False  # the amounts are what is still open of each item
    level: int = 0  # the second and third pair of columns hold another currency
    bold: bool = False  # against the plain sense of the headings: counts only where printed figures confirm it

    @property
    def movements(self) -> tuple[int, ...]:
        return tuple(index for index in (self.debit, self.credit, self.amount) if index is not None)


def header_at(rows: tuple[Row, ...], at: int) -> tuple[tuple[Column, ...], int] | None:
    """Return the columns named by a header that begins in row `at`, and how many rows it takes; None where none does."""
    best: tuple[float, tuple[Column, ...], int] | None = None
    for height in (1, 2, 3):
        block = rows[at : at + height]
        if len(block) < height or _tells_facts(block[-1]) or (height > 1 and _holds_figures(block[-1])):
            break
        columns = tuple(_column(index, text) for index, text in enumerate(_joined(block)))
        score = _score(columns)
        if score is not None and (best is None or score > best[0] + 0.01):
            best = (score, columns, height)
    return None if best is None else (best[1], best[2])


def _tells_facts(row: Row) -> bool:
    """Whether a row says "Account: C1001": it heads no column."""
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


def _column(index: int, text: str) -> Column:
    return Column(index, text, meaning(text), heading_currency(text))


def _score(columns: tuple[Column, ...]) -> float | None:
    """Return how well the texts read as a header, None where they are none: money and a date or a reference are named."""
    named = [column for column in columns if column.text]
    known = [column.heading for column in named if column.heading is not None]
    if len(named) < 2 or not any(is_money(heading) for heading in known):
        return None
    if not any(heading in _DESCRIBING for heading in known):
        return None
    distinct = len(set(known))
    if distinct < 2 or len(known) < 0.4 * len(named):
        return None
    if any(len(column.text) > 60 or len(re.findall(r"\d", column.text)) > 4 for column in named):
        return None
    return distinct + 0.55 * (len(known) - distinct) - 0.3 * (len(named) - len(known))


def indices(columns: tuple[Column, ...], *headings: Heading) -> list[int]:
    """Return the indices of the columns with one of these headings, in the table's order."""
    return [column.index for column in columns if column.heading in headings]


def plans_of(columns: tuple[Column, ...]) -> list[Plan]:
    """Return the ways of reading the money columns, the most natural first; the document's currency before the local one."""
    debits = indices(columns, Heading.DEBIT, Heading.INCREASE)
    credits_ = indices(columns, Heading.CREDIT, Heading.DECREASE)
    if bool(debits) != bool(credits_):
        # one side in the local currency's words (贷方本币), as where the account is kept in it
        debits = debits or indices(columns, Heading.LOCAL_DEBIT)
        credits_ = credits_ or indices(columns, Heading.LOCAL_CREDIT)
    amounts, balances = indices(columns, Heading.AMOUNT), indices(columns, Heading.BALANCE)
    opens, originals = indices(columns, Heading.OPEN_AMOUNT), indices(columns, Heading.ORIGINAL_AMOUNT)
    paids = indices(columns, Heading.PAID_AMOUNT)
    locals_ = indices(columns, Heading.LOCAL_BALANCE)
    plans: list[Plan] = []
    if opens and not (debits and credits_ and balances):
        plans.extend(
            Plan(amount=opened, balance=balance, items=True) for opened in opens for balance in (*balances, None)
        )
    plans.extend(_sided(debits, credits_, balances, [*amounts, *originals, *paids]))
    if debits and credits_ and not balances:
        # "Outstanding" beside both sides may be the sum so far
        plans.extend(Plan(debit=debits[0], credit=credits_[0], balance=opened, bold=True) for opened in opens)
    for level, amount in enumerate(amounts):
        plans.extend(Plan(amount=amount, balance=balance, level=level) for balance in _level(balances, amounts, level))
    if opens and debits and credits_ and balances:
        plans.extend(
            Plan(amount=opened, balance=balance, items=True) for opened in opens for balance in (*balances, None)
        )
    if not originals and not opens:
        plans.extend(
            Plan(debit=amount, credit=paid, balance=balance)
            for amount in amounts
            for paid in paids
            for balance in _or_none(balances)
        )
    for original in originals:
        plans.extend(
            Plan(debit=original, credit=paid, balance=balance) for paid in paids for balance in (*balances, None)
        )
        plans.extend(Plan(amount=original, balance=balance) for balance in _or_none(balances))
    plans.extend(Plan(amount=balance, items=True, bold=True) for balance in balances)
    plans.extend(_unnamed(columns, balances))
    other = 1 if any(not plan.bold for plan in plans) else 0
    local_sides = indices(columns, Heading.LOCAL_DEBIT), indices(columns, Heading.LOCAL_CREDIT)
    plans.extend(replace(plan, level=plan.level + other) for plan in _sided(*local_sides, locals_ or balances, []))
    plans.extend(
        Plan(amount=amount, balance=balance, level=other)
        for amount in indices(columns, Heading.LOCAL_AMOUNT)
        for balance in _or_none(locals_ or balances)
    )
    unique: list[Plan] = []
    for plan in plans:
        if (
            plan not in unique
            and len(set(plan.movements)) == len(plan.movements)
            and plan.balance not in plan.movements
        ):
            unique.append(plan)
    return unique


def _unnamed(columns: tuple[Column, ...], balances: list[int]) -> list[Plan]:
    """Columns under headings of no use otherwise may hold the movements ("Net amount"); printed figures must confirm it."""
    named = indices(
        columns,
        Heading.DEBIT,
        Heading.CREDIT,
        Heading.INCREASE,
        Heading.DECREASE,
        Heading.AMOUNT,
        Heading.PAID_AMOUNT,
        Heading.ORIGINAL_AMOUNT,
    )
    debits, credits_ = (
        indices(columns, Heading.DEBIT, Heading.INCREASE),
        indices(columns, Heading.CREDIT, Heading.DECREASE),
    )
    others = spare_columns(columns)
    if (debits and credits_) or len(others) > 6:
        return []
    plans = [
        Plan(debit=min(one, other), credit=max(one, other), balance=balance, bold=True)
        for one in named
        for other in others
        for balance in _or_none(balances)
    ]
    if not named:
        plans += [Plan(amount=other, balance=balance, bold=True) for other in others for balance in _or_none(balances)]
        plans += [
            Plan(debit=one, credit=other, balance=balance, bold=True)
            for one in others
            for other in others
            if one < other
            for balance in balances
        ]
    return plans


def spare_columns(columns: tuple[Column, ...]) -> list[int]:
    """Return the columns that may hold movements although no heading says so."""
    return [column.index for column in columns if column.heading in {Heading.NET, Heading.OTHER, None}]


def _sided(debits: list[int], credits_: list[int], balances: list[int], others: list[int]) -> list[Plan]:
    if debits and credits_:
        count = min(len(debits), len(credits_))
        return [
            Plan(debit=debits[level], credit=credits_[level], balance=balance, level=level)
            for level in range(count)
            for balance in _level(balances, debits, level)
        ]
    plans: list[Plan] = []
    for side in debits or credits_:
        for balance in _or_none(balances):
            plans.extend(
                Plan(debit=side, credit=other, balance=balance)
                if debits
                else Plan(debit=other, credit=side, balance=balance)
                for other in others
            )
            plans.append(Plan(debit=side, balance=balance) if debits else Plan(credit=side, balance=balance))
    return plans


def _level(balances: list[int], movements: list[int], level: int) -> list[int | None]:
    """Where each movement column has a balance column of its own (two currencies), they belong together in order."""
    if len(balances) == len(movements):
        return [balances[level]]
    return _or_none(balances)


def _or_none(indices_: Sequence[int]) -> list[int | None]:
    return [*indices_] if indices_ else [None]


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
    if not any(dated(index) for index in indices(columns, *DATES)):
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
        replace(column, heading=Heading.BALANCE)
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


_DATED = re.compile(r"(?:\d{1,4}[-./年]\s?\w{1,9}[-./月]\s?\d{1,4}日?|\d{1,2}[ -]?[A-Za-z]{3}[ -]?\d{2,4})$")


def signature(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return what two headers share when one repeats the other on a later page."""
    return tuple(fold(column.text) for column in columns if column.text)
