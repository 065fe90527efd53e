"""A paper of ours that comes back is an answer, not a statement."""

from parsers.statements.statement import ConfirmationForm
from rules.gates.own_paper_returned import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case


def test_our_letter_come_back_is_held_with_its_name() -> None:
    held = ask(case(forms=(("signed.pdf", ConfirmationForm(agrees="a", differs="b", ours=True)),)))
    assert (Outcome.HOLD, "signed.pdf") == (held.answer, held.facts["file"])


def test_their_own_form_is_not() -> None:
    assert Outcome.CONFIRM is ask(case(forms=(("s.pdf", ConfirmationForm(agrees="a", differs="b")),))).answer
