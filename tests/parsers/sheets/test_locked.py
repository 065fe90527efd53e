"""Locked workbooks open with the counterparty's passwords, in their order."""

from __future__ import annotations

import io

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from parsers.sheets.locked import unlocked
from parsers.sheets.model import SheetsRefused
from tests.support.workbooks import openpyxl_book

BOOK = openpyxl_book([["x"]])


def locked(password: str) -> io.BytesIO:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(BOOK)).encrypt(password, stream)
    return stream


@pytest.mark.parametrize("passwords", [("对账2026",), ("wrong", "对账2026")])
def test_the_right_password_gives_the_very_bytes(passwords: tuple[str, ...]) -> None:
    assert unlocked(locked("对账2026"), passwords).read() == BOOK


def test_excels_standing_password_needs_none_on_file() -> None:
    assert unlocked(locked("VelvetSweatshop"), ()).read() == BOOK


@pytest.mark.parametrize("passwords", [(), ("wrong",), ("",)])
def test_without_it_the_file_stays_locked(passwords: tuple[str, ...]) -> None:
    with pytest.raises(SheetsRefused) as refused:
        unlocked(locked("right"), passwords)
    assert refused.value.code == "locked"
