"""The decision on one statement: the outcome, and each gate's answer with its because."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What is to be done, from the mildest to the strictest (see `rules.decide`)."""

    CONFIRM = "confirm"
    DIFFERENCES = "differences"
    ASK = "ask"  # ask the sender for something: another file, a password, the missing page
    HOLD = "hold"  # a person decides
    IGNORE = "ignore"  # not for us: newsletters, automatic mail


@dataclass(frozen=True, slots=True)
class Because:
    """One gate's answer. `text` is an English sentence for staff; `ask` is the key of what the sender is asked for."""

    gate: str
    answer: Outcome
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    because: tuple[Because, ...]
