"""How amounts and dates are written around the world, for made-up statements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

GROUPINGS: Final = {
    "comma": (",", "."),
    "none": ("", "."),
    "point": (".", ","),
    "blank": (" ", ","),
    "no-break": ("\u00a0", ","),
    "narrow": ("\u202f", ","),
    "apostrophe": ("'", "."),
    "bare-comma": ("", ","),
    "indian": (",", "."),
}
SYMBOLS: Final = {
    "GBP": "£", "USD": "$", "EUR": "€", "CNY": "¥", "JPY": "¥", "INR": "Rs.", "HKD": "HK$", "TWD": "NT$", "AUD": "A$", "SGD": "S$",
    "CHF": "CHF", "CAD": "$",
}  # fmt: skip
_MONTHS: Final = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "en_long": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
}  # fmt: skip
_SMALL: Final = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForm:
    """How one system writes an amount. `zero` is what stands for nothing; `minus` how a negative amount looks."""

    grouping: str = "comma"
    zero: str = ""
    minus: str = "-1"  # "-1" "1-" "(1)" "− 1" "1 CR" (marks: see `signed`)
    symbol: str = ""  # before the figure
    full_width: bool = False

    def plain(self, amount: Decimal, decimals: int) -> str:
        """Write the amount's size, without a sign."""
        whole, _, fraction = f"{abs(amount):.{decimals}f}".partition(".")
        group, mark = GROUPINGS[self.grouping]
        text = _grouped(whole, group, indian=self.grouping == "indian") + (mark + fraction if fraction else "")
        text = self.symbol + text
        return text.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．")) if self.full_width else text

    def signed(self, amount: Decimal, decimals: int, *, marks: tuple[str, str] = ("", "")) -> str:
        """Write the amount with its sign; `marks` are the suffixes of a raising and a lowering amount."""
        text = self.plain(amount, decimals)
        if any(marks):
            return text + (marks[0] if amount >= 0 else marks[1])
        if amount >= 0:
            return text
        return {"-1": f"-{text}", "1-": f"{text}-", "(1)": f"({text})", "− 1": f"− {text}"}[self.minus]


def _grouped(whole: str, group: str, *, indian: bool) -> str:
    if not group or len(whole) <= 3:
        return whole
    head, tail = whole[:-3], whole[-3:]
    size = 2 if indian else 3
    parts = []
    while head:
        parts.append(head[-size:])
        head = head[:-size]
    return group.join([*reversed(parts), tail])


def date_text(date: dt.date, form: str) -> str:
    """Write a date in one of the forms named in `DATE_FORMS`."""
    match form:
        case "d Mon yyyy":
            return f"{date.day:02d} {_MONTHS['en'][date.month - 1]} {date.year}"
        case "d-Mon-yy":
            return f"{date.day:02d}-{_MONTHS['en'][date.month - 1]}-{date:%y}"
        case "dMONyy":
            return f"{date.day:02d}{_MONTHS['en'][date.month - 1].upper()}{date:%y}"
        case "Mon d, yyyy":
            return f"{_MONTHS['en'][date.month - 1]} {date.day}, {date.year}"
        case "d Month yyyy":
            return f"{date.day} {_MONTHS['en_long'][date.month - 1]} {date.year}"
        case "d. Monat yyyy":
            return f"{date.day}. {_MONTHS['de'][date.month - 1]} {date.year}"
        case "d mois yyyy":
            return f"{date.day} {_MONTHS['fr'][date.month - 1]} {date.year}"
        case "年月日":
            return f"{date.year}年{date.month}月{date.day}日"
        case "年0月0日":
            return f"{date.year}年{date.month:02d}月{date.day:02d}日"
        case "民國":
            return f"{date.year - 1911}/{date.month:02d}/{date.day:02d}"
        case "y/m/d":
            return f"{date.year}/{date.month}/{date.day}"
        case "d/m/y":
            return f"{date.day}/{date.month}/{date.year}"
        case _:
            return date.strftime(form)


DATE_FORMS: Final = {
    "en": (
        "%Y-%m-%d", "%d/%m/%Y", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "d Mon yyyy", "d-Mon-yy", "dMONyy", "Mon d, yyyy", "%d.%m.%Y",
        "d/m/y", "%Y/%m/%d",
    ),
    "zh_CN": ("%Y-%m-%d", "%Y-%m-%d", "%Y/%m/%d", "年月日", "年0月0日", "%Y%m%d", "%Y.%m.%d", "y/m/d"),
    "zh_TW": ("%Y/%m/%d", "%Y-%m-%d", "年月日", "%Y.%m.%d"),
    "de": ("%d.%m.%Y", "%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"),
    "fr": ("%d/%m/%Y", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%Y-%m-%d"),
}  # fmt: skip
LONG_DATES: Final = {
    "en": ("d Month yyyy", "d Mon yyyy", "%d/%m/%Y", "Mon d, yyyy"), "zh_CN": ("年月日", "%Y-%m-%d"),
    "zh_TW": ("年月日", "%Y/%m/%d"), "de": ("d. Monat yyyy", "%d.%m.%Y"), "fr": ("d mois yyyy", "%d/%m/%Y"),
}  # fmt: skip


def capital_amount(amount: Decimal) -> str:
    """Write a non-negative amount in the capital numerals of Chinese cheques, e.g. 壹仟贰佰元伍角整."""
    whole, cents = divmod(int((abs(amount) * 100).to_integral_value()), 100)
    text = _capital_whole(whole) + "元" if whole else ""
    ten, one = divmod(cents, 10)
    if not cents:
        return (text or "零元") + "整"
    if ten:
        text += _SMALL[ten] + "角"
    elif text:
        text += "零"
    return text + (_SMALL[one] + "分" if one else "整")


def _capital_whole(whole: int) -> str:
    """Write a positive whole number in groups of four digits."""
    groups = []
    while whole:
        whole, group = divmod(whole, 10_000)
        groups.append(group)
    text = ""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if not group:
            text += "零" if text and not text.endswith("零") and any(groups[:index]) else ""
            continue
        if text and group < 1000 and not text.endswith("零"):
            text += "零"
        text += _capital_group(group) + ("", "万", "亿", "万亿")[index]
    return text


def _capital_group(group: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, group = divmod(group, unit)
        if digit:
            text += ("零" if gap and text else "") + _SMALL[digit] + name
            gap = False
        else:
            gap = True
    return text
