"""The rows of one sheet of a ledger, one after the other: entries, opening balances, and what is neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.currencies import currency_code
from parsers.dates import DateOrder, read_date
from parsers.headings import heading_of
from parsers.ledgers.balances import Balances
from parsers.ledgers.cells import CellRefused, date_at, reference_at, text_at
from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.layout import Layout, kind_at, postings
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.row_words import RowKind, marks_subtotal, row_kind
from parsers.ledgers.titles import Titles, code_and_name, titles_in
from parsers.references import normal_form
from parsers.sheets.model import MergedRange, SheetRow

Key = tuple[str, str | None]
"""An account and its currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalance:
    """What an account carried into the export, in our sign. `row` is where the export says so."""

    account: str
    amount: Decimal
    row: int
    date: dt.date | None = None
    currency: str | None = None


LedgerRow = OpeningBalance | LedgerEntry


class LedgerRefused(Exception):
    """The export cannot be read exactly. `row` is the spreadsheet's row (0: the file as a whole); `reason` says what to do."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}" if row else reason)
        self.row = row
        self.reason = reason


class SheetPostings:
    """Reads one sheet. What one row leaves to the next (whose account, which balance) lives here."""

    def __init__(self, layout: Layout, role: Role, account: str, names: dict[str, str], *, single: bool) -> None:
        self._layout = layout
        self._columns = layout.columns
        self._money = RowMoney(layout, role)
        self._names = names
        self._prefix = "" if single else f"{layout.sheet.name}!"
        self._given = account
        self._account = ""
        self._currency = layout.columns.heading_currency
        self._year = layout.columns.given_year
        self._balances = Balances(signed=layout.columns.balance_direction is not None)
        self._openings: dict[Key, OpeningBalance] = {}
        self._opening_rows: dict[Key, tuple[int, dt.date | None]] = {}
        self._waiting: dict[str, SheetRow] = {}  # opening rows whose currency the account's first entry will tell
        self._currencies: dict[str, str | None] = {}
        self._title: SheetRow | None = None
        self._merged: Sequence[MergedRange] | None = None
        self._last_account = ""
        self._real_dates = self._written_dates = False
        for titles in layout.titles:
            self._adopt(titles, layout.last_header_row)
        if not single and not account and not self._account:
            self._account = layout.sheet.name or ""

    def rows(self) -> Iterator[LedgerRow]:
        """Yield the entries in their order, then the opening balances. Raises LedgerRefused and BalanceContradicted."""
        for row in postings(self._layout):
            try:
                entry = self._read(row)
            except CellRefused as refused:
                raise LedgerRefused(row.number, refused.reason) from refused
            if entry is not None:
                yield entry
        yield from self._opening_balances()

    def _read(self, row: SheetRow) -> LedgerEntry | None:
        columns = self._columns
        dated = text_at(row, columns.date if columns.date is not None else columns.day)
        if dated and not any(map(str.isdigit, dated)) and read_date(dated, year=2000) is None:
            dated = ""  # a word in the date's column: 本期合计, Total, a title
        if not (dated and self._is_numbered(row)):
            texts = row.texts if not dated else [text_at(row, column) for column in self._wordy()]
            kind = row_kind(texts)
            if kind is RowKind.OPENING:
                self._open(row)
                return None
            if kind is not None or (not dated and marks_subtotal(row.texts)):
                return None
        if not dated or self._is_note(row, dated):
            self._note(row)
            return None
        return self._entry(row)

    def _is_note(self, row: SheetRow, dated: str) -> bool:
        """Whether the text in the date's column is no date and no amount stands in the row: a title, a header again."""
        if any(text_at(row, column) for column in self._columns.money):
            return heading_of(dated) is not None
        return not row.values and read_date(dated, DateOrder.DAY_FIRST, year=2000) is None

    def _is_numbered(self, row: SheetRow) -> bool:
        """Whether the row has a document number; 期初余额 in the number's column is none."""
        for column in self._columns.references:
            text = text_at(row, column)
            if text and (any(map(str.isdigit, text)) or row_kind([text]) is None):
                return True
        return False

    def _wordy(self) -> tuple[int, ...]:
        columns = self._columns
        found = [*columns.references, *columns.descriptions, *([columns.kind] if columns.kind is not None else [])]
        return tuple(found) or tuple(column for column in range(8) if column not in columns.figures)

    def _note(self, row: SheetRow) -> None:
        """Take in a row that is no posting: a header again, a title, a remark. One with an amount is refused."""
        if tuple(row.texts) in self._layout.header:
            self._take_title()
            return
        if heading_of(text_at(row, self._columns.money[0])) is not None:
            raise LedgerRefused(row.number, "another header stands here with other columns; export one table")
        if any(text_at(row, column) for column in self._columns.money):
            raise LedgerRefused(row.number, "there is an amount but no date")
        titles = titles_in(row.texts)
        if titles.account or titles.currency or titles.scaled:
            self._adopt(titles, row.number)
        elif sum(bool(text) for text in row.texts) == 1:
            self._title = row

    def _take_title(self) -> None:
        """A lone text right above a repeated header is the name of the account that follows."""
        if self._title is not None and self._layout.in_blocks:
            code, name = code_and_name(next(text for text in self._title.texts if text))
            self._adopt(Titles(code, name), self._title.number)
        self._title = None

    def _adopt(self, titles: Titles, row: int) -> None:
        if titles.scaled:
            raise LedgerRefused(row, "the figures are in thousands or the like; export them in full")
        if titles.currency and self._columns.heading_currency is None:
            self._currency = titles.currency
        if not titles.account or self._columns.account is not None:
            return
        if self._given and self._account not in {"", titles.account}:
            raise LedgerRefused(
                row, f"the file holds several accounts ({self._account}, {titles.account}); name none for it"
            )
        self._account = titles.account
        if titles.name:
            self._names[self._given or titles.account] = titles.name

    def _entry(self, row: SheetRow) -> LedgerEntry:
        columns = self._columns
        date = self._date(row)
        account = self._account_of(row)
        currency = self._currency_of(row)
        key = (account, currency)
        kind = kind_at(row, columns)
        self._settle_opening(account, key)
        balance = self._money.balance(row)
        movement = self._money.movement(row, kind, checked=balance is not None)
        if movement is None:
            if balance is None:
                raise LedgerRefused(row.number, "there is a date but no amount")
            movement = Decimal(0)
        if columns.balance is not None:
            self._balances.post(key, row.number, movement, balance)
        return LedgerEntry(
            id=f"{self._prefix}{row.number}",
            row=row.number,
            account=account,
            date=date,
            amount=movement,
            kind=kind,
            due_date=date_at(row, columns.due, self._money.titled(columns.due), self._layout.order, self._year),
            references=self._references(row),
            description=" ".join(text for column in columns.descriptions if (text := text_at(row, column))),
            currency=currency,
            open_amount=self._money.open_amount(row, movement),
        )

    def _date(self, row: SheetRow) -> dt.date:
        columns = self._columns
        if columns.date is None:
            return self._date_in_parts(row)
        date = date_at(row, columns.date, self._money.titled(columns.date), self._layout.order, self._year)
        assert date is not None
        text = text_at(row, columns.date)
        if columns.date in row.values:
            self._real_dates = True
        elif not self._written_dates and not text[:4].isdigit():
            self._written_dates = read_date(text, DateOrder.DAY_FIRST) != read_date(text, DateOrder.MONTH_FIRST)
        if self._real_dates and self._written_dates:
            raise LedgerRefused(
                row.number,
                "some dates are real dates and some are text: a spreadsheet has converted those it could, perhaps with day and "
                "month exchanged; export again without opening the file in between",
            )
        return date

    def _date_in_parts(self, row: SheetRow) -> dt.date:
        year = text_at(row, self._columns.year) or (str(self._year) if self._year else "")
        parts = (year, text_at(row, self._columns.month), text_at(row, self._columns.day))
        date = read_date("-".join(parts)) if len(year) == 4 else None
        if date is None:
            raise LedgerRefused(row.number, f"year, month and day ({', '.join(parts)}) make no date")
        return date

    def _account_of(self, row: SheetRow) -> str:
        columns = self._columns
        if columns.account is None:
            account = self._given or self._account
            if not account:
                raise LedgerRefused(
                    row.number, "the file does not say whose account this is; name the account for the whole file"
                )
            return account
        if columns.account in row.unreadable:
            raise LedgerRefused(
                row.number, f"{self._money.titled(columns.account)} cannot be read exactly; export it as text"
            )
        account = text_at(row, columns.account) or self._merged_account(row)
        if not account:
            raise LedgerRefused(row.number, f"{self._money.titled(columns.account)} is empty")
        self._last_account = account
        name = text_at(row, columns.name)
        if name:
            self._names.setdefault(account, name)
        return account

    def _merged_account(self, row: SheetRow) -> str:
        """Return the account of the row above where one merged cell covers both."""
        if self._merged is None:
            self._merged = self._layout.sheet.merged()
        column = self._columns.account
        covered = any(
            block.first_column <= (column or 0) <= block.last_column and block.first_row < row.number <= block.last_row
            for block in self._merged
        )
        return self._last_account if covered else ""

    def _currency_of(self, row: SheetRow) -> str | None:
        text = text_at(row, self._columns.currency)
        if not text:
            return self._currency
        code = currency_code(text) or currency_code(text.removesuffix("元"))
        if code is None and text not in {"¥", "$", "￥", "本位币", "元"}:
            raise LedgerRefused(row.number, f"{text!r} is no currency that is known; use its ISO code, such as CNY")
        return code or self._currency

    def _references(self, row: SheetRow) -> tuple[str, ...]:
        texts = [
            text
            for column in self._columns.references
            if (text := reference_at(row, column, self._money.titled(column)))
        ]
        if len(texts) < 2:
            return tuple(texts)
        return tuple({normal_form(text): text for text in reversed(texts)}.values())[::-1]

    def _open(self, row: SheetRow) -> None:
        """Take in an opening row; where it names no currency, the account's entries do. One of nothing for nobody says nothing."""
        nobody = self._columns.account is not None and not text_at(row, self._columns.account)
        if nobody and not any(self._money.amount(row, column) for column in self._columns.figures):
            return
        account = self._account_of(row)
        if self._columns.currency is not None and not text_at(row, self._columns.currency) and not self._currency:
            if account not in self._currencies:
                self._waiting[account] = row
                return
            self._opened(row, (account, self._currencies[account]))
            return
        self._opened(row, (account, self._currency_of(row)))

    def _settle_opening(self, account: str, key: Key) -> None:
        self._currencies.setdefault(account, key[1])
        if self._waiting and account in self._waiting:
            self._opened(self._waiting.pop(account), key)

    def _opened(self, row: SheetRow, key: Key) -> None:
        if key in self._opening_rows:
            raise LedgerRefused(row.number, f"account {key[0]} has a second opening balance")
        dated = text_at(row, self._columns.date)
        date = (
            date_at(row, self._columns.date, "", self._layout.order, self._year)
            if dated and heading_of(dated) is None and row_kind([dated]) is None
            else None
        )
        self._opening_rows[key] = (row.number, date)
        balance = self._money.balance(row)
        if balance is not None:
            self._balances.open(key, row.number, balance)
            return
        amount = self._money.opening(row)
        self._openings[key] = OpeningBalance(account=key[0], amount=amount, row=row.number, date=date, currency=key[1])

    def _opening_balances(self) -> Iterator[OpeningBalance]:
        for account, row in self._waiting.items():
            self._opened(row, (account, None))
        for key, first_row, amount in self._balances.openings():
            printed = self._openings.pop(key, None)
            if printed is not None and printed.amount != amount:
                raise LedgerRefused(
                    printed.row,
                    f"the opening balance {printed.amount} of account {key[0]} does not lead to its printed balances",
                )
            number, date = self._opening_rows.get(key, (first_row, None))
            if amount or key in self._opening_rows:
                yield OpeningBalance(account=key[0], amount=amount, row=number, date=date, currency=key[1])
        yield from self._openings.values()
