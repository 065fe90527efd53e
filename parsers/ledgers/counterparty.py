"""A counterparty as the company's own list names it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parsers.ledgers.entry import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparty:
    """One customer or supplier. `code` is unique; `accounts` are its accounts in our ledger (its code where none is named).

    `addresses` are full mail addresses and `domains` bare domains, both lower case: figures go only to these. `language` is
    "en", "zh_CN", "zh_TW" or "de" ("" = the language of the statement). Amounts are in `currency`.
    """

    code: str
    name: str
    role: Role = Role.CUSTOMER
    aliases: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    language: str = ""
    currency: str | None = None
    tolerance: Decimal | None = None  # rounding per document; None = the default of Terms
    amount_limit: Decimal | None = None  # no automatic answer above this balance
    # What was agreed; None = the default of Terms. Rates are fractions (0.02 = 2 %), () = none was agreed.
    bank_fee: Decimal | None = None  # the largest gap on a payment that may be a bank's charge
    discount_rates: tuple[Decimal, ...] | None = None
    withholding_rates: tuple[Decimal, ...] | None = None
    withholding_names: tuple[str, ...] = ()  # what they call a withheld tax, such as "PPh 23"
    fx_tolerance: Decimal | None = None
    cutoff_days: int | None = None
    disputed: tuple[str, ...] = ()  # numbers of documents that staff argue about
    reference_map: tuple[tuple[str, str], ...] = ()  # their number -> ours
    numbers_refused: tuple[str, ...] = ()  # what was learned of their numbering and staff took away, by key
    passwords: tuple[str, ...] = ()  # open this counterparty's locked files

    def ledger_accounts(self) -> tuple[str, ...]:
        return self.accounts or (self.code,)
