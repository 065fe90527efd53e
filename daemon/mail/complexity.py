"""Whether a mail may be parsed at all: cheap counts over the raw bytes, before the standard library's parser sees them.

300 nested multiparts overflow the stack when written again, 1000 already when read; 100,000 empty parts cost six seconds; 20,000
addresses in one field a second and a half. A mail beyond these limits keeps its original and goes to a person.
"""

from __future__ import annotations

import re

from parsers.document import Problem

MOST_MULTIPARTS = 60
MOST_NESTED_MAILS = 40
MOST_PARTS = 1000
MOST_DASHED_LINES = 5000
LONGEST_HEADER = 256 * 1024
_BOUNDARY = re.compile(rb'boundary\s*(?:\*0)?\*?\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n|\r\r")


def header_block(content: bytes) -> bytes:
    """Return the header of a mail with its blank line, cut at the limit."""
    match = _END_OF_HEADER.search(content, 0, LONGEST_HEADER)
    return content[: match.end()] if match else content[:LONGEST_HEADER] + b"\r\n\r\n"


def too_complex(content: bytes) -> Problem | None:
    """Return why a mail is not parsed, or None where it may be."""
    match = _END_OF_HEADER.search(content)
    header = match.start() if match else len(content)
    if header > LONGEST_HEADER:
        return _problem(f"its header is {header // 1024} KB long")
    boundaries = _BOUNDARY.findall(content)
    if len(boundaries) > MOST_MULTIPARTS:
        return _problem(f"it holds {len(boundaries)} multiparts")
    nested = len(re.findall(rb"message/rfc822", content, re.IGNORECASE))
    if nested > MOST_NESTED_MAILS:
        return _problem(f"it holds {nested} mails inside mails")
    # Every delimiter starts with two dashes, however its boundary was spelt.
    if content.count(b"\n--") > MOST_DASHED_LINES:
        return _problem(f"it holds more than {MOST_DASHED_LINES} lines that look like the start of a part")
    parts = 0
    for delimiter in {b"\n--" + (quoted or plain) for quoted, plain in boundaries}:
        parts += content.count(delimiter)
        if parts > MOST_PARTS:
            return _problem(f"it holds more than {MOST_PARTS} parts")
    return None


def _problem(why: str) -> Problem:
    return Problem(
        code="mail_too_complex",
        message=f"The mail was not opened because {why}; look at the original.",
        facts={"why": why},
    )
