"""Text becomes a date, or None. Whether 01/03 is January or March is decided over its column (`order_of`), never per cell."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise


class DateOrder(StrEnum):
    """In which order a column writes day, month and year in figures."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


_MONTH_WORDS = (
    "jan january januar jänner jaenner jan. janvier janv enero ene gennaio gen januari janeiro",
    "feb february februar febr février fevrier févr fevr fév febrero febbraio februari fevereiro fev",
    "mar march märz maerz mär mrz mars marzo maart mrt março",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag mei maio",
    "jun june juni juin junio giugno giu junho",
    "jul july juli juillet juil julio luglio lug julho",
    "aug august août aout aoû agosto ago augustus",
    "sep sept september septembre septiembre settembre set setembro",
    "oct october oktober okt octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec december dezember dez décembre decembre déc diciembre dic dicembre desember dezembro",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}

_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:day|nesday|rsday|urday|sday)?\b[.,]?\s*"
)
_WEEKDAY_AFTER = re.compile(
    r"\s*(?:\(?(?:星期|周|週|礼拜)[一二三四五六日天]\)?|\([一二三四五六日月火水木金土]\)|\((?:mon|tue|wed|thu|fri|sat|sun)\))$"
)
_TIME = re.compile(
    r"(?:(?<=[0-9])t|\s+|(?<=日))(?:at\s+)?(?:上午|下午)?\s*[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,9})?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})?$"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)

_WRAPPED = re.compile(r"(?<=[0-9][-/.年月])\s+(?=[0-9]{1,2}(?:$|[-/.月日]))")
"""Where a narrow column wraps a date: after one of its separators."""

_ISO = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})(\s*[-/.]\s*|\s+)([0-9]{1,2})\2([0-9]{1,2})\.?")
_COMPACT = re.compile(r"(?:19|20)[0-9]{6}")
_HAN = re.compile(r"(?:([0-9]{4}|[0-9]{2,3})\s*年\s*)?([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号號]?")
_REPUBLIC = re.compile(
    r"(?:中華民國|民國|中华民国|民国)?\s*(1[0-4][0-9])\s*([年/.-])\s*([0-9]{1,2})\s*[月/.-]\s*([0-9]{1,2})\s*日?"
)
_FIGURES = re.compile(r"([0-9]{1,2})(\s*[-/.]\s*|\s+)([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\.?")
_NO_YEAR = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})\.?")
_WORD = r"([^\W\d_]{3,10})\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|er|\.|º|°)?"
_DAY_WORD = re.compile(rf"{_DAY}[\s/-]*(?:of\s+|de\s+)?{_WORD}(?:[\s,/'-]*(?:de\s+)?([0-9]{{4}}|[0-9]{{2}}))?")
_WORD_DAY = re.compile(rf"{_WORD}[\s/-]*{_DAY}(?:(?:\s*,\s*|[\s/'-]+)([0-9]{{4}}|[0-9]{{2}}))?")
_YEAR_WORD_DAY = re.compile(rf"([0-9]{{4}})[\s,/-]*{_WORD}[\s/-]*{_DAY}")
_ARTICLE = re.compile(r"^(?:the|le|den|am|vom|du|el)\s+")

_HAN_DIGITS = {**dict(zip("〇一二三四五六七八九", "0123456789", strict=True)), "零": "0", "○": "0"}
_HAN_DATE = re.compile(
    r"(?:([〇○零一二三四五六七八九]{4})年)?((?:[一]?十[一二]?)|[一二三四五六七八九])月"
    r"([一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])[日号號]?"
)

_Readings = Mapping[DateOrder, dt.date]
_SERIAL_1900, _SERIAL_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)


