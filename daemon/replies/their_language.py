"""In which language a counterparty writes, as far as its own words tell: the headings of its statement, then its texts and its mail.

Chinese is traditional or simplified by the characters that only one of the two has. The two national character sets tell them apart:
GB 2312 holds the simplified ones, Big5 the traditional ones, both hold what the two share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.statements.statement import Statement

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
_GERMAN = re.compile(
    r"der|die|das|und|ist|nicht|mit|wir|sie|ihr|ihre|ihren|unser|unsere|unseren|anbei|bitte|sehr|geehrte|damen|herren|für|zum"
    r"|zur|vom|im|den|dem|ein|eine|einen|auf|bei|aus|als|über|wird|sind|haben|kontoauszug|saldo|salden|rechnung|rechnungen"
    r"|gutschrift|zahlung|offene|posten|buchhaltung|freundlichen|grüßen|grüssen|übersenden|erhalten|abstimmung|saldenbestätigung"
)
_ENGLISH = re.compile(
    r"the|and|is|not|with|we|you|your|our|please|find|dear|sir|madam|for|to|from|of|in|on|a|an|at|are|have|this|that|statement"
    r"|balance|invoice|invoices|payment|account|attached|enclosed|kind|regards|best|send"
)
_ENOUGH = 3  # words of a language from which it counts


def their_language(statement: Statement | None, mail: str = "") -> str:
    """Return "en", "zh_CN", "zh_TW", "de" or another code that the headings have; "" where nothing tells. `mail` are the words of
    the mail that brought the statement.
    """
    headings = statement.language if statement is not None else ""
    written = [*_words_of(statement), mail]
    if headings.startswith("zh"):
        return "zh_TW" if headings == "zh_TW" or written_in(written) == "zh_TW" else "zh_CN"
    return headings or written_in(written)


def written_in(texts: Iterable[str]) -> str:
    """Return the language of running text: "zh_TW", "zh_CN", "de", "en", or "" where too little of it is known.

    >>> written_in(["請查收附件之對帳單"]), written_in(["请查收附件"]), written_in(["anbei erhalten Sie unseren Kontoauszug"])
    ('zh_TW', 'zh_CN', 'de')
    """
    text = "\n".join(texts)
    han = _HAN.findall(text)
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(han) >= _ENOUGH and len(han) >= len(words):
        traditional = sum(not _in(char, "gb2312") and _in(char, "big5") for char in han)
        simplified = sum(_in(char, "gb2312") and not _in(char, "big5") for char in han)
        return "zh_TW" if traditional > simplified else "zh_CN"
    german, english = (sum(known.fullmatch(word) is not None for word in words) for known in (_GERMAN, _ENGLISH))
    if max(german, english) < _ENOUGH:
        return ""
    return "de" if german > english else "en"


def _in(char: str, coding: str) -> bool:
    try:
        char.encode(coding)
    except UnicodeEncodeError:
        return False
    return True


def _words_of(statement: Statement | None) -> list[str]:
    if statement is None:
        return []
    said = [
        statement.holder or "",
        statement.addressee or "",
        *statement.notes,
        *(total.label for total in statement.totals),
    ]
    return [*said, *(line.description for line in statement.lines[:200])]
