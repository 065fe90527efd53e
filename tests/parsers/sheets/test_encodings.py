"""Encodings are found from certain signs, then by what the text would say."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sheets.encodings import encoding_of

CHINESE = "日期,摘要,借方金额,贷方金额,余额\n2026-03-01,销售货款,1234.56,,1234.56\n"
TRADITIONAL = "日期,摘要,借方金額,貸方金額,餘額\n2026-03-01,銷貨收入,1234.56,,1234.56\n"
GERMAN = "Datum;Text;Betrag\n01.03.2026;Müller & Söhne Büroausstattung;1.234,56\n"
FRENCH = "Date;Libellé;Débit;Crédit\n01/03/2026;Règlement d'une pièce reçue à Orléans;;1 234,56\n"


def found(text: str, encoding: str) -> str:
    """Return the text as it reads in the encoding that was found."""
    content = text.encode(encoding)
    name = encoding_of(io.BytesIO(content))
    assert name is not None
    return content.decode(name)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"), (CHINESE, "gbk"), (CHINESE, "utf-8"), (CHINESE, "utf-8-sig"), (CHINESE, "utf-16"), (CHINESE, "utf-16-le"), (CHINESE, "utf-16-be"), (CHINESE, "utf-32"),
        (TRADITIONAL, "big5"), (TRADITIONAL, "utf-8"), (TRADITIONAL, "gb18030"), (GERMAN, "cp1252"), (GERMAN, "utf-8"), (GERMAN, "mac_roman"), (GERMAN, "utf-16-le"),
        (FRENCH, "cp1252"), (FRENCH, "utf-8-sig"), (FRENCH, "mac_roman"), ("Date,Amount\n2026-03-01,5.00\n", "ascii"),
        ("客户,金额\n", "gb18030"), ("编码,名称\nC1,上海星辰贸易有限公司\n", "gb18030"), ("C1,台灣積體電路股份有限公司\n", "big5"), ("a,ü\n", "cp1252"), ("Price,£5\n", "cp1252"),
        ("Amount,5 €\n", "cp1252"), ("C1,龑喆淼贸易商行\n" + CHINESE, "gb18030"), ("Kunde,Fälligkeit\n", "cp1252"), ("应收账款明细\n", "gbk"), ("C1,联通\n", "gbk"), ("Счёт,Сумма\nпривет\n", "utf-8"), ("Ω,λόγος\n", "utf-8"), ("Müller,Þórr,Šimůnek,Łódź\n", "utf-8"),
        (GERMAN, "cp850"), (GERMAN, "cp437"), (FRENCH, "cp850"), ("Datum;Saldo\n01.03.2026;1.234,56 €\n", "iso8859-15"), (GERMAN + "1;Übertrag;5,00 €\n", "iso8859-15"),
    ],
)  # fmt: skip
def test_the_text_reads_right_in_the_encoding_found(text: str, encoding: str) -> None:
    assert text.removeprefix("\ufeff") == found(text, encoding).removeprefix("\ufeff")


def test_legacy_letters_far_down_are_seen_too() -> None:
    text = "Date,Text,Amount\n" + "2026-03-01,plain,5.00\n" * 60_000 + "2026-03-02,货款已付,6.00\n"
    assert found(text, "gb18030") == text


@pytest.mark.parametrize("content", [b"\x01\x02\x03\x04" * 50, bytes(range(256)) * 4, b"\x00\x01\x00\x02" * 40])
def test_other_bytes_are_no_text(content: bytes) -> None:
    assert encoding_of(io.BytesIO(content)) is None


COMMON = st.text(
    alphabet=st.sampled_from(
        "上海北京贸易有限公司销售货款收付应余额日期摘要凭证发票客户供商材料设备电子科技工程建筑食品服装进出口年月日"
    ),
    min_size=4,
    max_size=30,
)


@given(COMMON)
def test_everyday_chinese_is_found_in_gb18030(text: str) -> None:
    assert found(text + "\n", "gb18030") == text + "\n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_valid_utf8_with_a_mark_is_always_taken_as_such(text: str) -> None:
    content = codecs.BOM_UTF8 + text.encode()
    assert encoding_of(io.BytesIO(content)) == "utf-8-sig"


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    name = encoding_of(io.BytesIO(content))
    assert name is None or codecs.lookup(name)
