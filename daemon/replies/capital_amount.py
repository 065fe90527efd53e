"""An amount in Chinese capital numerals (大写), as it stands beside the figures on a confirmation: 人民币壹仟贰佰叁拾肆元伍角陆分.

The rules for 零 and 整 are those of the Payment and Settlement Measures of the People's Bank of China, annex on bills;
`parsers.capital_amounts` reads the same back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_MOST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class _Script:
    digits: str
    ten_thousand: str
    hundred_million: str
    currencies: dict[str, str]


_SCRIPTS = {
    "zh_CN": _Script(
        "零壹贰叁肆伍陆柒捌玖",
        "万",
        "亿",
        {
            "CNY": "人民币", "USD": "美元", "EUR": "欧元", "HKD": "港币", "TWD": "新台币",
            "GBP": "英镑", "JPY": "日元", "SGD": "新加坡元", "AUD": "澳大利亚元",
        },
    ),
    "zh_TW": _Script(
        "零壹貳參肆伍陸柒捌玖",
        "萬",
        "億",
        {
            "TWD": "新臺幣", "CNY": "人民幣", "USD": "美元", "EUR": "歐元", "HKD": "港幣",
            "GBP": "英鎊", "JPY": "日圓", "SGD": "新加坡元", "AUD": "澳洲元",
        },
    ),
}  # fmt: skip


def capital_amount(amount: Decimal, currency: str, language: str) -> str:
    """Return the size of an amount in words; "" where the language has none, and where the amount or its currency has no usual form.

    >>> capital_amount(Decimal("1001.05"), "CNY", "zh_CN")
    '人民币壹仟零壹元零伍分'
    """
    script = _SCRIPTS.get(language)
    name = script.currencies.get(currency) if script is not None else None
    size = abs(amount)
    if script is None or name is None or size >= _MOST or size != size.quantize(Decimal("0.01")):
        return ""
    cents = int(size * 100)
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    if cents == 0:
        return f"{name}零元整"
    text = f"{_whole(whole, script)}元" if whole else ""
    if jiao:
        text += f"{script.digits[jiao]}角"
    elif fen and whole:
        text += "零"
    text += f"{script.digits[fen]}分" if fen else "整"
    return name + text


def _whole(number: int, script: _Script) -> str:
    """Return a positive integer below 10^12; 零 stands once for zeros between digits, never at the end."""
    text, gap = "", False
    for section, unit in (
        (number // 10**8, script.hundred_million),
        (number // 10**4 % 10**4, script.ten_thousand),
        (number % 10**4, ""),
    ):
        if not section:
            gap = gap or bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        text += _section(section, script.digits) + unit
        gap = False
    return text


def _section(number: int, digits: str) -> str:
    text, zero = "", False
    for place, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // place % 10
        if digit == 0:
            zero = bool(text)
            continue
        text += ("零" if zero else "") + digits[digit] + unit
        zero = False
    return text
