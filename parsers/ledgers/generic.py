"""Any ledger export whose columns can be told by their headings: csv or workbook, one account or many, a million rows.

Every row becomes an entry, an opening balance, or a refusal with its row number; sums, headers and notes are known as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from parsers.ledgers.balances import BalanceContradicted
from parsers.ledgers.cells import CellRefused
from parsers.ledgers.entry import Role
from parsers.ledgers.layout import Layout, LayoutRefused, layouts_of
from parsers.ledgers.postings import SheetPostings
from parsers.ledgers.rows import Key, LedgerRefused, LedgerRow, OpeningBalance
from parsers.ledgers.whose import Whose
from parsers.sheets.model import OWN_LEDGER, SheetsRefused
from parsers.sheets.opening import open_sheets

__all__ = ["LedgerReading", "LedgerRefused", "LedgerRow", "OpeningBalance", "read_ledger"]


def read_ledger(
    stream: BinaryIO,
    name: str,
    *,
    role: Role = Role.CUSTOMER,
    account: str | None = None,
    unnamed: str | None = None,
    any_side: bool = False,
) -> LedgerReading:
    """Return a reading that yields opening balances and entries when iterated.

    Amounts come out in our sign: positive raises what the counterparty owes us. In debit and credit columns that is debit -
    credit for customers and suppliers alike. `account` names the account of a file that holds only one and has no column for it;
    `unnamed` is what such a file's account is called where neither the file nor `account` names it. `any_side`: the file is not kept
    as the ledger of that role, so a column "Supplier" is no reason against customers where debit and credit give the sign. Raises LedgerRefused, here or
    while iterating; who imports must then keep nothing.
    """
    return LedgerReading(stream, name, role, account, unnamed, any_side=any_side)


class LedgerReading:
    """Iterating gives each LedgerRow; `names` then holds the accounts' names. It may be iterated again."""

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        role: Role,
        account: str | None,
        unnamed: str | None = None,
        *,
        any_side: bool = False,
    ) -> None:
        self.name = name
        self.role = role
        self.names: dict[str, str] = {}
        self._account = (account or "").strip()
        self._unnamed = (unnamed or "").strip()
        try:
            self._layouts = layouts_of(open_sheets(stream, limits=OWN_LEDGER), role, any_side=any_side)
        except SheetsRefused as refused:
            raise LedgerRefused(0, refused.message) from refused
        except LayoutRefused as refused:
            raise LedgerRefused(refused.row, refused.reason) from refused

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings that were understood, in their order."""
        return tuple(title for layout in self._layouts for _, title in sorted(layout.columns.titles.items()))

    @property
    def systems(self) -> tuple[str, ...]:
        """Return the accounting systems that the sheets look like, () where none is known; they are read by meaning then."""
        return tuple(dict.fromkeys(str(layout.system) for layout in self._layouts if layout.system is not None))

    def __iter__(self) -> Iterator[LedgerRow]:
        self.names = {}
        closings: dict[Key, Decimal] = {}
        for layout in self._layouts:
            try:
                yield from self._sheet(layout, closings).rows()
            except SheetsRefused as refused:
                raise LedgerRefused(0, refused.message) from refused
            except BalanceContradicted as contradicted:
                reason = f"{contradicted.reason} (leave the balance out to import without this check)"
                raise LedgerRefused(contradicted.row, reason) from contradicted

    def _sheet(self, layout: Layout, closings: dict[Key, Decimal]) -> SheetPostings:
        single = len(self._layouts) == 1
        sheet_name = "" if single else layout.sheet.name or ""
        try:
            whose = Whose(layout, self._account, self.names, sheet_name or self._unnamed)
        except CellRefused as refused:
            raise LedgerRefused(layout.last_header_row, refused.reason) from refused
        return SheetPostings(layout, self.role, whose, closings, prefix=f"{sheet_name}!" if sheet_name else "")
