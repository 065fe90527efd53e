"""A statement that brings its own confirmation form is answered in its terms; an auditor's request and our own papers wait for people."""

from __future__ import annotations

import email
import email.policy
from decimal import Decimal
from email.message import EmailMessage

import pytest

from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import ACME_POSTINGS, House, Posting, mail, statement_pdf
from tests.support.pdf_text import text_of_pdf

SLIP = "\n对账单回执\n□ 信息证明无误\n□ 信息不符，请列明不符项目及具体内容：\n"


def _statement_csv(postings: tuple[Posting, ...], below: str) -> bytes:
    rows = ["Acme Fasteners Ltd", "STATEMENT OF ACCOUNT,USD", "Date,Reference,Description,Debit,Credit,Balance"]
    rows.append("2026-03-01,,Opening balance,,,100.00")
    running = Decimal(100)
    for posting in postings:
        running += Decimal(posting.amount)
        sides = f"{posting.amount[1:]}," if posting.amount.startswith("-") else f",{posting.amount}"
        rows.append(f"{posting.date},{posting.reference},Item,{sides},{running:.2f}")
    rows.append(f"2026-03-31,,Closing balance,,,{running:.2f}")
    return ("\n".join(rows) + "\n" + below).encode()


def _answer(house: House, store: Store, content: bytes) -> tuple[CaseSummary, EmailMessage | None]:
    house.deliver(content, "1")
    summary = house.service(store).run_once()[0]
    sent = house.sent()
    if not sent:
        return summary, None
    message = email.message_from_bytes(sent[-1], policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return summary, message


def _words(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("in_file", [True, False])
@pytest.mark.parametrize(("postings", "applies"), [(ACME_POSTINGS, "信息证明无误"), (ACME_POSTINGS[:-1], "信息不符")])
def test_the_box_that_applies_is_said_and_ticked(
    house: House, store: Store, postings: tuple[Posting, ...], applies: str, in_file: bool
) -> None:
    file = _statement_csv(postings, SLIP if in_file else "")
    text = "Please find our statement attached." + ("" if in_file else SLIP)

    summary, message = _answer(house, store, mail(("statement.csv", file), text=text))

    assert ("confirm" if applies == "信息证明无误" else "differences", "sent") == (summary.outcome, summary.reply_state)
    assert message is not None
    assert f"“{applies}”" in _words(message)
    slip = list(message.iter_attachments())[-1]
    assert (slip.get_filename() or "").startswith("reply-slip")
    assert applies in text_of_pdf(slip.get_content()).partition("X")[2].splitlines()[0]


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "Our statement is attached. Please reply directly to our auditors, Miller LLP."},
        {"subject": "询证函"},
        {"beside": "企业询证函\n本公司聘请的正大会计师事务所正在对本公司财务报表进行审计\n".encode()},
    ],
)
def test_an_auditor_is_never_answered_by_a_machine(house: House, store: Store, asked: dict[str, object]) -> None:
    beside = [("letter.txt", asked["beside"])] if "beside" in asked else []
    words = {name: value for name, value in asked.items() if name != "beside"}

    summary, message = _answer(house, store, mail(("statement.pdf", statement_pdf()), *beside, **words))  # type: ignore[arg-type]

    assert ("hold", None) == (summary.outcome, message)
    assert any("audit confirmation" in because for because in summary.because)


def test_our_own_letter_signed_and_sent_back_waits_for_a_person(house: House, store: Store) -> None:
    _, message = _answer(house, store, mail(("statement.pdf", statement_pdf())))
    assert message is not None
    (letter,) = message.iter_attachments()
    house.deliver(mail(("signed.pdf", letter.get_content()), text="Signed, as attached.", number=2), "2")

    (summary,) = house.service(store).run_once()

    assert ("hold", "waiting") == (summary.outcome, summary.state)
    assert any("paper of ours that came back" in because for because in summary.because)
    assert 1 == len(house.sent())


def test_a_form_that_comes_ticked_is_no_question(house: House, store: Store) -> None:
    ticked = SLIP.replace("□ 信息不符", "☑ 信息不符")

    summary, message = _answer(house, store, mail(("statement.csv", _statement_csv(ACME_POSTINGS, ticked))))

    assert ("hold", None) == (summary.outcome, message)
    assert any("ticked already" in because for because in summary.because)
