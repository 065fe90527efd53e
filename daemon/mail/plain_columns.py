"""A plain body that itself is the statement: columns of figures set with blanks or tabs, typed or pasted into the mail."""

from __future__ import annotations

import re

_LONGEST = 200_000
_LEAST_ROWS = 2
_AMOUNT = re.compile(r"[-+(（]?(?:[A-Z]{3}|[$€£¥￥])?\s?\d[\d.,' ]*[.,]\d{2}\)?-?(?:\s?(?:CR|DR|Cr|Dr))?")
_GAP = re.compile(r"\s{2,}|\t|\s*\|\s*")
_QUOTED = re.compile(r"^\s*>")


def columns_of_figures(text: str) -> str | None:
    """Return the text with what it quotes blanked out, where at least two of its own lines are rows with an amount; else None.

    A row has three parts or more, set apart by two blanks, a tab or a bar. What is quoted was written by somebody else, earlier.
    """
    lines = ["" if _QUOTED.match(line) else line for line in text[:_LONGEST].splitlines()]
    rows = 0
    for line in lines:
        parts = [part for part in _GAP.split(line.strip()[:500]) if part]
        rows += len(parts) >= 3 and any(_AMOUNT.fullmatch(part) for part in parts[1:])
    return "\n".join(lines) if rows >= _LEAST_ROWS else None
