"""What a cell's number format says: whether its number is a date, and how a person sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.currencies import currency_code
from parsers.sheets.numbers import rounded

_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_BUILT_IN_DECIMALS = {1: 0, 2: 2, 3: 0, 4: 2, 37: 0, 38: 0, 39: 2, 40: 2}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;])+')
_WRITTEN = re.compile(r'"[^"]*"|(?:\\.)+')
_SIGN_OF_PLACE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_OF_SEVERAL = frozenset({"$", "¥", "￥", "元"})
"""Signs of more than one currency, or of one only where the paper is Chinese: the words of the paper decide."""
_SIDE = re.compile(r"(?<![A-Za-z])(?:Dr|Cr|DR|CR|dr|cr)(?![A-Za-z])|[借贷貸]")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`date` and `time` as the format shows them; `decimals` None where the format does not fix them."""

    date: bool = False
    time: bool = False
    decimals: int | None = None
    percent: bool = False
    zeros: int = 0  # "00000" shows 123 as 00123
    marks: tuple[str, str] = (
        "",
        "",
    )  # "Dr" and "Cr" as the format itself writes them beside positive and negative numbers
    currency: str = ""  # the sign or code that it shows beside the number
    splits: bool = False  # negative numbers have a format of their own, which shows no minus of itself

    @property
    def tells_more(self) -> bool:
        """Whether the format itself says that the number is a date, or a side or a currency that the bare number does not."""
        return bool(self.date or self.currency or any(self.marks))

    def marked(self, number: Decimal) -> str:
        """Return the number as shown with its side, "" where the format writes none. Only the format may tell the side: some
        systems keep both sides positive and write Dr or Cr by the format of each cell.
        """
        mark = self.marks[number < 0]
        return f"{abs(number) if self.splits else number:f} {mark}" if mark else ""

    def shown(self, number: Decimal) -> str:
        """Return the number as the cell shows it, without grouping, currency or colour."""
        if self.percent:
            return f"{rounded(number * 100, self.decimals or 0)}%"
        if self.decimals is None:
            return f"{number:f}"
        text = f"{rounded(number, self.decimals):f}"
        return text.zfill(self.zeros) if self.zeros and number >= 0 else text


GENERAL = NumberFormat()


def number_format(identifier: int, code: str | None) -> NumberFormat:
    """Return what a format means, by its number (ECMA-376 part 1, 18.8.30) or its own `code` where the workbook gives one."""
    if code is None:
        if identifier in _BUILT_IN_DATES:
            return NumberFormat(date=True)
        if identifier in _BUILT_IN_TIMES:
            return NumberFormat(time=True)
        if identifier in {9, 10}:
            return NumberFormat(decimals=0 if identifier == 9 else 2, percent=True)
        return NumberFormat(decimals=_BUILT_IN_DECIMALS.get(identifier))
    sections = _sections(code)
    first = sections[0]
    bare = _LITERAL.sub("", first)
    letters = bare.casefold()
    if "general" in letters or letters.strip() in {"@", ""}:
        return GENERAL
    if re.search(r"[ymdhs年月日时]", letters) and not re.search(r"[0#?]", re.sub(r"s\.0+|ss\.0+", "s", letters)):
        is_date = bool(re.search(r"[yd年日]", letters)) or bool(re.fullmatch(r"[^hs]*m{3,}[^hs]*", letters))
        return NumberFormat(date=is_date, time=not is_date)
    if "e+" in letters or "e-" in letters or "/" in bare:
        return GENERAL
    whole, _, fraction = bare.partition(".")
    places = len(re.match(r"[0#?]*", fraction)[0]) if fraction else 0  # type: ignore[index]
    if "#,," in whole or re.search(r"[0#?],+\s*$", whole) or re.search(r"[0#?],+\s*$", fraction):
        return GENERAL  # shown in thousands: a person sees 1 for 1,000; the value is what counts
    padded = re.fullmatch(r"0{2,}", bare.strip())
    positive = _mark(first)
    return NumberFormat(
        decimals=places,
        percent="%" in bare,
        zeros=len(bare.strip()) if padded else 0,
        marks=(positive, _mark(sections[1]) if len(sections) > 1 else positive),
        currency=_currency(first),
        splits=len(sections) > 1,
    )


def _sections(code: str) -> list[str]:
    """Return the parts of a format for positive and negative numbers, zero and text; a ; inside quotes divides nothing."""
    return [part.group() for part in _SECTION.finditer(code)] or [""]


def _currency(section: str) -> str:
    """Return the sign or code of a currency that a part of a format shows: [$€-407], "EUR", a bare £; "" where it shows none."""
    told = [found[1] for found in _SIGN_OF_PLACE.finditer(section) if found[1]]
    told += [found[0].replace("\\", "").strip('" ') for found in _WRITTEN.finditer(section)]
    told += list(_LITERAL.sub("", section))
    return next((sign for sign in map(str.strip, told) if currency_code(sign) or sign in _OF_SEVERAL), "")


def _mark(section: str) -> str:
    """Return the side that a part of a format writes as letters of its own."""
    letters = " ".join(found[0].replace("\\", "").strip('" ') for found in _WRITTEN.finditer(section))
    found = _SIDE.search(letters)
    return found.group() if found else ""
