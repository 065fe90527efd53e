from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.charsets import decoded, guessed, one_line, without_controls


@pytest.mark.parametrize("label", ["gb2312", "GBK", "x-gbk", "gb18030", '"gb2312"', "cp936"])
def test_gb_labels_all_mean_gb18030(label: str) -> None:
    assert "对账单 镕 𠮷" == decoded("对账单 镕 𠮷".encode("gb18030"), label)


@pytest.mark.parametrize(
    "label", [None, "", "us-ascii", "unknown-8bit", "klingon", "zip", "idna", "unicode_escape", "\x00"]
)
def test_unlabelled_and_unusable_labels_are_mended_by_the_bytes(label: str | None) -> None:
    assert "对账单" == decoded("对账单".encode("gbk"), label)
    assert "对账单" == decoded("对账单".encode(), label)


def test_utf8_labelled_as_something_else_is_seen() -> None:
    assert "对账单" == decoded("对账单".encode(), "big5")
    assert "Müller – 1.200 €" == decoded("Müller – 1.200 €".encode("cp1252"), "iso-8859-1")


def test_guessing_ends_with_windows_letters() -> None:
    assert "Müller, Größe 5 €" == guessed("Müller, Größe 5 €".encode("cp1252"))


@given(st.binary(max_size=60), st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["utf-7", "hz", "utf-16"])))
def test_nothing_that_arrives_raises(content: bytes, label: str | None) -> None:
    assert isinstance(decoded(content, label), str)


def test_controls_and_direction_marks_go_and_line_ends_stay() -> None:
    assert "a\nb\tc\nd" == without_controls("a\r\n\u202eb\t\x07c\u2028d\u200b\ufeff")


def test_a_label_is_one_short_line() -> None:
    assert "a b c" == one_line(" a\r\n b\x00\tc ", 10)
    assert "abcd…" == one_line("abcdefgh", 5)


@given(st.text())
def test_what_is_no_control_stays_as_it_is(text: str) -> None:
    plain = without_controls(text)
    kept = [each for each in plain if each not in "\n\t"]
    assert not {unicodedata.category(each) for each in kept} & {"Cc", "Cf", "Cs", "Cn"}
    visible = [each for each in text if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}]
    assert visible == kept
