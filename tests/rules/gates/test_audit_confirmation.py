"""What an auditor asks is answered by people, wherever it is asked."""

from dataclasses import replace

import pytest

from parsers.statements.statement import ConfirmationForm
from rules.gates.audit_confirmation import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import agreed, case


@pytest.mark.parametrize(
    "text",
    ["企业询证函，请盖章回函", "Audit confirmation as at 31 December", "Antwort bitte an unsere Wirtschaftsprüfer"],
)
def test_the_mails_words_hold_it(text: str) -> None:
    assert Outcome.HOLD is ask(case(text_of_mail=text)).answer


def test_a_file_beside_the_statement_holds_it() -> None:
    held = ask(case(forms=(("letter.pdf", ConfirmationForm(auditor="询证函")),)))
    assert (Outcome.HOLD, "file letter.pdf") == (held.answer, held.facts["where"])


def test_the_statements_own_words_hold_it() -> None:
    found = agreed()
    paper = replace(found.statement, notes=("请直接回函至会计师事务所，用于年度审计",))
    assert Outcome.HOLD is ask(case(replace(found, statement=paper))).answer


def test_an_ordinary_form_and_ordinary_words_do_not() -> None:
    form = ConfirmationForm(title="对账单回执", agrees="信息证明无误", differs="信息不符")
    assert Outcome.CONFIRM is ask(case(forms=(("s.pdf", form),), text_of_mail="请查收对账单并盖章回传")).answer