def read_date(text: str, order: DateOrder | None = None, *, year: int | None = None) -> dt.date | None:
    """Return the date that `text` writes, or None where it writes none, an impossible one, or one of two.

    `order` is what the column uses (see `order_of`); without it a date in figures is read only where one order alone makes a
    date of it. `year` is the year of dates written without one; without it such dates are not read. A time behind the date is
    passed over. Two-digit years are 1970 to 2069. Years outside 1900 to 2199 are no dates.
    """
    found = _readings(text, year)
    if order is not None and not (order is DateOrder.YEAR_FIRST and order not in found):
        return found.get(order)
    dates = set(found.values())
    return dates.pop() if len(dates) == 1 else None


def order_of(texts: Iterable[str], *, within: tuple[dt.date, dt.date] | None = None) -> DateOrder | None:
    """Return the order in which the column writes its dates; None where nothing decides, or two dates contradict each other.

    `texts` stand in the column's own order. Proof is: a date that one order alone makes possible; `within` (first and last
    day that can be meant); five or more different dates that rise or fall throughout in one order alone. Points before a
    four-digit year mean day first where nothing speaks against it. A column that writes the year first gives YEAR_FIRST.
    """
    rows: list[_Readings] = []
    only_points, year_first = True, False
    for text in texts:
        found = _readings(text, 2000)
        if not found:
            continue
        if set(found) == set(DateOrder) and len(set(found.values())) == 1:
            year_first = year_first or _starts_with_year(text)
            continue
        rows.append(found)
        only_points = only_points and _POINTS.fullmatch(_folded(text)) is not None
    if not rows:
        return DateOrder.YEAR_FIRST if year_first else None
    candidates = [order for order in DateOrder if all(order in found for found in rows)]
    if within is not None:
        inside = [order for order in candidates if all(within[0] <= found[order] <= within[1] for found in rows)]
        candidates = inside or candidates
    candidates = _without_jumping_years(rows, candidates)
    if len(candidates) > 1 and len({tuple(found[order] for order in candidates) for found in rows}) >= 5:
        sorted_ones = [order for order in candidates if _monotone([found[order] for found in rows])]
        candidates = sorted_ones if len(sorted_ones) == 1 else candidates
    if len(candidates) > 1 and only_points and DateOrder.DAY_FIRST in candidates:
        return DateOrder.DAY_FIRST
    alike = (
        len({tuple(found[order] for found in rows) for order in candidates}) == 1
    )  # without a year two orders say the same
    return candidates[0] if alike else None


def from_serial(serial: Decimal, *, since_1904: bool = False) -> dt.date | None:
    """Return the date of a workbook's serial number (days; a fraction is the time). None outside 1900-03-01 to 2199.

    Only where the sheet itself says that the number is a date. Serials below 61 are refused: Excel counts a 29 February
    1900 that never was.
    """
    days = int(serial)
    if not (0 if since_1904 else 61) <= days <= 109_940:
        return None
    return (_SERIAL_1904 if since_1904 else _SERIAL_1900) + dt.timedelta(days=days)


_POINTS = re.compile(r"[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?(?:[0-9]{4})?")


def _starts_with_year(text: str) -> bool:
    folded = _folded(text)
    return bool(
        _YEAR_FIRST.fullmatch(folded) or _COMPACT.fullmatch(folded) or (_HAN.fullmatch(folded) and "年" in folded)
    )


def _without_jumping_years(rows: Sequence[_Readings], candidates: list[DateOrder]) -> list[DateOrder]:
    """With two-digit years (26-03-01) keep the order whose years vary least: days vary from row to row, years hardly do."""
    if DateOrder.YEAR_FIRST not in candidates or len(candidates) == 1:
        return candidates
    if len({tuple(found[order] for order in candidates) for found in rows}) < 3:
        return candidates
    years = {order: len({found[order].year for found in rows}) for order in candidates}
    least = min(years.values())
    return [order for order in candidates if years[order] == least]


def _monotone(dates: Sequence[dt.date]) -> bool:
    return all(a <= b for a, b in pairwise(dates)) or all(a >= b for a, b in pairwise(dates))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_UNSEEN).translate(_DASHES).lower().strip(" ,;'\t\r\n\"")
    plain = _WRAPPED.sub("", _TIME.sub("", _WEEKDAY_AFTER.sub("", plain)))
    return _ARTICLE.sub("", _WEEKDAY.sub("", _WEEKDAY_AFTER.sub("", plain))).strip()


