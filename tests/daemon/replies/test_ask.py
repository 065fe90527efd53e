"""What is asked of a sender: plain words, and no figure of ours."""

import pytest

from daemon.replies.ask import CODES, UNKNOWN, ask, asked
from daemon.replies.envelope import Envelope
from daemon.replies.language import language, languages
from daemon.replies.letter import Points
from daemon.replies.mail_text import as_html, as_text
from parsers.document import Document, Place, Problem
from rules.gates.statement_found import ASKED_FOR
from rules.model.decision import Outcome
from tests.support.reconciliations import ACME, COMPANY, decided

ENVELOPE = Envelope(counterparty=ACME, company=COMPANY, words=language("en"), case_number="")


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("spoken", languages())
def test_each_problem_says_what_was_wrong_and_what_to_send(code: str, spoken: str) -> None:
    envelope = Envelope(counterparty=ACME, company=COMPANY, words=language(spoken), case_number="")
    letter = ask(envelope, decided(Outcome.ASK, ask=code, file="March.pdf"), ())
    (points,) = [block for block in letter.blocks if isinstance(block, Points)]
    (point,) = points.points
    assert envelope.words.words[f"ask.{code}.request"] == point.request
    assert ("March.pdf" in point.text) is (code != "no_attachment")
    assert point.request in as_text(letter).replace("\n        ", "" if spoken.startswith("zh") else " ")


def test_the_gates_word_comes_before_other_problems_of_the_mail() -> None:
    problems = (Problem(code="broken_file", message="m", facts={"file": "logo.png"}),)
    assert asked(decided(Outcome.ASK, ask="locked"), problems) == (("locked", ""),)


def test_without_a_gates_word_each_problem_is_asked_about_once() -> None:
    problem = Problem(code="locked", message="m", facts={"file": "a.pdf"})
    assert asked(decided(Outcome.ASK), (problem, problem)) == (("locked", "a.pdf"),)


def test_a_problem_takes_its_files_name_from_the_mail() -> None:
    march, logo = Document("march.pdf", b"1"), Document("logo.png", b"2")
    place = Place(document=march.sha256, reader="pdf_words")
    problem = Problem(code="image_only", message="m", place=place)
    assert asked(decided(Outcome.ASK, ask="image_only"), (problem,), (logo, march)) == (("image_only", "march.pdf"),)
    nameless = Problem(code="empty", message="m")
    assert asked(decided(Outcome.ASK), (nameless,), (march,)) == (("empty", "march.pdf"),)
    assert asked(decided(Outcome.ASK), (nameless,), (march, logo)) == (("empty", ""),)


def test_an_unknown_problem_is_said_in_general_words_and_its_message_stays_here() -> None:
    problem = Problem(code="reader_failed", message="CANARY traceback", facts={"file": "a.pdf", "why": "CANARY"})
    letter = ask(ENVELOPE, decided(Outcome.ASK), (problem,))
    assert asked(decided(Outcome.ASK), (problem,)) == (("unreadable", "a.pdf"),)
    assert "CANARY" not in as_text(letter) + as_html(letter)


def test_like_problems_share_their_words() -> None:
    problem = Problem(code="damaged_attachment", message="m")
    assert asked(decided(Outcome.ASK), (problem,)) == (("broken_file", ""),)


def test_nothing_at_all_still_asks() -> None:
    assert asked(decided(Outcome.ASK), ()) == (("unreadable", ""),)


def test_a_file_name_is_shown_as_text_without_links() -> None:
    letter = ask(ENVELOPE, decided(Outcome.ASK, ask="locked", file="<b>https://evil.example</b>\r\n.pdf"), ())
    assert "evil.example" not in as_text(letter)
    assert "<b>" not in as_html(letter)


def test_many_files_are_cut_to_five() -> None:
    problems = [Problem(code="locked", message="m", facts={"file": f"{n}.pdf"}) for n in range(20)]
    assert len(asked(decided(Outcome.ASK), problems)) == 5


def test_whatever_a_gate_asks_about_has_words_of_its_own() -> None:
    assert {asked(decided(Outcome.ASK, ask=code), ())[0][0] for code in ASKED_FOR} <= CODES - {UNKNOWN}
