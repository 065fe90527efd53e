"""Text becomes an exact Decimal, or None with a word why.

A figure that might be a thousand or a decimal fraction ("1,234") is decided over its column (`decimal_mark_of`), never
guessed; percentages, dates, telephone and account numbers are no amounts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from parsers.capital_amounts import read_capital
from parsers.currencies import SIGNS, currency_code

__all__ = [
    "Amount",
    "Mark",
    "decimal_mark_in",
    "decimal_mark_of",
    "is_blank",
    "mark_of",
    "read_amount",
    "read_capital",
    "refusal_of",
]


class Mark(StrEnum):
    """A word or letter beside an amount, or in a column of its own, that says on which side it stands."""

    DEBIT = "debit"
    CREDIT = "credit"
    LEVEL = "level"  # 平: the balance is zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount as printed. `value` carries the sign of minus or parentheses only, with the printed number of decimals.

    `mark` is the side printed beside it (CR, DR, 借, 贷), not yet turned into a sign: see `debit_positive`. `nil` says that
    a dash or the word nil stood for zero. `currency` is an ISO code where the text names exactly one.
    """

    value: Decimal
    text: str
    mark: Mark | None = None
    currency: str | None = None
    nil: bool = False
    capital: bool = False

    @property
    def decimals(self) -> int:
        """Return how many decimals were printed."""
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def debit_positive(self) -> Decimal | None:
        """Return the amount with credits negative; None where a minus and a CR stand together, which could mean either."""
        if self.mark is Mark.CREDIT:
            if self.value < 0:
                return None
            return -self.value if self.value else self.value
        return self.value


_MARKS = {
    "CR": Mark.CREDIT,
    "CR.": Mark.CREDIT,
    "C": Mark.CREDIT,
    "H": Mark.CREDIT,  # German Haben
    "CREDIT": Mark.CREDIT,
    "KREDIT": Mark.CREDIT,
    "HABEN": Mark.CREDIT,
    "CRÉDIT": Mark.CREDIT,
    "贷": Mark.CREDIT,
    "貸": Mark.CREDIT,
    "贷方": Mark.CREDIT,
    "貸方": Mark.CREDIT,
    "DR": Mark.DEBIT,
    "DR.": Mark.DEBIT,
    "DB": Mark.DEBIT,
    "D": Mark.DEBIT,
    "S": Mark.DEBIT,  # German Soll
    "DEBIT": Mark.DEBIT,
    "SOLL": Mark.DEBIT,
    "DÉBIT": Mark.DEBIT,
    "借": Mark.DEBIT,
    "借方": Mark.DEBIT,
    "平": Mark.LEVEL,
}
_BY_LENGTH = tuple(sorted(_MARKS, key=len, reverse=True))

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－\u00ad➖⁃"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘`´ʼ′＇"), "'")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)
_NIL = re.compile(r"-{1,4}|-\.-|NIL|ZERO|零|无|無")
_CORE = re.compile(r"[0-9.,][0-9.,' ]*")
_GROUPS = {
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"),  # also lakh and crore
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+"),
    " ": re.compile(r"[0-9]{1,3}(?: [0-9]{3})+"),
    "'": re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+"),
}
_SIMPLE = re.compile(r"-?(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,2})?|-?[1-9][0-9]{0,9}\.[0-9]{2}")
_WHOLE_DASH = re.compile(r"(?<=[0-9])([.,])-{1,2}$")  # 500.-- is how Swiss and Germans print whole francs and marks
_NUMBER_OF_DOCUMENT = re.compile(r"[A-Z.]+-[0-9]+|(?:[CDSHR]|CR|DR|DB)[0-9]+")
_PERHAPS_DOCUMENT = re.compile(r"(?:[CDSHR]|[CD]R\.?|DB|KR|RS\.?) ?[0-9]+|[0-9]+ ?[CDSHR]")
_DATE_SHAPED = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_MOST_DIGITS = 15
_LONGEST = 120  # letters: longer texts are prose


def read_amount(text: str, decimal_mark: str | None = None, *, in_column: bool = False) -> Amount | None:
    """Return the amount that `text` prints, or None where it is none or could be two.

    `decimal_mark` ("." or ",") is what the column uses (see `decimal_mark_of`); what contradicts it is not read. Without it
    "1,234" and "1.234" stay unread. `in_column` says that the column is known to hold amounts: only then a bare whole number
    may look like a date (20260301) or have more than nine digits. "" is None, see `is_blank`; "-" and "nil" are zero.
    """
    if decimal_mark != "," and _SIMPLE.fullmatch(text):  # most of a ledger's million cells
        value = Decimal(text)
        return Amount(value=value or abs(value), text=text)
    if len(text) > _LONGEST:
        return _read(text, decimal_mark, in_column=in_column)[0]
    return _read_before(text, decimal_mark, in_column)


