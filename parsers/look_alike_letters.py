"""Letters of other scripts that a reader takes for Latin ones (after Unicode TR 39, only what is alike in most typefaces).

Words written with them pass every filter that looks for the plain word, and read the same to people.
"""

from __future__ import annotations

import re
import unicodedata

_SEEN_AS = {
    "a": "\u0430\u03b1\u0251",
    "b": "\u0432",
    "c": "\u0441",
    "d": "\u0501\u0111",
    "e": "\u0435\u03b5",
    "g": "\u0261",
    "h": "\u04bb\u0127",
    "i": "\u0456\u03b9\u0131",
    "j": "\u0458",
    "k": "\u043a\u03ba",
    "l": "\u0142\u04c0\u04cf",
    "m": "\u043c",
    "n": "\u0578",
    "o": "\u043e\u03bf\u00f8",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "s": "\u0455",
    "t": "\u0442\u03c4",
    "u": "\u03c5\u057d",
    "v": "\u03bd",
    "w": "\u051d",
    "x": "\u0445\u03c7",
    "y": "\u0443",
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421",
    "E": "\u0415\u0395",
    "H": "\u041d\u0397",
    "I": "\u0406\u0399",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f",
    "P": "\u0420\u03a1",
    "S": "\u0405",
    "T": "\u0422\u03a4",
    "X": "\u0425\u03a7",
    "Y": "\u04ae\u03a5",
    "Z": "\u0396",
}
LATIN_FOR = {ord(letter): latin for latin, letters in _SEEN_AS.items() for letter in letters}
"""For `str.translate`."""

_FOREIGN = re.compile("[" + "".join(map(chr, LATIN_FOR)) + "]")
_WORD = re.compile(r"\w+")


def as_read(text: str) -> str:
    """Return `text` as people read it: wide letters plain, invisible ones gone, and words that mix Latin with its look-alikes in Latin.

    A word wholly of another script stays as it is: it is a word of its language.

    >>> as_read("b\u0430nk det\u200bails")
    'bank details'
    """
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    if _FOREIGN.search(plain) is None:
        return plain
    return _WORD.sub(lambda word: _latin(word.group()), plain)


def _latin(word: str) -> str:
    if _FOREIGN.search(word) is None or not re.search("[a-zA-Z]", word):
        return word
    return word.translate(LATIN_FOR)
