"""In which sign one amount column is kept, found from what kinds of postings carry which sign. Never assumed for suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from parsers.ledgers.entry import EntryKind, Role


class AmountSign(Enum):
    """How an amount column becomes debit - credit."""

    AS_IS = 1
    REVERSED = -1
    BY_KIND = 0  # unsigned: the kind of each row gives the side

    @property
    def factor(self) -> int:
        return int(self.value)


_RAISING = frozenset({EntryKind.INVOICE})
_LOWERING = frozenset({EntryKind.PAYMENT, EntryKind.CREDIT_NOTE})


@dataclass(slots=True)
class SignEvidence:
    """Counts over the whole file. "Raising" postings are invoices, "lowering" ones payments and credit notes."""

    raising_positive: int = 0
    raising_negative: int = 0
    lowering_positive: int = 0
    lowering_negative: int = 0
    other_positive: int = 0
    other_negative: int = 0

    def note(self, kind: EntryKind | None, amount: Decimal, *, refund: bool) -> None:
        """Count one row; money going back says nothing, since its sign is the other one."""
        if not amount or refund:
            return
        group = "raising" if kind in _RAISING else "lowering" if kind in _LOWERING else "other"
        name = f"{group}_{'positive' if amount > 0 else 'negative'}"
        setattr(self, name, getattr(self, name) + 1)

    def reversed(self, role: Role) -> bool:
        """Whether invoices and payments alike carry the sign that debit - credit would give the other one."""
        up = self.raising_positive - self.raising_negative
        down = self.lowering_negative - self.lowering_positive
        return (up < 0 and down < 0) if role is Role.CUSTOMER else (up > 0 and down > 0)

    def decided(self, role: Role) -> tuple[AmountSign | None, str]:
        """Return the sign, or None and what the person who exports can do."""
        up = self.raising_positive - self.raising_negative
        down = self.lowering_negative - self.lowering_positive
        negatives = self.raising_negative + self.lowering_negative + self.other_negative
        if self.lowering_positive and self.raising_positive and not negatives:
            if self.other_positive:
                return None, (
                    "all amounts are positive and some rows do not say whether they are invoices or payments; "
                    "export debit and credit, or a type for each row"
                )
            return AmountSign.BY_KIND, ""
        if (up > 0 and down < 0) or (up < 0 and down > 0):
            return (
                None,
                "invoices and payments carry the same sign on some rows and not on others; export debit and credit",
            )
        evidence = up or down
        if evidence:
            raising = evidence > 0  # the amount is positive where it raises what is owed
            return (AmountSign.AS_IS if raising is (role is Role.CUSTOMER) else AmountSign.REVERSED), ""
        if role is Role.CUSTOMER and negatives:
            return AmountSign.AS_IS, ""
        if role is Role.CUSTOMER and not negatives and not self.lowering_positive:
            return AmountSign.AS_IS, ""
        return None, (
            "it cannot be told whether a positive amount is our debt or our claim; export debit and credit columns, "
            "a direction column (Dr/Cr, 借/贷), or the type of each document"
        )


def raises_debt(kind: EntryKind | None, *, refund: bool) -> bool | None:
    """Whether a posting of this kind raises what is owed, None where the kind does not say."""
    if kind in _RAISING:
        return True
    if kind in _LOWERING:
        return refund and kind is EntryKind.PAYMENT
    return None
