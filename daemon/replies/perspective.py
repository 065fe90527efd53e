"""From our sign to the reader's eye: who owes whom, and with which sign an amount is shown.

Inside, positive raises what the counterparty owes us. A customer reads the same sign; to a supplier positive is what we owe. This is
one of the two places where a sign flips (the other is parsers.statements).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from parsers.ledgers.entry import Role


class Owed(StrEnum):
    """Who owes whom."""

    TO_US = "to_us"
    TO_THEM = "to_them"
    NOTHING = "nothing"


# Whether a document of this kind raises the balance as the reader sees it: an invoice does, a payment lowers it, for both roles.
_RAISES = {"invoice": True, "credit_note": False, "payment": False}


@dataclass(frozen=True, slots=True)
class Perspective:
    """How this reader sees amounts."""

    role: Role

    def shown(self, amount: Decimal) -> Decimal:
        """Return an amount in our sign as the reader sees it."""
        seen = amount if self.role is Role.CUSTOMER else -amount
        return seen or Decimal(0)

    def natural(self, kind: str, amount: Decimal) -> bool:
        """Whether the amount has the sign that a document of this kind has, so that its size alone says all."""
        raises = _RAISES.get(kind)
        return raises is not None and (self.shown(amount) >= 0) is raises


def owed(amount: Decimal) -> Owed:
    """Return who owes a balance in our sign."""
    if amount == 0:
        return Owed.NOTHING
    return Owed.TO_US if amount > 0 else Owed.TO_THEM
