"""What becomes of mail without a statement."""

from __future__ import annotations

import pytest

from parsers.document import Problem
from rules.gates.statement_found import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import case, without_statement


def problem(code: str) -> Problem:
    return Problem(code=code, message="Said so.", facts={"file": "march.pdf"})


def test_a_statement_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer


@pytest.mark.parametrize("code", ["locked", "image_only", "broken_file", "empty", "unsupported"])
def test_a_file_that_cannot_be_opened_is_asked_for_again(code: str) -> None:
    found = ask(without_statement(problems=(problem(code),)))
    assert (Outcome.ASK, {"ask": code, "file": "march.pdf"}) == (found.answer, found.facts)


def test_nobody_is_asked_for_another_file_where_our_own_eyes_are_missing() -> None:
    found = ask(without_statement(problems=(problem("image_only"), problem("ocr_not_installed"))))
    assert (Outcome.HOLD, {"problem": "ocr_not_installed"}) == (found.answer, found.facts)


def test_other_problems_are_for_a_person() -> None:
    assert Outcome.HOLD is ask(without_statement(problems=(problem("too_large"),))).answer


def test_who_promises_a_statement_and_attaches_none_is_asked() -> None:
    found = ask(without_statement(documents=0))
    assert (Outcome.ASK, {"ask": "no_attachment"}) == (found.answer, found.facts)
    assert Outcome.ASK is ask(without_statement(documents=0, text_of_mail="附件为对账单")).answer


def test_mail_without_any_promise_is_held() -> None:
    assert Outcome.HOLD is ask(without_statement(documents=0, text_of_mail="When can we meet?")).answer


def test_a_newsletter_of_a_stranger_is_ignored_and_of_a_customer_held() -> None:
    assert Outcome.IGNORE is ask(without_statement(looks_like="newsletter", sender_on_file=False)).answer
    assert Outcome.HOLD is ask(without_statement(looks_like="newsletter")).answer


def test_another_paper_is_held_with_its_name() -> None:
    found = ask(without_statement(looks_like="price_list"))
    assert Outcome.HOLD is found.answer
    assert "price list" in found.text


@pytest.mark.parametrize("spoilt", [{"answers_case": "7"}, {"in_thread": True}])
def test_an_answer_without_a_file_is_for_a_person_whatever_it_quotes(spoilt: dict[str, object]) -> None:
    found = ask(without_statement(documents=0, text_of_mail="Thanks.\n> Please find our statement attached.", **spoilt))
    assert Outcome.HOLD is found.answer


def test_an_answer_with_a_file_that_cannot_be_opened_is_asked_for_it_again() -> None:
    assert Outcome.ASK is ask(without_statement(problems=(problem("locked"),), answers_case="7")).answer


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Statement\nPlease find our statement attached. Could you confirm the balance?", Outcome.ASK),
        ("Statement of account March", Outcome.ASK),
        ("October statement\nPlease reconcile it and reply with any differences.", Outcome.ASK),
        ("Kontoauszug\nanbei", Outcome.ASK),
        ("3月对账单\n您好，请查收附件，谢谢", Outcome.ASK),
        ("Statement\nPlease send me a statement", Outcome.HOLD),
        ("Statement\nthe attachment was missing, please resend", Outcome.HOLD),
        ("Request for statement", Outcome.HOLD),
        ("Kontoauszug\nBitte senden Sie uns einen Kontoauszug", Outcome.HOLD),
        ("Thanks for your statement.", Outcome.HOLD),
        ("We paid the account balance yesterday.", Outcome.HOLD),
        ("对账单\n请发一下十月份的对账单，谢谢", Outcome.HOLD),
        ("余额\n请提供贵司余额", Outcome.HOLD),
    ],
)
def test_asking_for_ours_is_no_promise_of_theirs(words: str, expected: Outcome) -> None:
    assert expected is ask(without_statement(documents=0, text_of_mail=words)).answer


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Purchase order 4711\nPlease see our order.", Outcome.HOLD),
        ("Damaged goods\nA photo is attached.", Outcome.HOLD),
        ("March\n\nStatement of account.pdf", Outcome.ASK),
        ("往来款项\n请查收", Outcome.ASK),
    ],
)
def test_who_sends_something_else_is_not_asked_for_a_statement(words: str, expected: Outcome) -> None:
    assert expected is ask(without_statement(problems=(problem("broken_file"),), text_of_mail=words)).answer
    assert Outcome.HOLD is ask(without_statement(documents=0, text_of_mail="Please see the attached order.")).answer
