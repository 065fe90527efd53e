"""The cell of a row's day, where paper or sheet has damaged it: grown together with the number behind, or typed as a number."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.statements.fact_words import ANY_DATE
from parsers.table import Cell

_TOUCHING = re.compile(r"((?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))(?:\s+|(?=[^\W\d]))(\S.*)")


def day_alone(text: str) -> str:
    """Return the day that a text names and nothing else ("日期：2026-05-04"), "" where it says more or none."""
    told = _ALONE.fullmatch(text)
    return told[1] if told else ""


_ALONE = re.compile(rf"(?:[^\W\d]{{2,8}}\s*[:：]\s*)?({ANY_DATE.pattern})")


def parted_day(text: str) -> tuple[str, str] | None:
    """Part a day from what stands behind it: a day set to the right touches a number set to the left ("2026-01-05D20881")."""
    touching = _TOUCHING.fullmatch(text)
    return (touching[1], touching[2]) if touching else None


def is_day_lost(cell: Cell) -> bool:
    """Whether a day without a year was typed as a number: 1.10 has become 1.1, and which day is meant is lost."""
    return isinstance(cell.value, Decimal) and re.fullmatch(r"\d{1,2}\.[123]", cell.text.strip()) is not None
