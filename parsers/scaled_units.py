"""Figures printed in thousands or ten thousands (单位：万元, "amounts in thousands"): what one printed unit is worth."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_WORTH = {
    "千": 1_000,
    "仟": 1_000,
    "万": 10_000,
    "萬": 10_000,
    "十万": 100_000,
    "十萬": 100_000,
    "百万": 1_000_000,
    "百萬": 1_000_000,
    "亿": 100_000_000,
    "億": 100_000_000,
    "thousand": 1_000,
    "million": 1_000_000,
}
_MONEY = r"(?:人民币|人民幣|rmb|cny|usd|hkd|twd|新台币|新臺幣|新台幣|美元|港币|港幣)?\s*"
_HAN = rf"{_MONEY}(?P<han>[十百]?[万萬]|[千仟亿億])\s*(?:元|圆|圓|美元|美金|港币|港幣|港元)"
_LATIN = r"(?:in\s+)?(?:[a-z]{1,4}[€£$]?\s+|[€£$]\s*)?(?P<latin>thousand|million)s?"
_TOLD = (
    re.compile(rf"(?:单\s*位|單\s*位)\s*(?:为|為)?\s*[:]?\s*{_HAN}"),
    re.compile(rf"[(\[【]?\s*{_HAN}\s*[)\]】]?$"),
    re.compile(rf"\b(?:amounts?|figures?|values|balances|stated|shown|expressed)\b[^.:]{{0,30}}?\b{_LATIN}\b"),
    re.compile(rf"[(\[]\s*{_LATIN}\s*[)\]]$"),
)
_BEHIND = (
    re.compile(rf"\s*[(\[【/]\s*(?:单位|單位)?:?\s*{_HAN}\s*[)\]】]?$"),
    re.compile(rf"\s*[(\[]\s*{_LATIN}\s*[)\]]$"),
)


def unit_told(text: str) -> Decimal | None:
    """Return what one printed unit is worth where a text says so (单位：万元 is 10000), None where it says nothing of it."""
    plain = _folded(text)
    if len(plain) > 160 or not any(word in plain for word in _WORTH):
        return None
    found = next((match for pattern in _TOLD[:1] + _TOLD[2:3] if (match := pattern.search(plain))), None)
    found = found or next((match for pattern in (_TOLD[1], _TOLD[3]) if (match := pattern.match(plain))), None)
    return _worth(found) if found else None


def unit_in_heading(text: str) -> tuple[str, Decimal | None]:
    """Return a heading without the unit behind it, and that unit's worth: 金额(万元) gives 金额 and 10000."""
    plain = _folded(text)
    for pattern in _BEHIND:
        found = pattern.search(plain)
        if found and found.start():
            return plain[: found.start()], _worth(found)
    return text, None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().strip()


def _worth(found: re.Match[str]) -> Decimal:
    return Decimal(_WORTH[next(part for part in found.groups() if part)])
