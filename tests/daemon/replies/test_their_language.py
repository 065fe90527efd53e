"""The language that a counterparty writes is told from its characters and words, whatever its system's headings say."""

from dataclasses import replace

import pytest

from daemon.replies.their_language import their_language, written_in
from tests.support.reconciliations import FIVE_KINDS, reconciled

STATEMENT = reconciled(FIVE_KINDS).statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好，隨信附上本月對帳單，請查收並回覆，謝謝。", "zh_TW"),
        ("您好，附件是本月对账单，请查收并回复，谢谢。", "zh_CN"),
        ("台北分公司 INV-7 對帳單 please see", "zh_TW"),
        ("Sehr geehrte Damen und Herren, anbei unser Kontoauszug zum 31.03.2026.", "de"),
        ("Dear Sir or Madam, please find attached our statement.", "en"),
        ("INV-1001 1,200.00", ""),
        ("", ""),
    ],
)
def test_running_text_tells_its_language(text: str, expected: str) -> None:
    assert expected == written_in([text])


def test_the_headings_come_first_and_the_mail_tells_where_they_do_not() -> None:
    german_mail = "Sehr geehrte Damen und Herren, bitte prüfen Sie den beigefügten Auszug und die offenen Posten."
    assert their_language(STATEMENT, german_mail) == "en"
    assert their_language(replace(STATEMENT, language=""), german_mail) == "de"
    assert their_language(None, german_mail) == "de"
    assert their_language(None) == ""


def test_chinese_headings_are_traditional_where_the_text_around_them_is() -> None:
    chinese = replace(STATEMENT, language="zh_CN")
    assert their_language(chinese, "請查收附件之對帳單，如有疑問請與我們聯絡") == "zh_TW"
    assert their_language(chinese, "请查收附件对账单") == "zh_CN"
    assert their_language(chinese) == "zh_CN"
    assert their_language(replace(STATEMENT, language="zh_TW"), "请查收附件对账单") == "zh_TW"