def refusal_of(text: str, decimal_mark: str | None = None, *, in_column: bool = False) -> str:
    """Return why `read_amount` gives None for these arguments, as the end of a sentence; "" where it reads an amount."""
    _, why = _read(text, decimal_mark, in_column=in_column)
    return why


def is_blank(text: str) -> bool:
    """Whether nothing stands there at all; a dash is something (zero)."""
    return not text or not text.translate(_UNSEEN).strip()


def mark_of(text: str) -> Mark | None:
    """Return the side that a cell of a 方向 or Dr/Cr column names, None for every other text."""
    return _MARKS.get("".join(unicodedata.normalize("NFKC", text).upper().split()))


def decimal_mark_of(texts: Iterable[str]) -> str | None:
    """Return "." or "," where the column's amounts prove it, None where none does or two contradict each other."""
    seen = {mark for text in texts if (mark := decimal_mark_in(text)) is not None}
    return seen.pop() if len(seen) == 1 else None


def decimal_mark_in(text: str) -> str | None:
    """Return the decimal mark that one amount proves by itself, None where it proves none or is no amount."""
    stripped = _stripped(text)
    return (_evidence(stripped.core) or None) if stripped is not None else None


@dataclass(slots=True)
class _Stripped:
    core: str  # digits and separators only
    negative: bool = False
    plus: bool = False
    mark: Mark | None = None
    currency: str | None = None


def _folded(text: str) -> str | None:
    """Return the text in one spelling; None where a character only looks like a digit, or turns the reading direction."""
    if len(text) > _LONGEST:
        return None
    for char in text:
        if char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069":
            return None
        if ord(char) > 127 and any(part.isascii() and part.isalnum() for part in unicodedata.normalize("NFKC", char)):
            kind = unicodedata.decomposition(char).partition(" ")[0]
            if kind not in {"<wide>", "<narrow>"}:  # ² ① ½: a footnote or a fraction, not a digit of the amount
                return None
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES).translate(_QUOTES)).translate(_UNSEEN)
    return plain.translate(_DASHES).translate(_QUOTES).strip().upper()


def _read(text: str, decimal_mark: str | None, *, in_column: bool) -> tuple[Amount | None, str]:
    if is_blank(text):
        return None, "the cell is empty"
    folded = _folded(text)
    if folded is None:
        return None, "it is no amount" if len(text) > _LONGEST else "it holds characters that only look like digits"
    nil = _nil(folded)
    if nil is not None:
        return Amount(value=Decimal(0), text=text, currency=nil or None, nil=True), ""
    stripped = _stripped(text)
    if stripped is None:
        capital = read_capital(text)
        if capital is not None:
            return Amount(value=capital, text=text, capital=True), ""
        return None, "it is no amount"
    if stripped.core.isdigit() and (
        _NUMBER_OF_DOCUMENT.fullmatch(folded) or (not in_column and _PERHAPS_DOCUMENT.fullmatch(folded))
    ):
        return None, "it looks like the number of a document"
    value, why = _number(stripped.core, decimal_mark, in_column=in_column)
    if value is None:
        return None, why
    if stripped.plus and " " in stripped.core and "." not in stripped.core and "," not in stripped.core:
        return None, "it looks like a telephone number"
    if stripped.mark is Mark.LEVEL and value:
        return None, "平 stands beside an amount that is not zero"
    if stripped.negative and value:
        value = -value
    return Amount(value=value, text=text, mark=stripped.mark, currency=stripped.currency), ""


@lru_cache(maxsize=16384)
def _read_before(text: str, decimal_mark: str | None, in_column: bool) -> Amount | None:
    """A row is looked at under several plans, so the same figures come again and again."""
    return _read(text, decimal_mark, in_column=in_column)[0]


def _nil(folded: str) -> str | None:
    """Return the currency ("" where none) beside a dash or the word nil, None where something else stands."""
    rest, currency = folded, ""
    if not rest or rest[0].isdigit() or rest[-1].isdigit():
        return None
    for sign in _signs_beside(rest[0], ""):
        if rest.startswith(sign) and rest != sign:
            rest, currency = rest[len(sign) :].strip(), currency_code(sign) or ""
            break
    return currency if _NIL.fullmatch(rest) else None


