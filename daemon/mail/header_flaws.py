"""What makes two programs read two different headers out of the same bytes.

Our border judges the mail that it reads; a line that ends for one program and goes on for another lets a stranger show it one header and us
another one. Such a mail is not repaired: it waits for a person, and no verdict about it counts.
"""

from __future__ import annotations

import re

from daemon.mail.complexity import header_block

_BARE_RETURN = re.compile(rb"\r(?!\n)")
_LINE_END = re.compile(rb"\r?\n")
_FIELD = re.compile(rb"[\x21-\x39\x3b-\x7e]+:|[ \t]")  # RFC 5322 3.6.8: a name, or a line that continues one

_MBOX = re.compile(rb"From [^\s:]")  # the line that an mbox puts on top


def flaw_of(content: bytes) -> str:
    """Say in a sentence what is wrong with a mail's header, "" where every program reads it alike."""
    block = header_block(content)
    if b"\x00" in block:
        return "The header holds a NUL character."
    if _BARE_RETURN.search(block):
        return (
            "A line of the header ends in a bare carriage return, which some programs take for its end and some do not."
        )
    lines = _LINE_END.split(block.rstrip(b"\r\n"))
    if _MBOX.match(lines[0]):
        lines[0] = b"X:"
    odd = next((number for number, line in enumerate(lines, start=1) if not _FIELD.match(line)), None)
    return "" if odd is None else f"Line {odd} of the header is no header line: programs differ on what comes after it."
