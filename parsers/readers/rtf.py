"""Text documents in RTF, as word processors and some accounting systems write them: rows of cells or tabs are tables, the rest is text."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.rich_text import rich_text
from parsers.sheets.model import column_name
from parsers.table import Cell, Reading, Row, Table

_LEAST_CELLS = 3
"""Fewer are a word and its value, not a row."""
_MOST_CELLS = 200_000


class RichTextDocument:
    """RTF, whatever its name: word processors save it as .doc too."""

    name = "rtf"
    cost = 1

    def able(self, document: Document) -> bool:
        return document.content.startswith(b"{\\rtf")

    def read(self, document: Document, access: Access) -> Reading:
        del access  # RTF has no lock
        place = Place(document=document.sha256, reader=self.name)
        try:
            shown = rich_text(document.content)
        except ValueError:
            message = "The document is larger, or nested deeper, than any letter."
            return Reading(self.name, problems=(Problem(code="too_large", message=message, place=place),))
        rows = [
            [" ".join(part.split()) for part in line.rstrip().split("\t")]
            for line in (shown.text or shown.html).split("\n")
        ]
        if sum(map(len, rows)) > _MOST_CELLS:
            message = "The document holds far more cells than a statement has."
            return Reading(self.name, problems=(Problem(code="too_large", message=message, place=place),))
        return _reading(rows, place)


def _reading(rows: Sequence[Sequence[str]], place: Place) -> Reading:
    tables: list[Table] = []
    lines: list[Cell] = []
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    for tabular, group in itertools.groupby(numbered, key=lambda pair: len(pair[1]) >= _LEAST_CELLS):
        several = list(group)
        if tabular:
            tables.append(_table([row for _, row in several], f"table {len(tables) + 1}", place))
        else:
            lines.extend(Cell(part, replace(place, line=number)) for number, row in several for part in row if part)
    if not tables and not lines:
        return Reading(place.reader, problems=(Problem(code="empty", message="Nothing stands in it.", place=place),))
    return Reading(place.reader, tuple(tables), tuple(lines))


def _table(rows: Sequence[Sequence[str]], name: str, place: Place) -> Table:
    width = max(map(len, rows))
    return Table(
        tuple(
            Row(
                tuple(
                    Cell(
                        row[column] if column < len(row) else "",
                        replace(place, sheet=name, cell=f"{column_name(column)}{number}"),
                    )
                    for column in range(width)
                )
            )
            for number, row in enumerate(rows, 1)
        ),
        place.reader,
        sheet=name,
    )


READER = RichTextDocument()
