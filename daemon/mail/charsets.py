"""Bytes of a mail become text, whatever their label says.

Customers' programs label GB18030 as gb2312, leave the label away, or name a charset that does not exist. Nothing here raises.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_WIDER = {
    # The label names the subset, the bytes use the superset: browsers and mail programs read them so (WHATWG Encoding).
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "x-big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
}
_UNLABELLED = frozenset(
    {"", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "default", "_autodetect"}
)
_NOT_FOR_MAIL = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "unicode-escape"})
_COMMON_PAIR = re.compile(rb"[\xa1-\xd7][\xa1-\xfe]")
_KEPT_CONTROLS = "\n\t"


def decoded(content: bytes, charset: str | None = None) -> str:
    """Return `content` as text. A wrong, unknown or missing `charset` is mended by looking at the bytes."""
    label = (charset or "").strip().strip("\"'").lower()
    if label in _UNLABELLED:
        return guessed(content)
    try:
        name = codecs.lookup(_WIDER.get(label, label)).name
    except (LookupError, UnicodeError, ValueError):
        return guessed(content)
    if name in _NOT_FOR_MAIL:
        return guessed(content)
    try:
        return content.decode(name)
    except (UnicodeError, LookupError, ValueError):
        pass
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode(name, errors="replace")
    except (UnicodeError, LookupError, ValueError):
        return guessed(content)


def guessed(content: bytes) -> str:
    """Return unlabelled bytes as text: UTF-8 where they are, then GB18030 where they look so, then Windows-1252."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _looks_chinese(content):
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return content.decode("cp1252", errors="replace")


def _looks_chinese(content: bytes) -> bool:
    """Whether most high bytes are pairs of GB 2312's punctuation and common characters; in "Müller" they stand alone."""
    high = sum(byte >= 0x80 for byte in content)
    return 4 * len(_COMMON_PAIR.findall(content)) >= high


def without_controls(text: str) -> str:
    """Return `text` without control, bidirectional and invisible formatting characters; line ends become LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.replace("\n", "").replace("\t", "").isprintable():  # as nearly every text is
        return text
    unwanted = {
        ord(character)
        for character in set(text)
        if character not in _KEPT_CONTROLS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"}
    }
    return text.translate(dict.fromkeys(unwanted)) if unwanted else text


def one_line(text: str, longest: int) -> str:
    """Return `text` as a label: one line, no control or bidirectional characters, at most `longest` characters."""
    plain = " ".join(without_controls(text).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
