"""Workbooks locked with a password: opened with the passwords kept for the counterparty, else told as locked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import BinaryIO

import msoffcrypto

from parsers.sheets.model import SheetsRefused


def unlocked(stream: BinaryIO, passwords: Sequence[str]) -> BinaryIO:
    """Return the workbook inside an encrypted container. Raises SheetsRefused(locked) where no password opens it.

    Excel's own standing password is tried too: it locks workbooks that open without asking.
    """
    for password in (*passwords, "VelvetSweatshop"):
        stream.seek(0)
        plain = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(stream)
            file.load_key(password=password, verify_password=True)
            file.decrypt(plain)
        except Exception:  # noqa: BLE001, S112 - the library raises many kinds for a wrong password; all mean: not this one
            continue
        plain.seek(0)
        return plain
    raise SheetsRefused("locked", "The workbook is locked with a password.")
