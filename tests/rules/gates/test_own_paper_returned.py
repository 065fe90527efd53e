"""A paper of ours that comes back is an answer, not a statement."""

from parsers.statements.statement import ConfirmationForm
from rules.gates.own_paper_returned import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_our_letter_come_back_is_held_with_its_name() -> None:
    held = ask(case(forms=(("signed.pdf", ConfirmationForm(agrees="a", differs="b", ours=True)),)))
    assert (Outcome.HOLD, "file signed.pdf") == (held.answer, held.facts["where"])


def test_a_form_that_is_ticked_already_is_held_with_what_it_says() -> None:
    form = ConfirmationForm(agrees="信息证明无误", differs="信息不符", ticked="differs")
    held = ask(case(forms=(("s.pdf", form),)))
    assert Outcome.HOLD is held.answer
    assert "信息不符" in held.text


def test_a_box_ticked_in_the_mail_itself_is_an_answer_and_an_open_one_a_question() -> None:
    assert Outcome.HOLD is ask(case(text_of_mail="回执\n□ 信息证明无误\n☑ 信息不符")).answer
    assert Outcome.CONFIRM is ask(case(text_of_mail="回执\n□ 信息证明无误\n□ 信息不符")).answer


def test_a_slip_that_goes_to_us_is_ours() -> None:
    form = ConfirmationForm(agrees="a", differs="b", to="Example Trading Limited")
    assert Outcome.HOLD is ask(case(forms=(("s.pdf", form),), our_names=("Example Trading Ltd",))).answer
    assert Outcome.CONFIRM is ask(case(forms=(("s.pdf", form),), our_names=("Bolt Brothers Ltd",))).answer


def test_their_own_form_is_not() -> None:
    assert Outcome.CONFIRM is ask(case(forms=(("s.pdf", ConfirmationForm(agrees="a", differs="b")),))).answer
