"""Amounts by their shape on paper, with or without decimals, and where they stand among the words of a line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers.readers.words import TextLine, Word, text_of

_SIGN = r"(?:(?:借|贷|貸) ?)?[(\-–−]?(?:[A-Z]{3} ?|[A-Z]{0,3}[$€£¥₹] ?|R[MSsp]\.? ?|S?Fr\.? ?|kr\.? ?)?[(\-–−+]*(?:[$€£¥₹] ?)?"
_AFTER = r"\)?[-–−]?\)?(?: ?(?:[A-Z]{3}|[$€£¥₹]|元))?(?: ?(?:CR|DR|Cr|Dr|cr|dr|C|D|H|S|借|贷|貸)\.?)?\*?"
_GROUPED = r"(?:\d{1,3}(?:,\d{2,3})+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+)"
_DECIMAL = re.compile(
    rf"{_SIGN}(?:\d{{1,3}}(?:,\d{{2,3}})+\.\d{{2,3}}|\d{{1,3}}(?:\.\d{{3}})+,\d{{2,3}}|\d{{1,3}}(?: \d{{3}})+[.,]\d{{2,3}}|\d{{1,3}}(?:'\d{{3}})+[.,]\d{{2}}|\d*[.,]\d{{2}}){_AFTER}"
)
_WHOLE = re.compile(rf"{_SIGN}(?:{_GROUPED}|\d{{1,9}}){_AFTER}")
_THOUSANDS = re.compile(r"[(\-]?\d{1,3}(?:,\d{3})+[)\-]?")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "￥": "¥", "−": "-"})


@lru_cache(maxsize=16384)
def is_money(text: str, *, whole: bool = False) -> bool:
    """Whether the text has the shape of a printed amount; `whole` also accepts numbers without decimals."""
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN).strip()
    return _DECIMAL.fullmatch(text) is not None or (whole and _WHOLE.fullmatch(text) is not None)


def money_phrases(line: TextLine, *, whole: bool) -> list[list[Word]]:
    """Return the amounts of a line, each as its words; amounts set close to other words, or to one another, are found as well."""
    known = line.amounts.get(whole)
    if known is not None:
        return known
    found: list[list[Word]] = []
    for phrase in line.phrases():
        figured = [any(char.isdigit() for char in word.text) for word in phrase]
        if not any(figured):
            continue
        if is_money(text_of(phrase), whole=whole):
            found.append(phrase)
            continue
        at = 0
        while at < len(phrase):
            length = 0
            for size in (3, 2, 1):
                if size > len(phrase) - at or not any(figured[at : at + size]):
                    continue
                text = text_of(phrase[at : at + size])
                # without decimals only thousands set apart at a phrase's edge are no count of goods
                edge = whole and size == 1 and at in {0, len(phrase) - 1} and _THOUSANDS.fullmatch(text)
                if edge or is_money(text):
                    length = size
                    break
            if length:
                found.append(phrase[at : at + length])
            at += length or 1
    line.amounts[whole] = found
    return found


def prints_whole_amounts(lines: list[TextLine]) -> bool:
    """Whether the table's amounts come without decimals (yen, or rounded books)."""
    words = [word.text for line in lines for word in line.words]
    decimal = sum(1 for text in words if _DECIMAL.fullmatch(text))
    whole = sum(1 for text in words if not _DECIMAL.fullmatch(text) and _THOUSANDS.fullmatch(text))
    if decimal == 0 or whole > decimal:
        return True
    # whole money beside a column with decimals (tax, a rate): figures that stand alone in most rows
    alone = sum(
        1 for line in lines for phrase in line.phrases() if len(phrase) == 1 and _THOUSANDS.fullmatch(phrase[0].text)
    )
    return alone > 2 and 2 * alone > len(lines)
