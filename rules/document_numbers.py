"""Document numbers as two sides write them: which forms of a number may be held for the same document.

Four forms, from the strictest: `exact` (letters and digits alone), `folded` (letters that OCR takes for digits are folded on
both sides), `bare` (words such as "No." and endings such as "(copy)" or "-A" dropped), `core` (digits without prefix and
leading zeros). The weaker a form, the more it needs to be unique before it counts; the pool sees to that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from parsers.references import digits_of, folded_form, normal_form, without_affixes

_SEPARATORS = str.maketrans("", "", " -_/.\\#:,;()[]{}'\"*+&|~!?@$%^=<>`\t")
_LOOKALIKES = {ord(letter): folded_form(letter) for letter in ascii_uppercase}
_PLAIN = re.compile(r"[A-Z]*-?[0-9]{3,}(?:-[0-9]+)*")  # nothing to strip, nothing to announce it
_DIGITS = re.compile(r"\d+")
_SCANNED_END = re.compile(r"[0-9][OQILZSBG]$")  # glued to the digits; a part's letter stands apart
_SCANNED_INSIDE = re.compile(r"(?<=[0-9])[OQILZSBG]+(?=[0-9])|(?<=[0-9])[OQILZSBG](?=\s*-[A-E]\b)")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")  # (copy)
_PREFIXES = frozenset("ILSBZG")  # a series may begin with them; O is a zero
_CORE_LENGTH = 3  # shorter digit runs say nothing
_SKELETON_DIGITS = 2
_REMEMBERED = 32_768  # numbers: each is compared with many others


@dataclass(frozen=True, slots=True)
class Forms:
    """One document number in its forms; `core` is "" where the digits are too few to tell documents apart."""

    exact: str
    plain: str  # `exact` without affixes: what a person compares
    folded: str
    bare: str
    core: str
    has_letters: bool


def exact_form(text: str) -> str:
    """Return the letters and digits of `text` in capitals (full-width ones folded)."""
    if text.isascii():  # the fast road for most of ten thousand numbers
        short = text.upper().translate(_SEPARATORS)
        if short.isalnum() or not short:
            return short
    return normal_form(text)


def number_form(text: str) -> str:
    """Return the exact form, "" where it has no digit: a word such as BACS, CASH or 转账 tells how, and names no document."""
    form = exact_form(text)
    if form.isascii() and form.isalnum():
        return "" if form.isalpha() else form
    return form if any(map(str.isdigit, form)) else ""


def forms(text: str) -> Forms:
    """Return all forms of the document number `text`."""
    exact = exact_form(text)
    if _PLAIN.fullmatch(text.upper()):  # the fast road: most numbers are written plainly
        folded = exact.translate(_LOOKALIKES)
        return Forms(exact, exact, folded, folded, core(exact), not exact.lstrip("OQ").isdigit())
    read = _SCANNED_INSIDE.sub(lambda letters: folded_form(letters.group()), text.upper())
    bare = without_affixes(read) or exact
    number = exact_form(_ASIDE.sub("", read))
    if _SCANNED_END.search(_ASIDE.sub("", read).rstrip()) and not bare.endswith(number[-1]):
        bare += number[-1]  # a scan's letter for the last digit is no mark of a part
    if sum(character.isdigit() for character in bare) < _CORE_LENGTH:
        bare = exact
    folded = folded_form(bare)
    if folded.isdigit() and bare[0] not in _PREFIXES and sum(map(str.isdigit, bare)) >= _CORE_LENGTH:
        digits = folded  # its letters are digits that a scan misread
    else:
        digits = bare
    return Forms(
        exact=exact,
        plain=bare,
        folded=folded_form(exact),
        bare=folded,
        core=core(digits),
        has_letters=any(character.isalpha() for character in digits),
    )


@lru_cache(maxsize=_REMEMBERED)
def core(number: str) -> str:
    """Return all digits of `number` without leading zeros, "" where fewer than three are left."""
    digits = "".join(_DIGITS.findall(number)).lstrip("0") if number.isascii() else digits_of(number)
    return digits if len(digits) >= _CORE_LENGTH else ""


@lru_cache(maxsize=_REMEMBERED)
def tail(number: str) -> str:
    """Return the last run of digits without leading zeros, "" where fewer than three are left."""
    runs = _DIGITS.findall(number)
    last = runs[-1].lstrip("0") if runs else ""
    return last if len(last) >= _CORE_LENGTH else ""


@lru_cache(maxsize=_REMEMBERED)
def skeleton(number: str) -> str:
    """Return the letters of an exact form with each run of digits as one mark: numbers of one series share it.

    A number of digits alone is told by its length, because two series of bare digits seldom share one.
    """
    letters = _DIGITS.sub("0", number)
    if letters == "0":
        return f"0:{len(number)}"
    return letters if len("".join(_DIGITS.findall(number))) >= _SKELETON_DIGITS else ""


def near_miss(one: str, other: str) -> bool:
    """Return whether two exact forms differ as a slip of the finger differs: one digit or two neighbours swapped.

    A digit more or less counts only in long numbers: INV-001 and INV-0010 are two documents.
    """
    if one == other or len(one) < _CORE_LENGTH:
        return False
    if len(one) == len(other):
        at = next(k for k, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
        if one[at + 1 :] == other[at + 1 :]:
            return one[at].isdigit() == other[at].isdigit()
        return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    if abs(len(one) - len(other)) > 1:
        return False
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) != len(shorter) + 1 or len("".join(_DIGITS.findall(shorter))) < 5:
        return False
    if longer.rstrip("0") == shorter.rstrip("0"):
        return False  # a zero at the end makes another number, not a slip
    return any(longer[:k] + longer[k + 1 :] == shorter and longer[k].isdigit() for k in range(len(longer)))


def cut_short(one: str, other: str) -> bool:
    """Return whether one exact form is the other without its end, as a narrow column cuts it: INV-10 of INV-1003.

    Zeros that are lost say nothing (INV-001 and INV-0010 are two documents), nor does a single digit of a short number.
    """
    shorter, longer = (one, other) if len(one) < len(other) else (other, one)
    lost = longer[len(shorter) :]
    digits = len("".join(_DIGITS.findall(shorter)))
    if not longer.startswith(shorter) or not lost.strip("0") or digits < _SKELETON_DIGITS:
        return False
    return lost.isdigit() and (len(lost) > 1 or digits > _CORE_LENGTH)
