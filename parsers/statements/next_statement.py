"""Whether text between two tables begins another statement: its first words, or another account or currency than before."""

from __future__ import annotations

import re

from parsers.statements.labels import label_of
from parsers.statements.spots import Spot

_BEGINNINGS = (
    "account",
    "statement",
    "currency",
    "customer",
    "supplier",
    "period",
    "a/c",
    "to:",
    "client",
    "对账单",
    "账号",
    "客户",
    "币种",
    "币别",
    "对帐单",
    "對賬單",
    "幣別",
    "客戶",
    "往来单位",
    "konto",
    "kunde",
    "währung",
    "compte",
    "devise",
    "période",
)

_NAMING = (
    re.compile(
        r"(?i)(?:.*\b)?(?:account|a/c|acct|customer|client|supplier|vendor)\s*(?:no\.?|number|code|id|#)?|(?:kunden|konto|debitoren)-?\s*(?:nr\.?|nummer)|(?:code|n°|no)\s*(?:client|compte)|compte"
        r"|.*(?:编号|编码|代码|代号|编號|編號|編碼|代碼|代號|账号|帳號|賬號)"
    ),
    re.compile(r"(?i)(?:account\s+)?currency|währung|devise|币\s*种|币\s*别|货币|幣\s*[別别]|幣\s*種"),
)


def names_another(pending: list[Spot], known: list[Spot]) -> bool:
    """Whether the text names another account or another currency than the text before: then another statement begins."""
    for pattern in _NAMING:
        here, before = _values(pending, pattern), _values(known, pattern)
        # a slip under the last table may name its account again: what was named last counts
        if here and before and here[-1] != before[-1] and here[-1] != before[0]:
            return True
    return False


def names_same(spot: Spot, known: list[Spot]) -> bool:
    """Whether a line names the very account that the text before named: a slip under its table does."""
    here = _values([spot], _NAMING[0])
    return bool(here) and here[-1] in _values(known, _NAMING[0])


def _values(spots: list[Spot], pattern: re.Pattern[str]) -> list[str]:
    found: list[str] = []
    for spot in spots:
        left, _, right = spot.text.replace("：", ":").partition(":")
        if not pattern.fullmatch(left.strip()):
            continue
        if not right.strip():
            beside = [
                other
                for other in spots
                if other.part == spot.part
                and other.x0 >= spot.x1 - 1
                and abs(other.top - spot.top) < 0.6 * (spot.bottom - spot.top)
            ]
            right = min(beside, key=lambda other: other.x0).text if beside else ""
        if right.strip():
            found.append("".join(char for char in right.lower() if char.isalnum()))
    return found


def begins_statement(text: str) -> bool:
    folded = text.strip().lower()
    return folded.startswith(_BEGINNINGS) and label_of(text) is None
