"""A correction as data: what a person said of a case, who and when. Pages and commands hand it to the desk, the store keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from parsers.statements.corrected import Field, ValueCorrection
from rules.model.by_hand import Apart, ByHand, Joined, Named
from rules.model.difference import Reason


class Kind(StrEnum):
    VALUE = "value"  # a value was misread
    JOIN = "join"  # these rows are one business fact
    APART = "apart"  # these rows are matched by no rule
    REASON = "reason"  # why these rows differ


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction; `number` counts within its case from 1. Of a value: `field`, `index`, `was`, `becomes` (see `ValueCorrection`).
    Of rows: `lines` by index and `entries` by id, and `reason`.
    """

    kind: Kind
    field: Field | None = None
    index: int | None = None
    was: str = ""
    becomes: str = ""
    lines: tuple[int, ...] = ()
    entries: tuple[str, ...] = ()
    reason: Reason | None = None
    number: int = 0
    by: str = ""
    at: dt.datetime | None = None
    undone_by: str = ""
    undone_at: dt.datetime | None = None

    @property
    def holds(self) -> bool:
        return self.undone_at is None

    def __str__(self) -> str:
        """One line for the audit."""
        rows = ", ".join([*(f"line {line + 1}" for line in self.lines), *(f"entry {entry}" for entry in self.entries)])
        match self.kind:
            case Kind.VALUE:
                where = "" if self.index is None else f" {self.index + 1}"
                return f"{self.field}{where}: {self.was or '-'} -> {self.becomes}"
            case Kind.JOIN:
                return f"matched by hand: {rows}" + (f" ({self.reason})" if self.reason else "")
            case Kind.APART:
                return f"unmatched: {rows}"
            case _:
                return f"reason {self.reason}: {rows}"


def values_in(corrections: Sequence[Correction]) -> tuple[ValueCorrection, ...]:
    """Return the values corrected, without those taken back."""
    return tuple(
        ValueCorrection(field=one.field, index=one.index, was=one.was, becomes=one.becomes, by=one.by)
        for one in corrections
        if one.holds and one.kind is Kind.VALUE and one.field is not None
    )


def said_in(corrections: Sequence[Correction]) -> ByHand:
    """Return what was said of rows, without what was taken back."""
    held = [one for one in corrections if one.holds]
    return ByHand(
        joined=tuple(
            Joined(lines=one.lines, entries=one.entries, reason=one.reason) for one in held if one.kind is Kind.JOIN
        ),
        apart=tuple(Apart(lines=one.lines, entries=one.entries) for one in held if one.kind is Kind.APART),
        named=tuple(
            Named(lines=one.lines, entries=one.entries, reason=one.reason)
            for one in held
            if one.kind is Kind.REASON and one.reason is not None
        ),
    )
