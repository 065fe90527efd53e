"""What a file says of bank accounts, wherever it stands: in the letter above, in a footer, in a cell of another sheet.

A letter beside the statement ("our bank details have changed") holds no statement and is read for this all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.look_alike_letters import as_read
from parsers.table import Reading

_MOST = 200
_LONGEST = 400
_BANK = re.compile(
    r"(?i)\biban\b|\bswift\b|\bbic\b|sort\s+code|bank(?:ing)?\s+(?:details?|account|name|data|information)|account\s+(?:details|information)|our\s+bank\b|\b(?:new|different|another|following)\s+(?:bank|account)"
    r"|remit(?:tance)?\b|beneficiary|routing|payment\s+(?:details|instructions|account)|bankverbindung|kontoverbindung|kontonummer|\bkonto\b|coordonnées\s+bancaires|\brib\b|compte\s+bancaire|nouveau\s+compte"
    r"|开户|開戶|银行[账帐]|銀行[賬帳]|收款|汇款信息|[账帐賬帳][号户號戶]|付款信息|銀行資料|银行信息|对公"
)
_FIGURE = re.compile(r"\d[.,]\d{2}\b")
_SENTENCE_END = re.compile(r"[.:!?;。！？：；]\s*$")


def bank_notes(readings: Iterable[Reading]) -> tuple[str, ...]:
    """Return the lines and cells that speak of bank accounts, each with the line that continues its sentence."""
    found: dict[str, None] = {}
    for reading in readings:
        for text in _texts(reading):
            if len(text) >= 6 and _BANK.search(as_read(text[:_LONGEST])):
                found[text[:_LONGEST]] = None
                if len(found) == _MOST:
                    return tuple(found)
    return tuple(found)


def _texts(reading: Reading) -> Iterator[str]:
    lines = [line.text.strip() for line in reading.lines]
    for number, line in enumerate(lines):
        behind = lines[number + 1] if number + 1 < len(lines) else ""
        yield f"{line} {behind}" if _goes_on(line, behind) else line
    for table in reading.tables:
        for row in table.rows:
            yield from (cell.text.strip() for cell in row.cells)


def _goes_on(line: str, behind: str) -> bool:
    """Whether a line of prose is broken in the middle of its sentence."""
    if not behind or _SENTENCE_END.search(line) or _FIGURE.search(line) or _FIGURE.search(behind):
        return False
    return len(line.split()) >= 4 or len(re.findall(r"[\u4e00-\u9fff]", line)) >= 8
