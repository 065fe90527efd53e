"""A look over the whole export before its rows are read: where the header stands, and what only a column as a whole can tell."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from parsers.dates import DateOrder, order_of, read_date
from parsers.ledgers.balances import BalanceContradicted, Balances
from parsers.ledgers.cells import CellRefused, amount_at, text_at
from parsers.ledgers.columns import Columns, find_header
from parsers.ledgers.entry import Role
from parsers.ledgers.forms import other_side, summary_row
from parsers.ledgers.row_kinds import kind_at, refunds_at
from parsers.ledgers.row_words import row_kind, totalled
from parsers.ledgers.signs import AmountSign, SignEvidence
from parsers.ledgers.systems.system import System
from parsers.ledgers.titles import Titles, code_and_name, titles_in
from parsers.money import decimal_mark_in, read_amount
from parsers.sheets.model import Sheet, SheetRow

_SEARCHED_ROWS = 80
_SAMPLE = 4_000
_MOST_NAMES = 100_000
_DATES = re.compile(r"(?<![0-9])[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})(?![0-9])")


class LayoutRefused(Exception):
    """The export's form is not understood. `row` is 0 where it concerns the file as a whole."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's form. `sign` counts only where one amount column stands without a direction."""

    sheet: Sheet
    columns: Columns
    header: tuple[tuple[str, ...], ...]
    last_header_row: int
    titles: tuple[Titles, ...]
    decimal_mark: str | None = None
    order: DateOrder | None = None
    sign: AmountSign = AmountSign.AS_IS
    accounts: tuple[str, ...] = ()  # that title rows name, where no column does (two suffice)
    in_blocks: bool = False  # no column names the account: each block has its own header, below a lone title
    in_sections: bool = False  # nor that: a lone name stands above its rows, and "Total for" it below
    system: System | None = None
    labels: tuple[str, ...] = ()  # the headings, column for column
    orders_named: tuple[str, ...] = ()  # dates in the titles, which may tell the order of day and month


def layouts_of(sheets: Sequence[Sheet], role: Role, *, any_side: bool = False) -> tuple[Layout, ...]:
    """Return the layout of each visible sheet that holds postings. Raises LayoutRefused."""
    found = [layout for sheet in sheets if not sheet.hidden and (layout := _layout(sheet, role, any_side)) is not None]
    if not found:
        raise LayoutRefused(
            0,
            "no row with headings for a date and an amount was found; a ledger has headings such as Account, Date, Reference, "
            "Description, Debit, Credit",
        )
    return tuple(found)


def _layout(sheet: Sheet, role: Role, any_side: bool) -> Layout | None:
    with closing(sheet.rows()) as first_rows:
        head = list(islice(first_rows, _SEARCHED_ROWS))
    header = find_header(head, role)
    if header is None:
        posting = next((row for row in head if _looks_posted(row)), None)
        if posting is not None:
            raise LayoutRefused(
                posting.number, "a row like a posting stands below no row of headings for a date and an amount"
            )
        summary = summary_row(head)
        if summary is not None:
            raise LayoutRefused(
                summary,
                "this is a summary with one row for each party and no dates; export the entries (detail ledger, 明细账, line items)",
            )
        return None
    rows = head[header.first : header.first + header.depth]
    if header.complaint:
        raise LayoutRefused(rows[0].number, header.complaint)
    above = head[: header.first]
    if whose := other_side(
        header.columns,
        header.labels,
        header.system,
        role,
        above=[text for row in above for text in row.texts],
        any_side=any_side,
    ):
        raise LayoutRefused(rows[0].number, whose)
    titles = tuple(titles_in(row.texts) for row in above)
    dates = tuple(date for row in above for text in row.texts for date in _DATES.findall(text))
    layout = Layout(
        sheet,
        header.columns,
        tuple(tuple(row.texts) for row in rows),
        rows[-1].number,
        titles,
        orders_named=dates,
        system=header.system,
        labels=header.labels,
    )
    return _surveyed(_structured(layout, above) if header.columns.account is None else layout, role)


def _structured(layout: Layout, above: Sequence[SheetRow]) -> Layout:
    """Find out how a sheet without a column of accounts names them."""
    accounts = dict.fromkeys(title.account for title in layout.titles if title.account)
    lone: set[str] = set()
    repeated = sections = False
    with closing(postings(layout)) as rows:
        for row in rows:
            present = [text for text in row.texts if text]
            if len(present) > 2:
                repeated = repeated or tuple(row.texts) in layout.header
            if len(accounts) < 2 and len(present) < 5 and (account := titles_in(row.texts).account):
                accounts[account] = None
            if len(present) == 1 and len(lone) < _MOST_NAMES:
                lone.add(present[0])
            sections = sections or any(totalled(text) in lone for text in present if not text[0].isdigit())
    if accounts:
        return replace(layout, accounts=tuple(accounts))
    if not repeated:
        return replace(layout, in_sections=sections)
    title = next((text for row in reversed(above) for text in row.texts if text), "")
    return replace(layout, accounts=("", ""), in_blocks=True, titles=(*layout.titles, Titles(*code_and_name(title))))


def _looks_posted(row: SheetRow) -> bool:
    dated = any(read_date(text, DateOrder.DAY_FIRST) is not None for text in row.texts)
    return dated and any(read_amount(text, ".") is not None and "." in text for text in row.texts)


def postings(layout: Layout) -> Generator[SheetRow, None, None]:
    """Yield the rows below the header."""
    with closing(layout.sheet.rows()) as rows:
        for row in rows:
            if row.number > layout.last_header_row:
                yield row


def _surveyed(layout: Layout, role: Role) -> Layout:
    columns = layout.columns
    dates = [column for column in (columns.date, columns.due, columns.cleared) if column is not None]
    mark: str | None = None  # the first that is proved: a row with another is refused in its turn
    orders: set[DateOrder] = set()
    with closing(postings(layout)) as rows:
        while batch := list(islice(rows, _SAMPLE)):
            mark = mark or next(filter(None, map(decimal_mark_in, _plain_texts(batch, columns.figures))), None)
            for column in dates:
                order = order_of(_plain_texts(batch, (column,)))
                orders |= {order} if order else set()
            if (mark or not _unclear_amounts(batch, columns.figures)) and (orders or not _unclear_dates(batch, dates)):
                break
    figures_first = orders - {DateOrder.YEAR_FIRST}
    if not figures_first and (named := order_of(layout.orders_named)) is not None:
        figures_first = {named}
    settled = replace(
        layout,
        decimal_mark=mark,
        order=next(iter(figures_first or orders), None) if len(figures_first) <= 1 else None,
    )
    if columns.amount is None or columns.direction is not None:
        return settled
    return _signed(settled, role)


def _plain_texts(rows: Sequence[SheetRow], columns: Sequence[int]) -> Iterator[str]:
    for row in rows:
        for column in columns:
            if column < len(row.texts) and row.texts[column] and column not in row.values:
                yield row.texts[column]


def _unclear_amounts(rows: Sequence[SheetRow], columns: Sequence[int]) -> bool:
    return any(read_amount(text) is None and read_amount(text, ".") is not None for text in _plain_texts(rows, columns))


def _unclear_dates(rows: Sequence[SheetRow], columns: Sequence[int]) -> bool:
    return any(
        read_date(text) is None and read_date(text, DateOrder.DAY_FIRST) is not None
        for text in _plain_texts(rows, columns)
    )


def _signed(layout: Layout, role: Role) -> Layout:
    """Read one amount column through the whole file, to see which kinds carry which sign, and what a balance beside it is."""
    columns = layout.columns
    evidence = SignEvidence()
    beside = _Beside()
    title = columns.titles.get(columns.amount or 0, "amount")
    marked = False
    for row in postings(layout):
        if (
            not text_at(row, columns.date if columns.date is not None else columns.day)
            or row_kind(row.texts) is not None
        ):
            continue
        try:
            amount = amount_at(row, columns.amount, title, layout.decimal_mark)
            balance = amount_at(row, columns.balance, title, layout.decimal_mark)
        except CellRefused:
            continue  # the reading itself will refuse it, with its row
        if not marked and columns.amount not in row.values:
            printed = read_amount(text_at(row, columns.amount), layout.decimal_mark, in_column=True)
            marked = printed is not None and printed.mark is not None
        if amount is not None:
            evidence.note(kind_at(row, columns, layout.system), amount, refund=refunds_at(row, columns, layout.system))
            if balance is not None:
                beside.note(text_at(row, columns.account), row.number, amount, balance)
    if beside.is_open_amount and columns.open_amount is None:
        columns = replace(columns, open_amount=columns.balance, balance=None, balance_direction=None)
    if marked:
        return replace(layout, columns=columns)  # amounts carry DR and CR
    if layout.system is not None and layout.system.debit_positive:
        if evidence.reversed(role):
            raise LayoutRefused(
                layout.last_header_row,
                f"{title}: invoices stand as credits here and payments as debits, which {layout.system} does not print for {role}s; "
                "import the export under the other role, or with the signs that the system prints",
            )
        return replace(layout, columns=columns, sign=AmountSign.AS_IS)
    sign, advice = evidence.decided(role)
    if sign is None and layout.system is not None and layout.system.owed_positive:
        sign = AmountSign.AS_IS if role is Role.CUSTOMER else AmountSign.REVERSED
    if sign is None:
        raise LayoutRefused(layout.last_header_row, f"{title}: {advice}")
    return replace(layout, columns=columns, sign=sign)


class _Beside:
    """Tells whether a balance beside each amount runs down the rows, or is what is still open of each document."""

    def __init__(self) -> None:
        self._running = Balances(signed=False)
        self._runs = self._within = True
        self._rows = 0

    def note(self, account: str, number: int, amount: Decimal, balance: Decimal) -> None:
        self._rows += 1
        self._within = self._within and abs(balance) <= abs(amount) and balance * amount >= 0
        if self._runs:
            try:
                self._running.post((account, None), number, amount, balance)
            except BalanceContradicted:
                self._runs = False

    @property
    def is_open_amount(self) -> bool:
        return self._rows > 0 and self._within and not self._runs
