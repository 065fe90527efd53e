"""Foreign text made fit to be shown: what a customer's paper or mail carries never steers a terminal, a mail program or a page.

Escaping for HTML is the template's duty (autoescape); here go control and bidirectional characters, runs of blanks, excess length, and
whatever a mail program would turn into a link by itself.
"""

from __future__ import annotations

import re
import unicodedata

from parsers.bank_accounts import masked

_LINKS_THEMSELVES = re.compile(
    r"""(?ix)
    \b[a-z][a-z0-9+.-]{1,15}:/{1,}          # a scheme with slashes
    | \b(?:mailto|javascript|data|tel):     # a scheme without
    | \bwww\d?\.
    | [^\s@]+@[^\s@]+\.[^\s@]+              # a mail address
    | \b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?=[/?\#:\s]|$)   # a bare host name
    """
)
_ENDING = re.compile(r"(?i)\.(?:pdf|xlsx|xlsm|xls|xlsb|ods|csv|txt|docx|doc|html?|zip|rar|7z|png|jpe?g|tiff?|eml|msg)$")
_STEERS = frozenset(
    {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
)  # controls, bidi marks, zero-width, surrogates, unassigned


def plain(text: str, limit: int = 120) -> str:
    r"""Return `text` as one line of at most `limit` characters without any character that steers rather than shows.

    >>> plain("INV\u202e-1\r\nBcc: x")
    'INV-1 Bcc: x'
    """
    kept = "".join(" " if char in "\t\r\n\v\f\x85\u2028\u2029" else char for char in text[: limit * 20])
    kept = "".join(char for char in kept if unicodedata.category(char) not in _STEERS)
    kept = " ".join(_few_marks(kept).split())
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def unlinked(text: str, limit: int = 60) -> str:
    """Return `plain(text)` so that no mail program makes a link of it: the signs that make an address become blanks.

    >>> unlinked("pay at https://bank.example/x")
    'pay at https bank example x'
    """
    cleaned = masked(plain(text, limit * 2))
    if _LINKS_THEMSELVES.search(cleaned):
        cleaned = " ".join(re.sub(r"[.:/@?=&#]+", " ", cleaned).split())
    return plain(cleaned, limit)


def told(text: str, limit: int = 120) -> str:
    """Return `plain(text)` without numbers of bank accounts: words of theirs that a reply tells again."""
    return plain(masked(plain(text, limit * 2)), limit)


def file_label(name: str, limit: int = 80) -> str:
    """Return a file's name as a letter may show it: unlinked, but with its ending where that is a common one.

    >>> file_label("Statement March.pdf")
    'Statement March.pdf'
    """
    ending = _ENDING.search(plain(name, 400))
    if ending is None:
        return unlinked(name, limit)
    return unlinked(plain(name, 400)[: ending.start()], limit) + ending.group()


def _few_marks(text: str) -> str:
    """Return `text` with at most two combining marks in a row: more only serve to paint over the neighbouring lines."""
    out: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run <= 2:
            out.append(char)
    return "".join(out)


def file_name(text: str, limit: int = 40) -> str:
    """Return the letters, digits and hyphens of `text`: fit for a part of an attachment's name on every system."""
    kept = "".join(char if char.isalnum() or char in "-_" else "-" for char in plain(text, limit * 2))
    return re.sub(r"-{2,}", "-", kept).strip("-_")[:limit]


def width(text: str) -> int:
    """Return how many columns `text` takes in a fixed-width font: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
        for char in text
    )
