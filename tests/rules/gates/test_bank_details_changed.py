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
    ],
)
def test_a_change_is_held(text: str) -> None:
    assert Outcome.HOLD is ask(case(text_of_mail=f"Hello,\n{text}\nRegards")).answer


def test_a_change_on_the_paper_is_held() -> None:
    found = agreed()
    paper = replace(found.statement, notes=("NEW BANK DETAILS: Example Bank 12-34-56",))
    assert Outcome.HOLD is ask(case(statement=paper)).answer


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
