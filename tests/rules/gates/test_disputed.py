"""What people argue about is answered by people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.gates.disputed import ask
from rules.model.decision import Outcome
from rules.model.difference import Reason
from tests.rules.gates.facts import case, differing


def test_a_disputed_difference_is_held() -> None:
    found = differing()
    disputed = replace(found.differences[0], reason=Reason.DISPUTED)
    assert Outcome.HOLD is ask(case(replace(found, differences=(disputed,)))).answer


@pytest.mark.parametrize(
    "text", ["We dispute invoice 7.", "We do not agree with the balance.", "对余额有异议", "我们会起诉"]
)
def test_words_of_a_dispute_are_held(text: str) -> None:
    assert Outcome.HOLD is ask(case(text_of_mail=text)).answer


def test_peaceful_mail_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer


def test_a_disputed_document_on_the_paper_is_held_though_it_agrees() -> None:
    facts = case()
    assert facts.counterparty is not None
    assert facts.statement is not None
    number = next(number for line in facts.statement.lines for number in line.references)
    disputed = replace(facts, counterparty=replace(facts.counterparty, disputed=(number.lower(),)))
    assert Outcome.HOLD is ask(disputed).answer
    elsewhere = replace(facts, counterparty=replace(facts.counterparty, disputed=("X-404",)))
    assert Outcome.CONFIRM is ask(elsewhere).answer
