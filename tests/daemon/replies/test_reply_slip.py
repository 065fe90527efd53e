"""Their form is answered in its words: one box ticked, and what differs listed to the cent."""

from dataclasses import replace

import pytest

from daemon.replies.envelope import Envelope
from daemon.replies.language import language, languages
from daemon.replies.letter import ReplyRefused
from daemon.replies.reply_slip import box, reply_slip, reply_slip_name, said
from parsers.document import Document
from parsers.recognise import recognise
from parsers.statements.statement import ConfirmationForm
from rules.model.difference import Reason
from tests.support.pdf_text import pages_of_pdf, text_of_pdf
from tests.support.reconciliations import ACME, COMPANY, FIVE_KINDS, Pair, reconciled

AGREED = reconciled(FIVE_KINDS[:3], opening="5400.00")
DIFFERING = reconciled(FIVE_KINDS, opening="5400.00", opening_theirs="5250.00")
FORM = ConfirmationForm(title="对账单回执", agrees="信息证明无误", differs="信息不符")


def _envelope(code: str = "zh_CN") -> Envelope:
    return Envelope(counterparty=ACME, company=COMPANY, words=language(code), case_number="42")


def _ticked(text: str) -> str:
    """Return the label behind the X."""
    return text.partition("X")[2].strip().splitlines()[0]


def test_the_box_that_applies_is_ticked_in_their_words() -> None:
    assert "信息证明无误" in _ticked(text_of_pdf(reply_slip(_envelope(), AGREED, FORM, "CNY")))
    assert "信息不符" in _ticked(text_of_pdf(reply_slip(_envelope(), DIFFERING, FORM, "CNY")))


@pytest.mark.parametrize("code", languages())
def test_every_difference_is_listed_with_both_amounts(code: str) -> None:
    text = text_of_pdf(reply_slip(_envelope(code), DIFFERING, FORM, "USD"))
    words = language(code)
    for reference in ("INV-0998", "INV-1007", "INV-1009", "PAY-81", "PAY-79", "CN-14"):
        assert reference in text
    gap = DIFFERING.bridge.theirs - DIFFERING.bridge.ours
    for amount in (words.number(gap), words.number(DIFFERING.ledger.opening), words.number(-gap + gap + 1845)):
        assert amount in text


def test_the_columns_are_those_of_the_form() -> None:
    form = replace(FORM, columns=("发票号码", "贵方金额", "我方金额", "差异原因"))
    text = text_of_pdf(reply_slip(_envelope(), DIFFERING, form, "CNY"))
    for heading in form.columns:
        assert heading in text
    assert "(Acme Ltd)" in text
    row = next(line for line in text.splitlines() if "INV-1009" in line)
    assert row.split()[1:3] == ["1,485.00", "1,845.00"]


def test_a_list_of_many_goes_on_over_pages() -> None:
    pairs = [Pair(theirs="1.00", reference=f"X-{number}", reason=Reason.MISSING_IN_LEDGER) for number in range(120)]
    pages = pages_of_pdf(reply_slip(_envelope(), reconciled(pairs), FORM, "CNY"))
    assert len(pages) > 2
    assert all("单据编号" in page for page in pages[:3])


def test_a_form_without_words_of_its_own_is_answered_in_ours_and_their_words_are_made_harmless() -> None:
    assert box(ConfirmationForm(), _envelope("en"), agreed=True) == "The information is correct."
    evil = replace(FORM, agrees="信息证明无误\u202e\r\nBcc: x")
    assert "\n" not in said(evil, _envelope(), agreed=True)
    assert "\u202e" not in said(evil, _envelope(), agreed=True)


def test_no_box_is_ticked_where_the_facts_bear_none() -> None:
    broken = replace(DIFFERING, differences=DIFFERING.differences[1:])
    with pytest.raises(ReplyRefused):
        reply_slip(_envelope(), broken, FORM, "CNY")


@pytest.mark.parametrize("code", languages())
def test_our_slip_is_known_when_it_comes_back(code: str) -> None:
    form = recognise(Document("slip.pdf", reply_slip(_envelope(code), AGREED, FORM, "CNY"))).form
    assert form is not None
    assert form.ours


def test_the_name_tells_account_and_day() -> None:
    assert reply_slip_name(_envelope("en"), AGREED) == "reply-slip-10023-2026-03-31.pdf"


def test_no_viewer_makes_a_link_of_their_words() -> None:
    evil = "https://evil.example/pay"
    form = ConfirmationForm(title=evil, agrees=evil, differs=evil, columns=(evil, "金额", "发票号码"))
    pairs = [Pair(theirs="1.00", reference=evil, reason=Reason.MISSING_IN_LEDGER)]
    content = reply_slip(_envelope(), reconciled(pairs), form, "CNY")
    assert "evil.example" not in text_of_pdf(content).replace("\n", "")
    assert b"/URI" not in content
    assert b"/Link" not in content


def test_what_is_too_much_for_paper_is_told_by_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daemon.replies.reply_slip.LISTED", 3)
    text = text_of_pdf(reply_slip(_envelope("en"), DIFFERING, FORM, "USD"))
    assert "INV-0998" not in text
    assert "Not in our books (1 item)" in " ".join(text.split())
    assert "-4,580.00" in text
