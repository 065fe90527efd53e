"""The rows of one sheet of a ledger, one after the other: entries, opening balances, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parsers.dates import DateOrder, read_date
from parsers.headings import heading_of
from parsers.ledgers.cells import CellRefused, reference_at, text_at
from parsers.ledgers.document_lines import DocumentLines
from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.layout import Layout, postings
from parsers.ledgers.leading_sums import LeadingSums
from parsers.ledgers.open_list import lists_open_only
from parsers.ledgers.openings import Openings
from parsers.ledgers.printed_totals import PrintedTotals
from parsers.ledgers.row_dates import RowDates
from parsers.ledgers.row_kinds import kind_at
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.row_words import RowKind, marks_subtotal, row_kind
from parsers.ledgers.rows import Key, LedgerRefused, LedgerRow
from parsers.ledgers.sums import Sums
from parsers.ledgers.titles import titles_in
from parsers.ledgers.unposted import Unposted
from parsers.ledgers.whose import Whose
from parsers.references import normal_form
from parsers.sheets.model import SheetRow


class SheetPostings:
    """Reads one sheet. `prefix` makes its ids differ from those of other sheets."""

    def __init__(
        self, layout: Layout, role: Role, whose: Whose, closings: dict[Key, Decimal], *, prefix: str = ""
    ) -> None:
        columns = layout.columns
        self._layout = layout
        self._columns = columns
        self._whose = whose
        self._prefix = prefix
        unposted = Unposted(layout.labels, columns, layout.system, role)
        self._unposted = unposted if unposted.looks else None
        self._key: Key | None = None
        self._dates = RowDates(layout)
        self._money = RowMoney(layout, role)
        self._sums = Sums(columns, self._money)
        self._system = layout.system
        self._lead = (
            LeadingSums(columns, self._money) if layout.system is not None and layout.system.sums_lead else None
        )
        self._lines = DocumentLines(layout.labels, layout.system, self._money)
        self._of_lines = self._lines.present
        named = layout.system is not None and layout.system.lists == "open" and columns.open_amount is not None
        self._open_only = named or lists_open_only(layout, self._money)
        # SAP repeats the account on its rows of sums.
        repeats = layout.system is not None and layout.system.sums_marked is not None
        owned = (columns.account, columns.name, columns.currency, *columns.other_amounts) if repeats else ()
        self._account_columns = frozenset(column for column in owned if column is not None)
        self._totals = PrintedTotals(columns, self._money, self._sums, open_only=self._open_only)
        self._openings = Openings(
            closings, signed=columns.balance_direction is not None, printed=columns.balance is not None
        )
        self._waiting: dict[str, SheetRow] = {}  # opening rows whose currency the account's first entry will tell
        self._currencies: dict[str, str | None] = {}
        self._unowned: SheetRow | None = None  # an opening row that names no account
        self._of_all: tuple[SheetRow, Decimal] | None = None  # one for all accounts together, and what theirs come to
        self._wordy = (
            *columns.references,
            *columns.descriptions,
            *([columns.kind] if columns.kind is not None else []),
        )

    def rows(self) -> Iterator[LedgerRow]:
        """Yield the entries in their order, then the opening balances. Raises LedgerRefused and BalanceContradicted."""
        for row in postings(self._layout):
            try:
                entry = self._read(row)
            except CellRefused as refused:
                raise LedgerRefused(row.number, refused.reason) from refused
            if entry is not None:
                yield entry
        if self._lead is not None:
            self._lead.finish()
        self._own_last()
        for account, row in self._waiting.items():
            self._opened(row, (account, None))
        yield from self._openings.balances()

    def _read(self, row: SheetRow) -> LedgerEntry | None:
        dated = self._dates.text(row)
        if not (dated and self._is_numbered(row)):
            words = [text_at(row, column) for column in self._wordy] if dated and self._wordy else row.texts
            kind = row_kind(words, undated=not dated)
            if kind is RowKind.OPENING:
                self._open(row)
                return None
            if kind is not None or (not dated and self._marks_sums(row)):
                if kind is RowKind.TOTAL:
                    self._totals.check(row)
                self._whose.end_section(row)
                return None
        if not dated or self._is_note(row, dated):
            self._note(row)
            return None
        return self._entry(row)

    def _marks_sums(self, row: SheetRow) -> bool:
        if marks_subtotal(row.texts):
            return True
        marks = self._system.sums_marked if self._system is not None else None
        return marks is not None and any(text and marks.fullmatch(text.strip()) for text in row.texts)

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

    def _note(self, row: SheetRow) -> None:
        """Take in a row that is no posting: a header again, a title, a remark, a sum. One with another amount is refused."""
        if tuple(row.texts) in self._layout.header:
            self._whose.header_again()
            return
        if heading_of(text_at(row, self._columns.money[0])) is not None:
            raise CellRefused("another header stands here with other columns; export one table")
        if any(text_at(row, column) for column in self._columns.money):
            if self._lead is not None and (name := text_at(row, 0)):
                self._lead.begin(row, name)
                self._whose.lead(name)
                return
            if not self._sums.explain(row, self._account_columns):
                raise CellRefused("there is an amount but no date")
            return
        titles = titles_in(row.texts)
        if titles.account or titles.currency or titles.scaled:
            self._whose.adopt(titles)
        elif sum(bool(text) for text in row.texts) == 1:
            self._whose.note_lone(row)

    def _entry(self, row: SheetRow) -> LedgerEntry | None:
        columns = self._columns
        date = self._dates.date(row)
        key = (self._whose.account(row), self._whose.currency_of(row))
        if self._unposted is not None:
            self._unposted.check(row)
        kind = kind_at(row, columns, self._layout.system)
        if self._unowned is not None and columns.balance is not None:
            if key[0] in self._currencies:
                raise LedgerRefused(self._unowned.number, "the opening balance does not say whose it is")
            self._own(key)
        self._currencies.setdefault(*key)
        if key[0] in self._waiting:
            self._opened(self._waiting.pop(key[0]), key)
        balance = self._money.balance(row)
        movement = self._money.movement(row, kind, checked=balance is not None)
        if movement is None:
            if balance is None:
                raise CellRefused("there is a date but no amount")
            movement = Decimal(0)
        references = self._references(row)
        if self._of_lines and self._lines.continues(row, (key, date, references[:1], movement), movement):
            return None
        open_amount = self._money.open_amount(row, movement)
        if self._open_only:
            movement = open_amount = self._money.still_open(row, movement, kind)
        cleared = self._dates.cleared(row) if columns.cleared is not None else None
        if columns.cleared is not None and open_amount is None:
            open_amount = movement if cleared is None else Decimal(0)
        self._openings.moved(key, row.number, movement, balance)
        if key != self._key:
            self._key = key
            self._totals.turn(key)
        self._sums.add(key[0], movement)
        if self._lead is not None:
            self._lead.add(movement)
        return LedgerEntry(
            id=f"{self._prefix}{row.number}",
            row=row.number,
            account=key[0],
            date=date,
            amount=movement,
            kind=kind,
            due_date=self._dates.due(row),
            references=references,
            description=" ".join(text for column in columns.descriptions if (text := text_at(row, column))),
            currency=key[1],
            open_amount=open_amount,
            cleared_on=cleared,
        )

    def _references(self, row: SheetRow) -> tuple[str, ...]:
        texts = [
            text
            for column in self._columns.references
            if (text := reference_at(row, column, self._money.titled(column)))
        ]
        if texts and self._system is not None and self._system.parted is not None:
            parts = self._system.parted.fullmatch(texts[0])
            texts[:1] = [part for part in parts.groups() if part] if parts else texts[:1]
        if len(texts) < 2:
            return tuple(texts)
        return tuple({normal_form(text): text for text in reversed(texts)}.values())[::-1]

    def _open(self, row: SheetRow) -> None:
        """Take in an opening row; where it names no currency, the account's entries do. One of nothing for nobody says nothing."""
        if self._whose.is_nobodys(row):
            if any(self._money.amount(row, column) for column in self._columns.figures) or self._unowned is not None:
                self._hold(row)
            return
        account = self._whose.account(row)
        if self._columns.currency is not None and not text_at(row, self._columns.currency) and not self._whose.currency:
            if account not in self._currencies:
                self._waiting[account] = row
                return
            self._opened(row, (account, self._currencies[account]))
            return
        self._opened(row, (account, self._whose.currency_of(row)))

    def _hold(self, row: SheetRow) -> None:
        """Keep an opening row that names nobody: it belongs to the account that follows, as its printed balances must prove,
        or to the only one. Two in a row: the first is that of all accounts together.
        """
        if self._unowned is not None:
            if self._of_all is not None:
                raise CellRefused("the opening balance does not say whose it is")
            self._of_all = (self._unowned, Decimal(0))
        self._unowned = row

    def _own(self, key: Key) -> None:
        assert self._unowned is not None
        row, self._unowned = self._unowned, None
        self._opened(row, key)
        if self._of_all is not None:
            self._of_all = (self._of_all[0], self._of_all[1] + self._money.opening(row))

    def _own_last(self) -> None:
        """Give an opening row without printed balances to the only account. Raises LedgerRefused where there are several."""
        if self._unowned is not None:
            if len(self._currencies) != 1:
                raise LedgerRefused(self._unowned.number, "the opening balance does not say whose it is")
            self._own(next(iter(self._currencies.items())))
        if self._of_all is not None and self._money.opening(self._of_all[0]) != self._of_all[1]:
            raise LedgerRefused(
                self._of_all[0].number,
                "the opening balance of all accounts is not what theirs come to; export all of them",
            )

    def _opened(self, row: SheetRow, key: Key) -> None:
        balance = self._money.balance(row)
        amount = None if balance is not None else self._money.opening(row)
        self._openings.opened(key, row.number, self._dates.opening(row), amount=amount, balance=balance)
        self._totals.carry(amount, balance)
        if amount is not None:
            self._sums.add(key[0], amount)
        if self._lead is not None:
            self._lead.add(amount if amount is not None else balance or Decimal(0), opening=True)
