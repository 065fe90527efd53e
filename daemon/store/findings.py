"""What each step of a case leaves behind, by kind, and why a case stands as it does in sentences.

The pipeline writes these findings, the desk and the commands read them.
"""

from __future__ import annotations

from typing import Final

import msgspec

from daemon.store import forms
from daemon.store.cases import Case, Cases
from daemon.store.states import CaseState

STATEMENT: Final = "statement"
PROBLEMS: Final = "problems"
ACCOUNT: Final = "account"
RECONCILIATION: Final = "reconciliation"
DECISION: Final = "decision"
WITHHELD: Final = "withheld"


class AccountFinding(msgspec.Struct):
    """Why no account was laid against the statement; "" where one was."""

    problem: str = ""


class Withheld(msgspec.Struct):
    """Why a reply that was decided on does not leave by itself."""

    because: str


def because_of(cases: Cases, case: Case) -> tuple[str, ...]:
    """Return in sentences why the case stands as it does, the strictest first."""
    sentences: list[str] = []
    content = cases.finding(case.id, WITHHELD)
    if content is not None:
        sentences.append(msgspec.json.decode(content, type=Withheld).because)
    if case.state is CaseState.STUCK:
        last = case.trace.strip().splitlines()
        sentences.append(f"Our own fault: {last[-1] if last else 'a step failed three times'}")
    decision = cases.finding(case.id, DECISION)
    if decision is not None:
        found = forms.read_decision(decision)
        sentences.extend(because.text for because in found.because if because.answer is found.outcome)
    account = cases.finding(case.id, ACCOUNT)
    if account is not None:
        problem = msgspec.json.decode(account, type=AccountFinding).problem
        if problem and problem not in sentences:
            sentences.append(problem)
    return tuple(dict.fromkeys(sentences))
