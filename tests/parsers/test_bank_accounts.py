"""Account numbers are found and blotted out; numbers of documents stay."""

from __future__ import annotations

import pytest

from parsers.bank_accounts import accounts_in, masked


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("IBAN: GB29 NWBK 6016 1331 9268 19 BIC X", {"GB29NWBK60161331926819"}),
        ("gb29nwbk60161331926819", {"GB29NWBK60161331926819"}),
        ("IBAN GB00 NWBK 6016 1331 9268 19", set()),
        ("开户行:示例银行 账号:6222 0000 1111 2222", {"6222000011112222"}),
        ("Kontonummer 1234567890", {"1234567890"}),
        ("Account 1001, invoice 1234567890", set()),
        ("TT20260309001 INV-CANARY7001", set()),
    ],
)
def test_numbers_that_are_bank_accounts(text: str, accounts: set[str]) -> None:
    assert accounts == accounts_in(text)


def test_they_are_blotted_out_and_the_rest_stays() -> None:
    assert "Pay to […] and […]." == masked("Pay to DE89 3704 0044 0532 0130 00 and GB29NWBK60161331926819.")
    assert "账号:[…] 谢谢" == masked("账号:6222 0000 1111 2222 谢谢")
    assert "INV-5003 RE2026-00012" == masked("INV-5003 RE2026-00012")