def _stripped(text: str) -> _Stripped | None:
    """Take signs, marks and currencies off both ends, each at most once; None where no bare number is left."""
    folded = _folded(text)
    if folded is None:
        return None
    found = _Stripped(core="")
    rest = folded.removesuffix("*").rstrip() if folded[:1] != "*" else folded
    rest = _WHOLE_DASH.sub(r"\g<1>00", rest)
    seen_currency, signs = 0, 0
    while rest:
        if _CORE.fullmatch(rest):
            found.core = rest
            return found if any(char.isdigit() for char in rest) else None
        if rest[0] == "(" and rest[-1] == ")":
            rest, signs, found.negative = rest[1:-1].strip(), signs + 1, True
        elif rest[0] in "+-":
            found.negative, found.plus = found.negative or rest[0] == "-", rest[0] == "+"
            rest, signs = rest[1:].lstrip(), signs + 1
        elif rest[-1] in "+-" and len(rest) > 1 and rest[-2] != " ":
            found.negative = found.negative or rest[-1] == "-"
            rest, signs = rest[:-1], signs + 1
        else:
            taken = _side_taken(rest, found)
            if taken is None:
                rest, code = _currency_taken(rest)
                if code is None:
                    return None
                seen_currency += 1
                if code and found.currency and code != found.currency:
                    return None
                found.currency = code or found.currency
            else:
                rest = taken
        if signs > 1 or seen_currency > 2:
            return None
    return None


def _side_taken(text: str, found: _Stripped) -> str | None:
    """Return the text without the mark at one of its ends (recorded in `found`), None where there is none, or two."""
    if found.mark is not None:
        return None
    for word in _BY_LENGTH:
        if text.endswith(word) and _ends_number(text[: -len(word)].rstrip()):
            found.mark = _MARKS[word]
            return text[: -len(word)].rstrip()
        rest = text[len(word) :].lstrip() if text.startswith(word) else ""
        if (rest and (rest[0].isdigit() or rest[0] in "(-+.")) or (
            rest and rest.startswith(SIGNS) and (len(word) > 1 or not word.isascii())
        ):
            if len(word) == 1 and word in "SCDH" and not text[1:2].isspace() and not rest[0].isdigit():
                continue
            found.mark = _MARKS[word]
            return rest
    return None


def _ends_number(text: str) -> bool:
    return bool(text) and (text[-1].isdigit() or text[-1] in ")-" or text.endswith(SIGNS))


@lru_cache(maxsize=1024)
def _signs_beside(first: str, last: str) -> tuple[str, ...]:
    """Return the signs that begin with the one letter or end with the other, longest first."""
    return tuple(sign for sign in SIGNS if sign[0] == first or sign[-1] == last)


def _currency_taken(text: str) -> tuple[str, str | None]:
    """Return the text without a currency at one end, and its code ("" where the sign names none); None where none stands."""
    for word in ("元整", "元正", "圆整", "圓整"):
        if text.endswith(word):
            return text[: -len(word)].rstrip(), ""
    for sign in _signs_beside(text[0], text[-1]):
        if text.startswith(sign) and not (sign[-1].isalpha() and text[len(sign) : len(sign) + 1].isalpha()):
            return text[len(sign) :].lstrip(" :"), currency_code(sign) or ""
        if text.endswith(sign) and not (sign[0].isalpha() and text[-len(sign) - 1 : -len(sign)].isalpha()):
            return text[: -len(sign)].rstrip(), currency_code(sign) or ""
    return text, None


def _evidence(core: str) -> str:
    """Return the decimal mark that one number proves, "" where it proves none."""
    marks = [char for char in core if char in ".,"]
    if not marks:
        return ""
    kinds = set(marks)
    last = marks[-1]
    other = "," if last == "." else "."
    if len(kinds) == 2 or " " in core or "'" in core:
        return last if _number(core, last, in_column=True)[0] is not None else ""
    if len(marks) > 1:
        return other if _GROUPS[last].fullmatch(core) else ""
    before, _, after = core.partition(last)
    if len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0":
        return ""
    return last if _number(core, last, in_column=True)[0] is not None else ""


def _number(core: str, decimal_mark: str | None, *, in_column: bool) -> tuple[Decimal | None, str]:
    """Return the unsigned value of digits and separators, and why not."""
    malformed = "its digits are not grouped as an amount's"
    mark = decimal_mark
    if mark is None and ("." in core or "," in core):
        mark = _evidence(core)
        if not mark:
            unclear = re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", core)
            return None, "it may be a thousand or a decimal fraction" if unclear else malformed
    whole, point, fraction = core.rpartition(mark) if mark and mark in core else (core, "", "")
    if point and (not fraction.isdigit() or (mark or "") in whole):
        return None, malformed
    if any(char in whole for char in ".,' "):
        separators = {char for char in whole if not char.isdigit()}
        if len(separators) != 1 or not _GROUPS[separators.pop()].fullmatch(whole):
            return None, malformed
    digits = re.sub(r"[^0-9]", "", whole) or "0"
    if not whole and not point:
        return None, malformed
    if len(digits) > 1 and digits[0] == "0":
        return None, "it begins with a zero, as codes do"
    bare = digits == core
    if len(digits) > _MOST_DIGITS or (bare and not in_column and len(digits) > 9):
        return None, "it has too many digits for an amount"
    if bare and not in_column and _DATE_SHAPED.fullmatch(core):
        return None, "it looks like a date"
    return Decimal(f"{digits}.{fraction}" if fraction else digits), ""
