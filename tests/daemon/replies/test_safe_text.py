"""Foreign text shows, and does nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.replies.safe_text import file_label, file_name, plain, unlinked, width


def test_line_breaks_become_blanks_and_bidirectional_marks_go() -> None:
    assert plain("INV\u202e-1\r\nBcc: x@y.example\u200b\x00\x1b[31m") == "INV-1 Bcc: x@y.example[31m"


@given(st.text(max_size=300), st.integers(2, 80))
def test_plain_text_is_one_line_within_its_limit_and_steers_nothing(text: str, limit: int) -> None:
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert shown == shown.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in shown)


def test_a_pile_of_combining_marks_is_cut_to_two() -> None:
    assert plain("e" + "\u0301" * 40 + "!") == "e" + "\u0301" * 2 + "!"


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/pay",
        "HTTPS://EVIL.EXAMPLE",
        "www.evil.example",
        "evil-bank.com",
        "pay now evil.example/x?y=1",
        "mailto:a@evil.example",
        "javascript:alert(1)",
        "boss@evil.example",
        "tel:+86123456",
        "sub.domain.evil.co.uk",
        "ftp://x",
    ],
)
def test_nothing_that_a_mail_program_would_make_a_link_of_is_left(text: str) -> None:
    shown = unlinked(text)
    assert not set(shown) & set(".:/@")


@pytest.mark.parametrize(
    "reference", ["INV-2026/001", "RE.2026.17", "记-0012", "PO#4711", "发票 12345678", "A.1/b", "1:2"]
)
def test_document_numbers_stay_as_they_are(reference: str) -> None:
    assert unlinked(reference) == reference


def test_a_file_keeps_its_ending_and_loses_its_links() -> None:
    assert file_label("Statement March.pdf") == "Statement March.pdf"
    assert file_label("对账单.xlsx") == "对账单.xlsx"
    assert file_label("www.evil.example.pdf") == "www evil example.pdf"
    assert file_label("evil.example") == "evil example"


def test_a_part_of_a_file_name_holds_letters_digits_and_hyphens() -> None:
    assert file_name("../../etc/pass wd\r\n") == "etc-pass-wd"
    assert file_name("客户 10023") == "客户-10023"


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("贵公司 ab（") == 6 + 1 + 2 + 2
