"""What was agreed with a counterparty, as far as it bears on differences; each has a sensible default."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from rules.model.number_map import NumberMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Amounts in the account's currency, rates as fractions (0.02 = 2 %), spans in days."""

    rounding: Decimal = Decimal("0.05")  # a gap up to this on one document is called rounding (never hidden)
    bank_fee: Decimal = Decimal(50)  # the largest gap on a payment that may be a bank's fee
    discount_rates: tuple[Decimal, ...] = (Decimal("0.02"), Decimal("0.03"), Decimal("0.01"), Decimal("0.05"))
    withholding_rates: tuple[Decimal, ...] = (
        Decimal("0.10"),
        Decimal("0.15"),
        Decimal("0.06"),
        Decimal("0.20"),
        Decimal("0.05"),
    )
    withholding_names: tuple[str, ...] = ()  # what they call a withheld tax, besides the usual words
    fx_tolerance: Decimal = Decimal("0.03")
    cutoff_days: int = 10  # an item this near to the cut-off is called timing, not missing
    disputed: tuple[str, ...] = ()  # references that staff marked as disputed
    reference_map: tuple[tuple[str, str], ...] = ()  # their number -> ours, entered by staff
    numbers: NumberMap = field(default_factory=NumberMap)  # learned from earlier statements
    work_budget: int = 2_000_000  # hypotheses tried by the grouped search; results repeat because it is no time limit
