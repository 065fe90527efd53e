"""A page is printed in simplified or in traditional characters, and the recogniser mixes them: 客戶编號.

Headings and labels are known in either script, not in both at once. So the letters that differ are put into the page's own
script, where it is beyond doubt which that is. Only letters of statements' own words are looked at, and none of those that stand before the number of a voucher.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.readers.words import Word
from parsers.scans.lettering import ReadWord

_SIMPLIFIED = "编号户币单据额总余应数贷货结项发对帐账录页款当备开价税别种类称务订购销进须还现见电话传员审复网间时计购贸厂产门点产质"
_TRADITIONAL = "編號戶幣單據額總餘應數貸貨結項發對帳賬錄頁款當備開價稅別種類稱務訂購銷進須還現見電話傳員審複網間時計購貿廠產門點產質"
_TO_TRADITIONAL = {s: t for s, t in zip(_SIMPLIFIED, _TRADITIONAL, strict=True) if s != t}
_TO_SIMPLIFIED = {t: s for s, t in _TO_TRADITIONAL.items()}
_CLEAR = 3
"""So many times more letters of one script than of the other show which it is."""


def in_one_script(read: list[ReadWord]) -> list[ReadWord]:
    """Return the words in the page's script; as they are where it has none or both."""
    letters = "".join(each.word.text for each in read)
    simplified = sum(letter in _TO_TRADITIONAL for letter in letters)
    traditional = sum(letter in _TO_SIMPLIFIED for letter in letters)
    if not simplified or not traditional:
        return read
    if traditional >= _CLEAR * simplified:
        table = str.maketrans(_TO_TRADITIONAL)
    elif simplified >= _CLEAR * traditional:
        table = str.maketrans(_TO_SIMPLIFIED)
    else:
        return read
    return [ReadWord(_translated(each.word, table), each.sure) for each in read]


def _translated(word: Word, table: dict[int, str]) -> Word:
    return replace(word, text=word.text.translate(table))
