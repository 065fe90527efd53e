"""Header fields as they stood in the mail: in order, undecoded, and what they mean.

The standard library's structured headers raise on hostile input and turn raw 8-bit bytes into U+FFFD, so that Chinese subjects and
file names are lost. Here a field is its raw text (8-bit bytes as surrogate escapes), and decoding is a function that never raises.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message

from daemon.mail.charsets import decoded, guessed, one_line
from daemon.mail.header_parameters import parameters

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_LONGEST_VALUE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of a mail or of one of its parts, from top to bottom."""

    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, part: Message) -> Headers:
        return cls(tuple((str(name).lower(), _unfolded(str(value))) for name, value in part.raw_items()))

    def all(self, name: str) -> tuple[str, ...]:
        """Return the raw values of each field `name` (lower case), from top to bottom."""
        return tuple(value for field, value in self.fields if field == name)

    def first(self, name: str) -> str:
        """Return the topmost raw value, "" where there is none."""
        return next(iter(self.all(name)), "")

    def has(self, name: str) -> bool:
        return any(field == name for field, _ in self.fields)

    def text(self, name: str, longest: int = 998) -> str:
        """Return the topmost value decoded, as one line without control characters."""
        return one_line(decoded_words(self.first(name)), longest)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the message ids in all fields `name`, without repetition, ASCII only."""
        found = (match for value in self.all(name) for match in _MESSAGE_ID.findall(value))
        return tuple(dict.fromkeys(match for match in found if match.isascii() and match.isprintable()))

    def value_and_parameters(self, name: str) -> tuple[str, dict[str, str]]:
        """Return the first word of a field like Content-Type in lower case, and its parameters."""
        return parameters(self.first(name))


def _unfolded(value: str) -> str:
    plain = _FOLD.sub("", value[:_LONGEST_VALUE])
    plain = plain.replace("\r", " ").replace("\n", " ").replace("\x00", "").strip()
    # A field that was cut must not read as a whole one: behind a megabyte of blanks may stand a second sender.
    return plain if len(value) <= _LONGEST_VALUE else f"{plain} …"


def decoded_words(value: str) -> str:
    """Return a raw field value as text: encoded words (RFC 2047, also inside quotes) and raw 8-bit bytes decoded.

    Neighbouring words of one charset are joined before decoding, as many programs cut Chinese characters in two.
    """
    return "".join(_pieces(value))


def _pieces(value: str) -> Iterator[str]:
    position = 0
    run: list[tuple[str, bytes]] = []
    for match in _ENCODED_WORD.finditer(value):
        between = value[position : match.start()]
        if run and between.strip():
            yield from _decode_run(run)
            run = []
        if between.strip() or not run:
            yield raw_text(between)
        run.append((match[1].partition("*")[0], _word_bytes(match[2], match[3])))
        position = match.end()
    yield from _decode_run(run)
    yield raw_text(value[position:])


def _decode_run(run: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    charset, held = "", b""
    for name, content in run:
        if held and name.lower() != charset.lower():
            yield decoded(held, charset)
            held = b""
        charset, held = name, held + content
    if held:
        yield decoded(held, charset)


def _word_bytes(encoding: str, text: str) -> bytes:
    content = text.encode("ascii", "surrogateescape") if _is_bytes(text) else text.encode("utf-8", "surrogatepass")
    if encoding in "qQ":
        return binascii.a2b_qp(content.replace(b"_", b" "), header=False)
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    return base64.b64decode(kept + b"=" * (-len(kept) % 4))


def _is_bytes(text: str) -> bool:
    return all(character < "\x80" or "\udc80" <= character <= "\udcff" for character in text)


def raw_text(value: str) -> str:
    """Return raw header text with its 8-bit bytes (surrogate escapes) decoded by guess."""
    if value.isascii():
        return value
    if _is_bytes(value):
        return guessed(value.encode("ascii", "surrogateescape"))
    return value.encode("utf-8", "replace").decode("utf-8")


def without_comments(value: str) -> str:
    """Return a structured field without its comments, nested ones too (RFC 5322 3.2.2), in one pass; quoted strings stay."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for character in value:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif quoted:
            quoted = character != '"'
        elif character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if not depth:
                kept.append(" ")
            continue
        elif character == '"' and not depth:
            quoted = True
        if not depth:
            kept.append(character)
    return "".join(kept)