def _date(year: int, month: int, day: int) -> dt.date | None:
    if not 1900 <= year <= 2199:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    return int(text) if len(text) > 2 else int(text) + (1900 if int(text) >= 70 else 2000)


def _surely(date: dt.date | None) -> _Readings:
    """Return a reading that holds in every order."""
    return {} if date is None else dict.fromkeys(DateOrder, date)


def _possible(**dates: dt.date | None) -> _Readings:
    return {DateOrder(order): date for order, date in dates.items() if date is not None}


@lru_cache(maxsize=8192)
def _readings(text: str, year: int | None) -> _Readings:
    """Return what the text says in each order that makes a date of it."""
    if _ISO.fullmatch(text):
        return _surely(_date(int(text[:4]), int(text[5:7]), int(text[8:])))
    if len(text) > 60:
        return {}
    plain = _folded(text)
    if found := _YEAR_FIRST.fullmatch(plain):
        return _surely(_date(int(found[1]), int(found[3]), int(found[4])))
    if _COMPACT.fullmatch(plain):
        return _surely(_date(int(plain[:4]), int(plain[4:6]), int(plain[6:])))
    if found := _REPUBLIC.fullmatch(plain):
        return _surely(_date(int(found[1]) + 1911, int(found[3]), int(found[4])))
    if found := _HAN.fullmatch(_from_han(plain)):
        written = _full_year(found[1]) if found[1] else year
        return _surely(_date(written, int(found[2]), int(found[3]))) if written is not None else {}
    if found := _FIGURES.fullmatch(plain):
        return _in_figures(found)
    if found := _NO_YEAR.fullmatch(plain):
        if year is None:
            return {}
        a, b = int(found[1]), int(found[2])
        month_first = _date(year, a, b)
        return _possible(day_first=_date(year, b, a), month_first=month_first, year_first=month_first)
    return _with_month_word(plain, year)


def _in_figures(found: re.Match[str]) -> _Readings:
    a, b, last = int(found[1]), int(found[3]), found[4]
    if len(last) == 2 and found[2].isspace():
        return {}
    year = _full_year(last)
    return _possible(
        day_first=_date(year, b, a),
        month_first=_date(year, a, b),
        year_first=_date(_full_year(found[1]), b, int(last)) if len(last) == 2 and len(found[1]) == 2 else None,
    )


def _with_month_word(plain: str, year: int | None) -> _Readings:
    if found := _YEAR_WORD_DAY.fullmatch(plain):
        return _surely(_named(found[1], found[2], found[3], None))
    if found := _DAY_WORD.fullmatch(plain):
        return _surely(_named(found[3], found[2], found[1], year))
    if found := _WORD_DAY.fullmatch(plain):
        if found[3] is None and (year is None or "-" in plain or int(found[2]) == year % 100):
            return {}  # Mar-26 is as likely March 2026
        return _surely(_named(found[3], found[1], found[2], year))
    return {}


def _named(written: str | None, word: str, day: str, year: int | None) -> dt.date | None:
    month = _MONTHS.get(word)
    known = _full_year(written) if written else year
    return None if month is None or known is None else _date(known, month, int(day))


def _from_han(plain: str) -> str:
    """Return 二〇二六年三月一日 in figures; every other text as it is."""
    found = _HAN_DATE.fullmatch("".join(plain.split()))
    if found is None:
        return plain
    year = "".join(_HAN_DIGITS[digit] for digit in found[1]) + "年" if found[1] else ""
    return f"{year}{_han_number(found[2])}月{_han_number(found[3])}日"


def _han_number(text: str) -> int:
    if text[0] == "廿":
        text = "二十" + text[1:]
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_HAN_DIGITS[text])
    return int(_HAN_DIGITS[tens] if tens else 1) * 10 + int(_HAN_DIGITS[ones] if ones else 0)
