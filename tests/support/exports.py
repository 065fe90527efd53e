"""Ledger exports as tests write and compare them: a sheet from lines of text, and each row read as one line of text."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from decimal import Decimal

import openpyxl

from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.generic import LedgerReading, read_ledger


def reading(content: bytes | str, *, role: Role = Role.CUSTOMER, account: str | None = None) -> LedgerReading:
    """Return the reading of an export. Raises LedgerRefused."""
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    return read_ledger(io.BytesIO(raw), "export", role=role, account=account)


def told(content: bytes | str, *, role: Role = Role.CUSTOMER, account: str | None = None) -> list[str]:
    """Return everything that was read, a row a line:

    `row|account|date|due|kind|references|D or C amount|currency|open|cleared`, and `row|account|opening|D or C amount|currency`.
    """
    found = []
    for row in reading(content, role=role, account=account):
        if isinstance(row, LedgerEntry):
            parts: tuple[str, ...] = (
                str(row.row), row.account, str(row.date), str(row.due_date or ""), str(row.kind or ""), " ".join(row.references),
                _side(row.amount), row.currency or "", "" if row.open_amount is None else f"{row.open_amount:.2f}", str(row.cleared_on or ""),
            )  # fmt: skip
        else:
            parts = (str(row.row), row.account, "opening", _side(row.amount), row.currency or "")
        found.append("|".join(parts))
    return found


def _side(amount: Decimal) -> str:
    return f"{'C' if amount < 0 else 'D'} {abs(amount):.2f}"


def cells(text: str) -> list[list[str | int | float]]:
    """Return a sheet written with " | " between its cells; figures without leading zeros become numbers."""
    return [[_cell(part.strip()) for part in line.split("|")] for line in text.strip("\n").splitlines()]


def _cell(text: str) -> str | int | float:
    plain = text.removeprefix("-")
    if plain.isdigit() and (plain == "0" or not plain.startswith("0")):
        return int(text)
    if plain.count(".") == 1 and plain.replace(".", "").isdigit():
        return float(text)
    return text.removeprefix("'")


def workbook(rows: Sequence[Sequence[str | int | float]], *, title: str = "Sheet1") -> bytes:
    """Return an xlsx with these cells; "" stays empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                sheet.cell(number, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def page(rows: Sequence[Sequence[str | int | float]], *, encoding: str = "gb18030") -> bytes:
    """Return a page named .xls, as many systems save what they call Excel."""
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(str(value))}</td>" for value in row) + "</tr>" for row in rows)
    return f'<html><head><meta charset="{encoding}"></head><body><table>{lines}</table></body></html>'.encode(encoding)


def separated(text: str, mark: str = ",") -> str:
    """Return lines written with " | " between their cells as separated text."""
    lines = []
    for line in text.strip("\n").splitlines():
        parts = [part.strip() for part in line.split("|")]
        lines.append(mark.join(f'"{part}"' if mark in part else part for part in parts))
    return "\n".join(lines) + "\n"
