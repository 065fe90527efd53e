"""Content-Transfer-Encoding undone, with a word on whether the bytes came whole."""

from __future__ import annotations

import base64
import re
from email.message import Message

from daemon.mail.headers import Headers

_MOST_BLOCKS = 100_000
_BASE64_LINE = re.compile(rb"[^A-Za-z0-9+/]")


def content_of(part: Message) -> tuple[bytes, bool]:
    """Return the bytes of a leaf part, and whether they are whole (False: broken base64; what could be read is returned)."""
    encoding = Headers.of(part).value_and_parameters("content-transfer-encoding")[0].strip("\"' ")
    payload = part.get_payload()
    if not isinstance(payload, str):
        return b"", not payload
    if encoding == "base64":
        # Anything outside ASCII has been replaced here and is seen as damage.
        return base64_content(payload.encode("utf-8", "replace"))
    content = part.get_payload(decode=True)  # the bytes as they are, quoted-printable and uuencode undone
    return (content, True) if isinstance(content, bytes) else (payload.encode("utf-8", "replace"), False)


def base64_content(raw: bytes) -> tuple[bytes, bool]:
    """Return decoded base64, and whether it was whole. Blocks that were padded one by one are read one after another.

    A missing end of padding counts as damage: it cannot be told from a mail that was cut off.
    """
    compact = b"".join(raw.split())
    whole = True
    pieces: list[bytes] = []
    for number, match in enumerate(re.finditer(rb"[^=]+=*", compact)):
        if number == _MOST_BLOCKS:
            return b"".join(pieces), False
        block = match[0]
        body = block.rstrip(b"=")
        padding = len(block) - len(body)
        kept = _BASE64_LINE.sub(b"", body)
        if kept != body or (len(kept) + padding) % 4 or padding > 2:
            whole = False
        if len(kept) % 4 == 1:
            kept = kept[:-1]
        pieces.append(base64.b64decode(kept + b"=" * (-len(kept) % 4)))
    return b"".join(pieces), whole
