"""What a person has said of a reconciliation: rows that belong together, rows that do not, reasons. Data laid over what the rules find."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model.difference import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Lines (by index) and entries (by id) that are one business fact. `reason` says why where their amounts differ."""

    lines: tuple[int, ...]
    entries: tuple[str, ...]
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Rows that no rule may match: each is told for itself."""

    lines: tuple[int, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The reason of the difference that rests on exactly these rows."""

    lines: tuple[int, ...]
    entries: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """All that was said of one case, in the order in which it was said."""

    joined: tuple[Joined, ...] = ()
    apart: tuple[Apart, ...] = ()
    named: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.joined or self.apart or self.named)
