"""One page, one script."""

from __future__ import annotations

from parsers.readers.words import Word
from parsers.scans.lettering import ReadWord
from parsers.scans.script import in_one_script


def script(*texts: str) -> list[str]:
    return [each.word.text for each in in_one_script([ReadWord(Word(text, 0, 0, 9, 9, 9), 1.0) for text in texts])]


def test_a_traditional_page_is_traditional_throughout() -> None:
    assert ["客戶編號", "對帳單", "應付總額"] == script("客戶编號", "對帳單", "應付总額")


def test_a_simplified_page_is_simplified_throughout() -> None:
    assert ["客户编号", "对帐单", "应付总额", "货款"] == script("客户编号", "对帐单", "应付总额", "貨款")


def test_a_page_in_both_is_left_alone() -> None:
    assert ["客户编号", "客戶編號"] == script("客户编号", "客戶編號")


def test_numbers_and_latin_letters_stay() -> None:
    assert ["INV-1021", "客戶編號"] == script("INV-1021", "客戶編號")
