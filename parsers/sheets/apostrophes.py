"""The apostrophe that stands before a cell's text only so that a program takes it as text ('00123, '-500.00): no part of the text.

A spreadsheet hides it; it becomes a letter like any other when the cell goes through a text file or comes out of a program that writes it itself.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, MutableSequence

from parsers.sheets.model import SheetRow

_KEPT_AS_TEXT = re.compile(r"['‘’`](?=[A-Z0-9=+\-@(.€$£¥])(?=[^'‘’`]*[0-9])[^'‘’`]*", re.DOTALL)
"""An apostrophe, no further one, and a figure somewhere: a number, a date or a document's number. 's-Gravenhage and 'n are words."""


def as_typed(rows: Iterable[SheetRow]) -> Generator[SheetRow, None, None]:
    """Yield the rows with such apostrophes taken off their texts."""
    for row in rows:
        for column, text in enumerate(row.texts):
            if text[:1] in {"'", "‘", "’", "`"} and _KEPT_AS_TEXT.fullmatch(text):
                texts = row.texts if isinstance(row.texts, MutableSequence) else list(row.texts)
                texts[column] = text[1:]
                row.texts = texts
        yield row
