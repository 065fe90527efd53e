"""All gates are asked, the strictest answer wins, and every answer is kept."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from parsers.document import Problem
from rules.decide import all_gates, decide
from rules.model.case_facts import Automatic, Limits
from rules.model.decision import Outcome
from rules.model.reconciliation import Reconciliation
from tests.rules.gates.facts import agreed, case, differing, without_statement


def test_an_agreed_statement_is_confirmed_with_every_gate_s_answer() -> None:
    found = decide(case())
    assert Outcome.CONFIRM is found.outcome
    assert len(all_gates()) == len({because.gate for because in found.because})
    assert sorted(because.gate for because in found.because) == [because.gate for because in found.because]
    assert all(because.text for because in found.because)


@pytest.mark.parametrize(
    ("found", "spoilt", "expected"),
    [
        (differing(), {}, Outcome.DIFFERENCES),
        (differing(), {"limits": Limits(gap=Decimal(1))}, Outcome.HOLD),
        (agreed(), {"sender_on_file": False}, Outcome.HOLD),
        (agreed(), {"authenticated": False}, Outcome.HOLD),
        (agreed(), {"automatic": Automatic.DROP, "sender_on_file": False}, Outcome.IGNORE),
        (agreed(), {"repeats_case": "3"}, Outcome.HOLD),
    ],
)
def test_the_strictest_answer_wins(found: Reconciliation, spoilt: Mapping[str, object], expected: Outcome) -> None:
    assert expected is decide(case(found, **spoilt)).outcome


def test_a_locked_file_of_a_known_sender_is_asked_for_and_of_a_stranger_held() -> None:
    locked = (Problem(code="locked", message="Locked."),)
    assert Outcome.ASK is decide(without_statement(problems=locked)).outcome
    assert Outcome.HOLD is decide(without_statement(problems=locked, sender_on_file=False, counterparty=None)).outcome


def test_a_mail_without_a_statement_is_never_confirmed() -> None:
    for documents in (0, 1):
        assert decide(without_statement(documents=documents)).outcome in {Outcome.ASK, Outcome.HOLD}


def test_a_statement_that_was_not_compared_is_held() -> None:
    assert Outcome.HOLD is decide(case(reconciliation=None)).outcome
