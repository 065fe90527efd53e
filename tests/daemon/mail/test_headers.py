from __future__ import annotations

import base64
from email import policy
from email.header import Header
from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.headers import Headers, decoded_words, raw_text, without_comments


def headers(content: bytes) -> Headers:
    return Headers.of(BytesParser(policy=policy.compat32).parsebytes(content))


def test_fields_keep_their_order_and_lose_their_folding() -> None:
    found = headers(b"Received: one\r\nX-A: b\r\n c\r\nReceived: two\r\n\r\n")
    assert (("received", "one"), ("x-a", "b c"), ("received", "two")) == found.fields
    assert ("one", "two") == found.all("received")
    assert "" == found.first("subject")


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_encoded_words_are_decoded(charset: str) -> None:
    word = base64.b64encode("對帳單".encode(charset)).decode()
    assert "RE: 對帳單 3月" == decoded_words(f"RE: =?{charset}?B?{word}?= =?utf-8?q?_3=E6=9C=88?=")


def test_a_character_cut_in_two_by_the_sender_is_put_together() -> None:
    content = "对账单".encode()
    words = [base64.b64encode(piece).decode() for piece in (content[:4], content[4:])]
    assert "对账单" == decoded_words(f"=?utf-8?B?{words[0]}?=\r\n =?utf-8?B?{words[1]}?=".replace("\r\n", ""))


def test_gb2312_labels_carry_rare_characters() -> None:
    word = base64.b64encode("朱镕基".encode("gb18030")).decode()
    assert "朱镕基" == decoded_words(f"=?gb2312?B?{word}?=")


def test_raw_bytes_in_a_header_are_read() -> None:
    assert "对账单" == headers("Subject: 对账单\r\n\r\n".encode("gbk")).text("subject")
    assert "对账单" == headers("Subject: 对账单\r\n\r\n".encode()).text("subject")


@pytest.mark.parametrize("word", ["=?utf-8?B?!!!?=", "=?nosuch?Q?=ZZ?=", "=?utf-8?B?YQ=====?=", "=?a?b?c?="])
def test_broken_words_do_not_raise(word: str) -> None:
    assert isinstance(decoded_words(word), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
def test_what_the_standard_library_encodes_is_read_back(text: str) -> None:
    folded = Header(text, "utf-8", maxlinelen=70).encode()
    assert text == decoded_words(folded.replace("\n", ""))


@given(st.binary(max_size=200))
def test_any_bytes_make_headers(content: bytes) -> None:
    found = headers(b"Subject: " + content + b"\r\n\r\n")
    assert isinstance(found.text("subject"), str)
    assert "\n" not in found.text("subject")


def test_message_ids_are_taken_once_and_only_where_printable() -> None:
    found = headers("References: <a@b> junk <c@d> <a@b>\r\n <é@x> <e f@g>\r\n\r\n".encode())
    assert ("<a@b>", "<c@d>") == found.ids("references")


def test_comments_go_also_nested_ones_and_quotes_stay() -> None:
    assert ["auto-replied", "x"] == without_comments("auto-replied (a (b) c) x").split()
    assert '"(kept)"' == without_comments('"(kept)" (gone "x)').strip()
    assert "open " == without_comments("open (never closed")


def test_deep_comments_take_one_pass() -> None:
    assert "x" == without_comments("(" * 30_000 + ")" * 30_000 + "x").strip()


def test_text_without_bytes_passes_raw_text() -> None:
    assert "é" == raw_text("é")
