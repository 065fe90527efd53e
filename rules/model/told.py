"""What a counterparty was told with an earlier statement: the differences that were open then, to be known again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from rules.model.difference import Reason

Row = tuple[str, tuple[str, ...], dt.date | None, Decimal]
"""One line or entry, whatever its place: side ("theirs" | "ours"), its numbers, its day where it has none, its amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDifference:
    """One difference as it was told. `first_told` is the day of the first statement with which it was, `times` how often."""

    amount: Decimal
    reason: Reason
    reference: str
    kind: str
    date: dt.date | None
    rows: tuple[Row, ...]
    first_told: dt.date
    times: int

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(number for row in self.rows for number in row[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The latest answer before this statement: the day that it spoke of, their balance then in our sign, what was open."""

    as_of: dt.date
    theirs: Decimal
    differences: tuple[ToldDifference, ...]
