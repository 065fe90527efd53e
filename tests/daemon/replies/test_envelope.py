"""The frame of every letter."""

import datetime as dt
from dataclasses import replace

from daemon.config.settings import Company
from daemon.replies.envelope import Envelope
from daemon.replies.language import language
from parsers.statements.statement import Period
from tests.support.pdf_text import text_of_pdf
from tests.support.reconciliations import ACME, COMPANY, reconciled

ENGLISH = Envelope(counterparty=ACME, company=COMPANY, words=language("en"), case_number="42")
CHINESE = Envelope(counterparty=ACME, company=COMPANY, words=language("zh_CN"), case_number="42")


def test_every_letter_says_that_it_is_automatic_and_how_a_person_is_reached() -> None:
    automatic, case = ENGLISH.letter(()).small_print
    assert "automatic reply" in automatic
    assert COMPANY.contact in automatic
    assert case == "Our reference: 42"
    assert "自动回复" in CHINESE.letter(()).small_print[0]


def test_without_a_contact_an_answer_to_the_mail_reaches_a_person() -> None:
    company = Company(name="Example Trading Ltd")
    envelope = Envelope(counterparty=ACME, company=company, words=language("en"), case_number="")
    (automatic,) = envelope.letter(()).small_print
    assert "answer this mail" in automatic


def test_the_company_signs_in_the_readers_language() -> None:
    assert ENGLISH.letter(()).signature == ("Accounts department", "Example Trading Ltd")
    assert CHINESE.letter(()).signature == ("示例贸易有限公司", "财务部")
    assert Envelope(
        counterparty=ACME, company=Company(name="Only Ltd"), words=language("zh_CN"), case_number=""
    ).letter(()).signature == ("Only Ltd", "财务部")


def test_the_greeting_names_the_counterparty_as_our_own_list_does() -> None:
    assert ENGLISH.letter(()).greeting == ("Dear accounts team of Acme Ltd,",)
    assert CHINESE.letter(()).greeting == ("尊敬的Acme Ltd财务部：", "您好！")
    assert replace(ENGLISH, counterparty=replace(ACME, name=" ")).letter(()).greeting == ("Dear Sir or Madam,",)


def test_words_without_a_day_are_other_words() -> None:
    assert "31 March 2026" in ENGLISH.dated("differences.rests", dt.date(2026, 3, 31))
    assert "today" in ENGLISH.dated("differences.rests", None)


def test_thanks_are_for_the_day_that_the_statement_itself_bears() -> None:
    statement = reconciled([]).statement
    later = replace(statement, date=None, period=Period(None, dt.date(2026, 2, 28)))
    assert "as at 31 March 2026" in ENGLISH.thanked("confirmation.intro", statement)
    assert "as at 28 February 2026" in ENGLISH.thanked("confirmation.intro", later)
    assert "as at" not in ENGLISH.thanked("confirmation.intro", replace(statement, date=None, period=None))


def test_the_company_signs_and_heads_its_letters_in_each_language() -> None:
    company = Company(
        name="Ex Ltd",
        name_zh="示例公司",
        name_zh_tw="示例股份有限公司",
        letterhead="1 Road\nTown",
        letterhead_zh="某路1号",
    )

    def heads(code: str) -> tuple[tuple[str, ...], str]:
        envelope = Envelope(counterparty=ACME, company=company, words=language(code), case_number="")
        paper = envelope.paper("T")
        envelope.letterhead(paper)
        return envelope.letter(()).signature, text_of_pdf(paper.content())

    signed, head = heads("de")
    assert signed == ("Buchhaltung", "Ex Ltd")
    assert "1 Road" in head
    signed, head = heads("zh_TW")
    assert signed == ("示例股份有限公司", "財務部")
    assert "某路1号" in head
    assert "Road" not in head
    assert company.names == ("Ex Ltd", "示例公司", "示例股份有限公司")
