"""DKIM signatures (RFC 6376) checked by ourselves, for a mail border that leaves no verdict.

A signature vouches for From only, and only where its domain is the sender's or stands above it. What lies outside of it (a Reply-To put
in later) proves nothing, and what signs only a part of the body (`l=`) is refused, because anything may be added behind.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from typing import Any

import dkim
import dkim.dnsplug
from dkim.util import parse_tag_value

from daemon.mail.header_parameters import parameters

LookUp = Callable[[str], bytes | None]
"""Returns the TXT record of a name, None where there is none. Raises OSError where nobody answers."""

MOST_SIGNATURES = 5
SMALLEST_KEY = 1024  # bits, RFC 8301
SECONDS = 5
_SOUND = frozenset({b"rsa-sha256", b"ed25519-sha256"})  # RFC 8301: SHA-1 proves nothing any more


class _NoAnswer(Exception):
    """Nobody could be asked for the key."""


def txt_record(name: str) -> bytes | None:
    """Ask the system's resolver. Raises OSError where it does not answer."""
    try:
        found = dkim.dnsplug.get_txt(name.encode("ascii"), timeout=SECONDS)
    except dkim.DnsTimeoutError as error:
        raise OSError(str(error)) from error
    return found if isinstance(found, bytes) else None


def signed_for(
    content: bytes, domain: str, speaks_for: Callable[[str, str], bool], look_up: LookUp = txt_record
) -> tuple[bool, str]:
    """Return whether a sound signature of the mail speaks for the sender's `domain`, and why, as a sentence for staff.

    `speaks_for` says whether a signing domain stands for the sender's.
    """
    why = "The mail carries no DKIM signature that speaks for the sender."
    try:
        mail = dkim.DKIM(content, minkey=SMALLEST_KEY, timeout=SECONDS)
    except dkim.DKIMException:
        return False, "The mail's header cannot be read as DKIM wants it."
    present = frozenset(name.strip().lower() for name, _ in mail.headers)
    for number in range(MOST_SIGNATURES):
        try:
            prepared = mail.verify_headerprep(number)
            if not prepared:
                break
            tags, fields = prepared[0], prepared[1]
            signer = tags[b"d"].decode("ascii").lower().rstrip(".")
            if not speaks_for(signer, domain):
                continue
            fault = _unsound(tags, fields, present, parts_begin_as_said=_parts_begin_as_said(mail))
            why = fault or f"A DKIM signature of {signer} does not hold."
            if fault:
                continue
            if mail.verify(number, dnsfunc=_asking(look_up, tags)):
                return True, f"A DKIM signature of {signer} holds, as checked by tieout."
        except _NoAnswer:
            why = "The key of the mail's DKIM signature could not be looked up; try again later."
        except (
            dkim.DKIMException,
            dkim.util.InvalidTagValueList,
            UnicodeError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            OverflowError,
            binascii.Error,
        ) as error:
            why = f"A DKIM signature of the mail cannot be checked ({type(error).__name__})."
    return False, why


def _parts_begin_as_said(mail: Any) -> bool:
    """Whether the first line of the body is the delimiter that Content-Type names, or no delimiter where it names none."""
    field = next((value for name, value in mail.headers if name.strip().lower() == b"content-type"), b"")
    media_type, given = parameters(re.sub(r"\r?\n(?=[ \t])", "", field.decode("ascii", "surrogateescape")).strip())
    first = bytes(mail.body).lstrip(b"\r\n").partition(b"\n")[0].rstrip()
    if not media_type.startswith("multipart/"):
        return not first.startswith(b"--")
    return first == b"--" + given.get("boundary", "").encode("ascii", "surrogateescape")


def _unsound(
    tags: dict[bytes, bytes], fields: list[bytes], present: frozenset[bytes], *, parts_begin_as_said: bool
) -> str:
    if tags[b"a"].lower() not in _SOUND:
        return "A DKIM signature is made by a method that proves nothing any more."
    if b"l" in tags:
        return "A DKIM signature covers only a part of the body (l=)."
    if b"from" not in fields:
        return "A DKIM signature does not cover From."
    if b"date" in present and b"date" not in fields:
        return "A DKIM signature does not cover Date: the mail may be an old one with a new day."
    if b"content-type" in present and b"content-type" not in fields and not parts_begin_as_said:
        # Google signs no Content-Type. Another boundary put in later makes other parts of the same signed bytes.
        return "A DKIM signature does not cover Content-Type, and the mail's parts do not begin where it says."
    return ""


def _asking(look_up: LookUp, tags: dict[bytes, bytes]) -> Callable[..., bytes | None]:
    """Return the look-up as the library wants it. A key in test mode, or one for the exact domain that signs for one below, is none."""

    def ask(name: bytes, timeout: int = SECONDS) -> bytes | None:
        del timeout
        try:
            record = look_up(name.decode("ascii").rstrip("."))
        except OSError as error:
            raise _NoAnswer from error
        if record is None:
            return None
        flags = parse_tag_value(record).get(b"t", b"").replace(b" ", b"").lower().split(b":")
        identity = tags.get(b"i", b"").rpartition(b"@")[2].lower()
        strict = b"s" in flags and identity not in {b"", tags[b"d"].lower()}
        return None if b"y" in flags or strict else record

    return ask
