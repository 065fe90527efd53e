"""A difference: what is left when all that agrees is taken away, with its reason and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Reason(StrEnum):
    """Why the two sides differ. The codes are a contract (docs/json.md)."""

    MISSING_IN_LEDGER = "missing_in_ledger"
    MISSING_ON_STATEMENT = "missing_on_statement"
    TIMING_STATEMENT = "timing_statement"  # theirs after our cut-off
    TIMING_LEDGER = "timing_ledger"  # ours after theirs
    AMOUNT_TYPO = "amount_typo"
    SHORT_PAYMENT = "short_payment"
    OVER_PAYMENT = "over_payment"
    DISCOUNT = "discount"
    WITHHOLDING_TAX = "withholding_tax"
    BANK_FEE = "bank_fee"
    FX = "fx"
    ROUNDING = "rounding"
    SIGN_ERROR = "sign_error"
    DUPLICATE_STATEMENT = "duplicate_statement"
    DUPLICATE_LEDGER = "duplicate_ledger"
    REFERENCE_ERROR = "reference_error"
    PRIOR_PERIOD = "prior_period"
    OTHER_ACCOUNT = "other_account"
    DISPUTED = "disputed"
    UNEXPLAINED = "unexplained"


Fact = str | Decimal | date | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`amount` is statement - ledger in our sign. `facts` are the numbers, dates and documents that the words need.

    Facts common to all reasons: `reference` (the document concerned, as the counterparty would name it), `date`,
    `theirs` and `ours` (signed amounts), `kind` ("invoice", "credit_note", "payment", ...). Facts are shown to the
    counterparty; what staff alone may see is in `internal`.
    """

    amount: Decimal
    reason: Reason
    lines: tuple[int, ...] = ()
    entries: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    internal: Mapping[str, Fact] = field(default_factory=dict)
    explanation: str = ""  # one English sentence for staff and for the JSON contract; replies make their own words
    certain: bool = True
