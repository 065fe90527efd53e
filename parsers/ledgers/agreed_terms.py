"""What was agreed with a counterparty, as a person writes it: rates, numbers in dispute, their numbers for ours.

Used by the counterparty list and by `tieout counterparty set`, so that both take the same words.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_SEPARATORS = re.compile(r"[;；、\n\r|]+")
_PAIR = re.compile(r"\s*(?:->|=>|→|=)\s*")
_HIGHEST = Decimal("0.5")  # no discount, tax or exchange difference is more than a half
NONE = ("none", "no", "-", "无", "無", "keine", "aucun")


class TermRefused(ValueError):
    """A term cannot be read; the message is the end of a sentence that begins with what it is."""


def several(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that lists several, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))


def rate(text: str) -> Decimal:
    """Return "2%" or "0.02" as a fraction. Raises TermRefused, also for a bare 2: it could be a fraction or per cent."""
    plain = unicodedata.normalize("NFKC", text).strip()
    percent = plain.endswith("%")
    try:
        value = Decimal(plain.rstrip("%").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise TermRefused(f"{text!r} is no rate: write it as 2% or 0.02")
    value = value / 100 if percent else value
    if value > _HIGHEST:
        raise TermRefused(f"{text!r} is more than half: write 2 % as 2% or 0.02")
    return value.normalize() if value else Decimal(0)


def rates(text: str) -> tuple[Decimal, ...] | None:
    """Return the rates of a cell such as "2%; 3%"; () where it says "none", None where it is empty. Raises TermRefused."""
    if not text.strip():
        return None
    if text.strip().casefold() in NONE:
        return ()
    return tuple(dict.fromkeys(rate(part) for part in several(text)))


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return "THEIRS=OURS; THEIRS=OURS" as pairs of numbers. Raises TermRefused where one has no two sides, or two meanings."""
    found: dict[str, str] = {}
    for part in several(text):
        sides = [side.strip() for side in _PAIR.split(part)]
        if len(sides) != 2 or not all(sides):
            raise TermRefused(f"{part!r} does not say which number of theirs is which of ours: write THEIRS=OURS")
        if found.setdefault(sides[0], sides[1]) != sides[1]:
            raise TermRefused(f"{sides[0]!r} stands for two numbers of ours; it must stand for one")
    return tuple(found.items())


def days(text: str) -> int | None:
    """Return a number of days, None where nothing stands there. Raises TermRefused."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    if not plain:
        return None
    if not plain.isascii() or not plain.isdigit() or int(plain) > 366:
        raise TermRefused(f"{text!r} is no number of days from 0 to 366")
    return int(plain)
