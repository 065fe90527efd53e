"""Parameters of Content-Type and Content-Disposition: `; name=value`, quoted, continued and encoded (RFC 2045, RFC 2231)."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from daemon.mail.charsets import decoded

_SECTION = re.compile(r"^(?P<name>[^*]+)(?:\*(?P<number>\d{1,3}))?(?P<encoded>\*)?$")
_MOST_PARAMETERS = 200


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """Return the field's first word (lower case) and its parameters (lower-case names).

    Values stay raw text: 8-bit bytes as surrogate escapes, RFC 2047 words undecoded; RFC 2231 values are decoded. Where a name
    stands plainly and in RFC 2231 form, the latter wins (RFC 6266 4.3). The first of two equal names wins.
    """
    pieces = _split(value)
    word = pieces[0].strip().lower() if pieces else ""
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for piece in pieces[1 : _MOST_PARAMETERS + 1]:
        name, equals, text = piece.partition("=")
        if not equals:
            continue
        name = name.strip().lower()
        text = _unquoted(text.strip())
        match = _SECTION.match(name)
        if match is None:
            continue
        if match["number"] is None and match["encoded"] is None:
            plain.setdefault(name, text)
        else:
            sections.setdefault(match["name"], {}).setdefault(int(match["number"] or 0), (bool(match["encoded"]), text))
    return word, plain | {name: _joined(parts) for name, parts in sections.items()}


def _split(value: str) -> list[str]:
    """Return the pieces between semicolons that stand outside quotes."""
    pieces, piece, quoted, escaped = [], "", False, False
    start = 0
    for position, character in enumerate(value):
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == ";" and not quoted:
            piece = value[start:position]
            pieces.append(piece)
            start = position + 1
    pieces.append(value[start:])
    return pieces


def _unquoted(text: str) -> str:
    if not text.startswith('"'):
        return text
    end = len(text) - 1 if text.endswith('"') and len(text) > 1 else len(text)
    # Only quotes and backslashes are escaped: `"C:\docs\may.pdf"` is a path of a careless program, not a quoted d and m.
    return re.sub(r'\\(["\\])', r"\1", text[1:end])


def _joined(parts: dict[int, tuple[bool, str]]) -> str:
    """Return the value of RFC 2231 sections in order, up to the first gap."""
    charset, content, number = "", b"", min(parts)
    first = number
    while number in parts:
        encoded, text = parts[number]
        if encoded and number == first and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw = text.encode("ascii", "surrogateescape") if not _has_text(text) else text.encode("utf-8", "replace")
        content += unquote_to_bytes(raw) if encoded else raw
        number += 1
    return decoded(content, charset)


def _has_text(text: str) -> bool:
    return any(character > "\x7f" and not "\udc80" <= character <= "\udcff" for character in text)
