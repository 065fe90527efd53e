"""The letter says what the mail says: the balance, in figures and in words, whose it is, and what it is made of."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from daemon.replies.balance_letter import balance_letter, balance_letter_name
from daemon.replies.envelope import Envelope
from daemon.replies.language import language, languages
from daemon.replies.letter import ReplyRefused
from parsers.document import Document
from parsers.recognise import recognise
from parsers.statements.statement import Form
from tests.support.pdf_text import pages_of_pdf, text_of_pdf
from tests.support.reconciliations import ACME, BOLT, COMPANY, FIVE_KINDS, Pair, reconciled

AGREED = reconciled(FIVE_KINDS[:3], opening="5400.00")


def _envelope(code: str = "en", name: str = "Acme Ltd") -> Envelope:
    letterhead = msgspec.structs.replace(COMPANY, letterhead="88 Example Road\nVAT 123")
    return Envelope(counterparty=replace(ACME, name=name), company=letterhead, words=language(code), case_number="42")


@pytest.mark.parametrize("code", languages())
def test_it_fits_a_page_and_names_parties_day_balance_and_boxes(code: str) -> None:
    envelope = _envelope(code)
    (page,) = pages_of_pdf(balance_letter(envelope, AGREED, "CNY"))
    words = envelope.words
    for text in (
        envelope.company_name,
        "Acme Ltd",
        "88 Example Road",
        words.say("balance_letter.title"),
        words.amount(Decimal(5400), "CNY"),
        words.date(dt.date(2026, 3, 31)),
        words.say("balance_letter.slip_agrees"),
        words.say("balance_letter.stamp"),
    ):
        assert text in page


@pytest.mark.parametrize(("code", "in_words"), [("zh_CN", "人民币伍仟肆佰元整"), ("zh_TW", "人民幣伍仟肆佰元整")])
def test_chinese_readers_find_the_balance_in_capital_numerals(code: str, in_words: str) -> None:
    assert in_words in text_of_pdf(balance_letter(_envelope(code), AGREED, "CNY"))


def test_open_items_are_listed_over_pages_and_add_up() -> None:
    pairs = [Pair(theirs=f"{number}.10", ours=f"{number}.10", reference=f"INV-{number}") for number in range(1, 91)]
    made = reconciled(pairs)
    listed = replace(made, statement=replace(made.statement, form=Form.OPEN_ITEM))
    pages = pages_of_pdf(balance_letter(_envelope(), listed, "USD"))
    text = "\n".join(pages)
    assert len(pages) > 2
    words = text.split()
    assert all(f"INV-{number}" in words for number in range(1, 91))
    assert words[words.index("Total") + 1] == "4,104.00"
    assert "Increases" not in text


def test_a_balance_of_nothing_and_one_on_the_other_side_say_so() -> None:
    nothing = reconciled([], opening="0.00")
    assert "nothing is owed" in text_of_pdf(balance_letter(_envelope(), nothing, "USD"))
    ours = reconciled([], opening="-20.10")
    assert "we owe you" in text_of_pdf(balance_letter(_envelope(), ours, "USD"))
    supplier = replace(_envelope(), counterparty=BOLT)
    assert "we owe you" in text_of_pdf(balance_letter(supplier, ours, "CNY"))


def test_the_same_case_gives_the_same_bytes() -> None:
    assert balance_letter(_envelope("zh_CN"), AGREED, "CNY") == balance_letter(_envelope("zh_CN"), AGREED, "CNY")


def test_very_long_and_foreign_names_neither_break_it_nor_steer_it() -> None:
    name = "Ωμέγα Привет 한국 \u202e" + "Gesellschaft mit beschränkter Haftung " * 4 + "\U0001f4b0"
    assert "Привет" in text_of_pdf(balance_letter(_envelope("de", name), AGREED, "EUR"))


def test_accounts_that_do_not_agree_are_not_confirmed_on_paper() -> None:
    with pytest.raises(ReplyRefused):
        balance_letter(_envelope(), reconciled(FIVE_KINDS), "USD")


@pytest.mark.parametrize("code", languages())
def test_our_own_letter_is_known_when_it_comes_back(code: str) -> None:
    content = balance_letter(_envelope(code), AGREED, "CNY")
    form = recognise(Document("signed.pdf", content)).form
    assert form is not None
    assert form.ours
    assert not form.auditor


def test_the_name_tells_account_and_day() -> None:
    assert balance_letter_name(_envelope("de"), AGREED) == "saldenbestaetigung-10023-2026-03-31.pdf"
    assert balance_letter_name(_envelope("zh_CN"), AGREED) == "对账确认函-10023-2026-03-31.pdf"


def test_a_list_too_long_for_paper_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made = reconciled([Pair(theirs="1.10", ours="1.10", reference=f"INV-{number}") for number in range(3)])
    listed = replace(made, statement=replace(made.statement, form=Form.OPEN_ITEM))
    assert "Open items" in text_of_pdf(balance_letter(_envelope(), listed, "USD"))
    monkeypatch.setattr("daemon.replies.balance_letter.LISTED", 2)
    assert "Open items" not in text_of_pdf(balance_letter(_envelope(), listed, "USD"))
