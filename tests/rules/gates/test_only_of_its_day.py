"""Two statements of one day in one mail."""

from __future__ import annotations

from rules.gates.only_of_its_day import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_the_only_statement_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer


def test_a_statement_with_a_rival_is_held_and_the_rival_named() -> None:
    found = ask(case(rivals=("draft.xlsx",)))
    assert Outcome.HOLD is found.answer
    assert "draft.xlsx" in found.text


def test_what_another_statement_of_the_mail_lists_is_not_called_missing() -> None:
    found = ask(case(listed_elsewhere=("paper.pdf", "paper.pdf")))
    assert Outcome.HOLD is found.answer
    assert found.text.endswith(": paper.pdf.")
