"""The decision: every gate is asked, the strictest answer wins, and each answer is kept.

Automatic mail is ignored whatever else is true of it: answering a machine is the one mistake that repeats itself. Otherwise a
person comes before a question, a question before a list of differences, and all of them before a confirmation.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

import rules.gates
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Decision, Outcome

Gate = Callable[[CaseFacts], Because]

STRICTEST_FIRST = (Outcome.IGNORE, Outcome.HOLD, Outcome.ASK, Outcome.DIFFERENCES, Outcome.CONFIRM)


@cache
def all_gates() -> tuple[Gate, ...]:
    """Return the gates of the folder by name. A new gate is a new file; nothing else lists it."""
    found: list[Gate] = []
    for module in sorted(pkgutil.iter_modules(rules.gates.__path__, "rules.gates."), key=lambda one: one.name):
        ask = getattr(importlib.import_module(module.name), "ask", None)
        if ask is not None:
            found.append(ask)
    return tuple(found)


def decide(facts: CaseFacts) -> Decision:
    """Return the outcome with the answer of every gate."""
    because = tuple(gate(facts) for gate in all_gates())
    outcome = min((one.answer for one in because), key=STRICTEST_FIRST.index)
    return Decision(outcome, because)
