"""The result of laying a statement against our ledger: matches, differences, and the bridge between the balances."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import Statement
from rules.model.difference import Difference
from rules.model.match import Match


class Orientation(StrEnum):
    """Whether their sign is ours. `SAME`: their printed balance grows with what the counterparty owes us."""

    SAME = "same"
    MIRROR = "mirror"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bridge. `difference` is the index into `Reconciliation.differences`."""

    label: str
    amount: Decimal
    difference: int | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """From our balance to theirs, in our sign, exactly."""

    ours: Decimal
    theirs: Decimal
    steps: tuple[Step, ...]

    @property
    def closes(self) -> bool:
        return self.ours + sum((step.amount for step in self.steps), Decimal(0)) == self.theirs


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Our account as at the statement's date: what was laid against the statement. Amounts in our sign."""

    account: str
    opening: Decimal  # our balance before the first entry in `entries`
    balance: Decimal  # our balance as at `as_of`
    as_of: date | None
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """`line_amounts` are the statement's lines in our sign, index for index. `agreed` is the strict test of DESIGN: each line
    in a certain match, both balances and the opening balances tie, nothing is left over.
    """

    statement: Statement
    ledger: LedgerView
    orientation: Orientation
    orientation_proved: bool  # by the ledger's or the statement's arithmetic, not merely guessed
    line_amounts: tuple[Decimal, ...]
    opening_theirs: Decimal | None
    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]
    bridge: Bridge
    agreed: bool
    notes: tuple[str, ...] = field(default=())  # e.g. "the search budget was reached"
