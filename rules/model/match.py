"""A match: the same business fact on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Statement lines (by index) and ledger entries (by id) that agree to the cent. `rule` names who found it."""

    lines: tuple[int, ...]
    entries: tuple[str, ...]
    rule: str
    certainty: Certainty
    unambiguous: bool = True
