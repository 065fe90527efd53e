"""Words about new bank details are for staff; a letter's footer is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.gates.bank_details_changed import ask
from rules.model.decision import Outcome
from tests.rules.gates.facts import agreed, case


@pytest.mark.parametrize(
    "text",
    [
        "Please note our new bank details below.",
        "Our bank account has changed, see the attachment.",
        "We have updated our remittance information for payments.",
        "Please remit to the following account from now on.",
        "Our IBAN is no longer valid.",
        "Neue Bankverbindung ab 1. April",
        "Nos coordonnées bancaires ont changé : nouveau RIB",
        "我司银行账户已变更,请更新。",
        "請注意:收款帳號更改",
        "原账户停用,启用新账号",
        "Use the new account 4711 from today.",
        "Our account number was changed last week.",
        "With immediate effect please use this bank account instead: 12345678",
        "Bitte überweisen Sie künftig auf unser Konto bei der Beispielbank.",
        "Bitte überweisen Sie den Betrag auf folgendes Konto.",
        "Unsere Bankverbindung hat sich geändert.",
        "Notre RIB a changé.",
        "Nous avons changé de compte bancaire.",
        "Merci de régler désormais sur notre compte bancaire à Lyon.",
        "Veuillez virer les paiements sur notre nouveau compte.",
        "即日起请将货款汇入以下银行账户",
        "本公司开户行已更换",
        "Our b\u0430nk det\u0430ils have chang\u0435d.",
        "\uff4f\uff55\uff52 \uff42\uff41\uff4e\uff4b \uff41\uff43\uff43\uff4f\uff55\uff4e\uff54 has changed",
        "our ba\u200bnk acc\u200bount has cha\u00adnged",
    ],
)
def test_a_change_is_held(text: str) -> None:
    assert Outcome.HOLD is ask(case(text_of_mail=f"Hello,\n{text}\nRegards")).answer


def test_a_change_on_the_paper_is_held() -> None:
    found = agreed()
    paper = replace(found.statement, notes=("NEW BANK DETAILS: Example Bank 12-34-56",))
    assert Outcome.HOLD is ask(case(statement=paper)).answer


def test_words_in_any_file_of_the_mail_are_held_and_the_file_is_named() -> None:
    held = ask(case(bank_notes=(("letter.pdf", "Please note that our bank details have changed."),)))
    assert (Outcome.HOLD, "file letter.pdf") == (held.answer, held.facts["where"])
    assert Outcome.CONFIRM is ask(case(bank_notes=(("letter.pdf", "IBAN GB29 NWBK 6016 1331 9268 19"),))).answer


def test_an_account_that_no_earlier_paper_named_is_held_and_not_told_in_full() -> None:
    held = ask(case(new_bank_accounts=("GB29NWBK60161331926819",)))
    assert Outcome.HOLD is held.answer
    assert "6819" in held.text
    assert "60161331" not in held.text


@pytest.mark.parametrize(
    "text",
    [
        "bank " * 40_000,
        "new " * 40_000,
        "银行账号" * 40_000,
        "\n" * 200_000,
        "remit " * 40_000,
        "pay" + "a" * 200_000,
        ("bank " + "x" * 81 + " new " + "x" * 81) * 1000,
        "überweisen " * 20_000,
    ],
)
def test_long_texts_are_read_in_one_pass(text: str) -> None:
    """Each would take minutes where a pattern goes back and forth; the timeout of the tests is the judge."""
    assert ask(case(text_of_mail=text * 5)).answer in {Outcome.CONFIRM, Outcome.HOLD}


@pytest.mark.parametrize(
    "text",
    [
        "Please find attached our statement. Bank: Example Bank, IBAN GB00 0000, SWIFT EXAMGB22",
        "开户行:示例银行 账号:6222 0000 0000",
        "Please confirm the balance of your account.",
        "Happy new year!",
        "Please see the updated statement attached.",
        "Attached is the revised statement for account number C-1001.",
        "Your account details: 12 new invoices, see the updated list.",
        "Here is our new statement.\n\nRegards\nAcme Ltd\nBank details: Example Bank, IBAN GB00",
    ],
)
def test_printed_bank_details_and_other_news_pass(text: str) -> None:
    assert Outcome.CONFIRM is ask(case(text_of_mail=text)).answer
