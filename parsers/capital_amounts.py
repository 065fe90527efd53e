"""Amounts written in Chinese numerals (大写): 壹万贰仟叁佰肆拾伍元陆角柒分. A second, independent statement of a printed figure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    "貳": 2,
    "弍": 2,
    "参": 3,
    "參": 3,
    "叄": 3,
    "弎": 3,
    "陸": 6,
    "两": 2,
    "兩": 2,
    "○": 0,
}
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_ZERO = "零〇○"

_PREFIX = re.compile(
    r"^(?:(?:金额|金額|合计|合計|总计|總計|余额|餘額)?\(?(?:人民币|人民幣)?\)?\(?(?:大写|大寫)?\)?(?:金额|金額)?\(?(?:人民币|人民幣)?\)?)[::]?"
)
_SHAPE = re.compile(
    r"^(?P<sign>[负負])?(?P<whole>[^元圆圓角分整正]*?)(?P<yuan>[元圆圓])?"
    r"(?P<cents>(?:[零〇○]?[^元圆圓角分整正零〇○]角)?(?:[零〇○]?[^元圆圓角分整正零〇○]分)?)[整正]?$"
)


def read_capital(text: str) -> Decimal | None:
    """Return the amount that Chinese numerals spell, exactly, with two decimals; None where they spell none.

    Formal (壹贰叁, simplified and traditional) and plain numerals (一二三) are read; 元 (圆, 圓), 角 or 分 must stand, so that
    a date or a plain count is no amount. 负 makes it negative. What could mean two amounts (贰仟叁元) is not read.
    Source: the Payment and Settlement Measures of the People's Bank of China, annex on bills, for 零 and 整.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    shape = _SHAPE.match(_PREFIX.sub("", folded, count=1))
    if shape is None or not (shape["yuan"] or shape["cents"]) or (shape["whole"] and not shape["yuan"]):
        return None
    whole = _whole(shape["whole"]) if shape["whole"] else (None if shape["yuan"] else 0)
    if whole is None:
        return None
    jiao, fen = 0, 0
    for digit, unit in re.findall(r"([^角分])([角分])", shape["cents"].translate({ord(zero): None for zero in _ZERO})):
        value = _DIGITS.get(digit)
        if value is None:
            return None
        jiao, fen = (value, fen) if unit == "角" else (jiao, value)
    amount = (Decimal(whole * 100 + jiao * 10 + fen) / 100).quantize(Decimal("0.01"))
    return -amount if shape["sign"] and amount else amount


def _whole(text: str) -> int | None:
    """Return the integer part. Sections stand in front of 亿 and 万, each at most once, the larger first."""
    total = 0
    rest = text
    for unit, factor in (("亿億", 100_000_000), ("万萬", 10_000)):
        head, found, tail = _parted(rest, unit)
        if found:
            section = (
                _whole(head)
                if factor == 100_000_000 and _parted(head, "万萬")[1]
                else _section(head, after_larger=total > 0)
            )
            if not section:
                return None
            total += section * factor
            rest = tail
            if not rest:
                return total
    last = _section(rest, after_larger=total > 0)
    return None if last is None else total + last


def _parted(text: str, units: str) -> tuple[str, str, str]:
    for position in range(len(text) - 1, -1, -1):
        if text[position] in units:
            return text[:position], text[position], text[position + 1 :]
    return text, "", ""


def _section(text: str, *, after_larger: bool = False) -> int | None:
    """Return a number below 10,000; units fall from left to right. A last digit without its unit needs a 零 before it where a
    place is left out: 贰仟叁 may be 2003 or, as people speak, 2300.
    """
    value, last_unit, zero = 0, 10_000, False
    position = 0
    first = True
    while position < len(text):
        sign = text[position]
        if sign in _ZERO:
            if zero or (first and not after_larger and len(text) > 1):
                return None
            zero, first = True, False
            position += 1
            continue
        digit = _DIGITS.get(sign)
        unit = _UNITS.get(text[position + 1]) if digit is not None and position + 1 < len(text) else None
        if digit is None and sign in "拾十" and first and not after_larger:
            digit, unit, position = 1, 10, position - 1  # 拾伍 = 15
        if digit is None:
            return None
        if unit is None:
            spoken = (last_unit > 10 and last_unit < 10_000) or (last_unit == 10_000 and after_larger)
            if position + 1 != len(text) or (spoken and not zero):
                return None
            return value + digit
        if unit >= last_unit:
            return None
        value += digit * unit
        last_unit, zero, first = unit, False, False
        position += 2
    if zero:  # a zero at the end (贰仟零元) says nothing, except alone
        return value if value or text in _ZERO else None
    return value if text else None
