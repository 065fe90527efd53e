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


@pytest.mark.parametrize(
    "text",
    [
        "We have a lawyer now. If you do not pay, we shall see you in court.",
        "If you do not pay within 10 days we will take legal action.",
        "Please note:\nwe dispute invoice 7, as told before.",
        "对第7号发票，我公司不同意贵方金额。",
        "Wir legen Widerspruch ein.",
        "Without prejudice, we dispute invoice 7.",
        "We have no choice but to dispute invoice 7.",
        "如前所述，我方对该发票有异议。",
    ],
)
def test_a_quarrel_and_the_threat_of_one_are_held(text: str) -> None:
    assert Outcome.HOLD is ask(case(text_of_mail=text)).answer


@pytest.mark.parametrize(
    "text",
    [
        "Please find our statement attached. If you disagree with any item, please let us know within 10 days.",
        "Should you find an entry incorrect, please call us.\nRegards, 12 Hampton Court Road, London",
        "随函附上对账单，如有异议请于三日内回复，逾期视为无异议。",
        "There is no dispute about these invoices.",
        "附件为10月对账单，请核对。若贵公司对金额有\n异议，请与我们联系。",
        "Sollten Sie mit einem Posten nicht einverstanden sein oder Widerspruch einlegen wollen, melden Sie sich bitte.",
    ],
)
def test_the_usual_offer_to_object_is_no_dispute(text: str) -> None:
    assert Outcome.CONFIRM is ask(case(text_of_mail=text)).answer


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
