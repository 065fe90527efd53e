from __future__ import annotations

import re
from dataclasses import replace

import pytest

from daemon.config.settings import Company
from daemon.mail.outgoing import Attachment, OutgoingMail
from daemon.replies.edited import LONGEST, as_typed, asking, edited
from daemon.replies.language import language
from daemon.replies.letter import ReplyRefused
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role

MAIL = OutgoingMail(
    message_id="<a@b.example>",
    sender="ar@us.example",
    sender_name="Us",
    recipient="ap@acme.example",
    subject="Re: Statement",
    text="Dear Acme,\n\nAll agrees.\n",
    html="<p>Dear Acme,</p>",
    attachments=(Attachment("a.xlsx", b"a", "x/y"), Attachment("b.pdf", b"b", "x/y")),
)


def test_other_words_take_the_place_of_both_forms_and_only_the_kept_attachments_stay() -> None:
    found = edited(MAIL, "New\r\nBcc: x", "Dear <b>Acme</b>,\r\n\r\nNo.\x00", (1, 7))
    assert "Dear <b>Acme</b>,\n\nNo.\n" == found.text
    assert "Dear &lt;b&gt;Acme&lt;/b&gt;," in found.html
    assert "\n" not in found.subject
    assert ["b.pdf"] == [each.name for each in found.attachments]
    assert MAIL == replace(found, subject=MAIL.subject, text=MAIL.text, html=MAIL.html, attachments=MAIL.attachments)


def test_the_same_words_leave_the_letter_as_it_was_laid_out() -> None:
    assert MAIL == edited(MAIL, MAIL.subject, MAIL.text, (0, 1))


@pytest.mark.parametrize(("subject", "text"), [("", "x"), ("x", " \n"), ("x", "y" * (LONGEST + 1))])
def test_a_letter_without_words_or_with_far_too_many_is_refused(subject: str, text: str) -> None:
    with pytest.raises(ReplyRefused):
        edited(MAIL, subject, text, ())


def test_what_was_typed_is_shown_as_it_was_typed_and_loads_nothing() -> None:
    html = as_typed("a   1.00\n<script>", "zh_TW")
    assert "a   1.00\n&lt;script&gt;" in html
    assert '<html lang="zh-TW">' in html
    assert not re.search(r"<script|src=|href=", html)


def test_a_question_is_framed_as_our_letters_are_and_does_not_claim_that_a_program_wrote_it() -> None:
    counterparty = Counterparty(code="C-1", name="Acme Ltd", role=Role.CUSTOMER)
    company = Company(name="Us Ltd", contact="+1 555")
    text, html = asking("Which invoice\nis missing?\n\nPlease send it.", counterparty, company, language("en"), "7")
    assert "Which invoice is missing?" in text
    assert "Acme Ltd" in text
    assert "Us Ltd" in text
    assert "automatic" not in text.lower()
    assert "Which invoice is missing?" in html
    with pytest.raises(ReplyRefused):
        asking("\n\n", counterparty, company, language("en"), "7")
