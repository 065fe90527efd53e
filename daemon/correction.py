"""A correction as data: what a person said of a case, who and when. Pages and commands hand it to the desk, the store keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from parsers.statements.corrected import OF_A_LINE, Field, ValueCorrection
from parsers.statements.line_corrections import LineAdded, LineRemoved, NewLine
from rules.model.by_hand import Apart, ByHand, Joined, Named
from rules.model.difference import Reason


class Kind(StrEnum):
    VALUE = "value"  # a value was misread
    ADD = "add"  # a line that was not read
    REMOVE = "remove"  # what was read as a line is none
    JOIN = "join"  # these rows are one business fact
    APART = "apart"  # these rows are matched by no rule
    REASON = "reason"  # why these rows differ


OF_THE_PAPER = frozenset({Kind.VALUE, Kind.ADD, Kind.REMOVE})
OF_LINES = frozenset({Kind.ADD, Kind.REMOVE})


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction; `number` counts within its case from 1. Of a value: `field`, `index`, `was`, `becomes` (see `ValueCorrection`).
    Of a line that is added at `index`: `added`, and `was`, the line above it; of one that is removed: `was` (see `line_text`).
    Of rows: `lines` by index and `entries` by id, and `reason`.
    """

    kind: Kind
    field: Field | None = None
    index: int | None = None
    was: str = ""
    becomes: str = ""
    added: NewLine | None = None
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

    @property
    def names_lines(self) -> bool:
        """Whether it counts lines, so that it stands on which lines there were."""
        return bool(self.lines) or self.kind in OF_LINES or self.field in OF_A_LINE

    def __str__(self) -> str:
        """One line for the audit."""
        rows = ", ".join([*(f"line {line + 1}" for line in self.lines), *(f"entry {entry}" for entry in self.entries)])
        match self.kind:
            case Kind.VALUE:
                where = "" if self.index is None else f" {self.index + 1}"
                return f"{self.field}{where}: {self.was or '-'} -> {self.becomes}"
            case Kind.ADD:
                return f"line {(self.index or 0) + 1} added: {self.added}"
            case Kind.REMOVE:
                return f"line {(self.index or 0) + 1} removed: {self.was}"
            case Kind.JOIN:
                return f"matched by hand: {rows}" + (f" ({self.reason})" if self.reason else "")
            case Kind.APART:
                return f"unmatched: {rows}"
            case _:
                return f"reason {self.reason}: {rows}"


def values_in(corrections: Sequence[Correction]) -> tuple[ValueCorrection | LineAdded | LineRemoved, ...]:
    """Return what was said of the paper itself, in its order, without what was taken back."""
    return tuple(_value(one) for one in corrections if one.holds and one.kind in OF_THE_PAPER)


def _value(one: Correction) -> ValueCorrection | LineAdded | LineRemoved:
    """Raises `ValueError` for a correction that lacks what its kind needs."""
    if one.kind is Kind.ADD and one.added is not None and one.index is not None:
        return LineAdded(index=one.index, line=one.added, after=one.was, by=one.by)
    if one.kind is Kind.REMOVE and one.index is not None:
        return LineRemoved(index=one.index, was=one.was, by=one.by)
    if one.kind is Kind.VALUE and one.field is not None:
        return ValueCorrection(field=one.field, index=one.index, was=one.was, becomes=one.becomes, by=one.by)
    raise ValueError(f"The correction {one.number} says not what it corrects.")


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
