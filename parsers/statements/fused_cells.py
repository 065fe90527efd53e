"""Dates that stand in the cell of the column beside theirs, where columns are set close together: put back where they belong.

What moves is a whole date at the edge of a neighbouring cell, and only into a cell that is empty. Amounts never move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.readers.heading_sense import DATES
from parsers.statements.columns import Column, indices, is_money
from parsers.statements.fact_words import DATE_SHAPE
from parsers.table import Row

_AT_START = re.compile(rf"({DATE_SHAPE})\s+(?=\S)")
_AT_END = re.compile(rf"(?<=\S)\s+({DATE_SHAPE})$")


def dates_put_back(columns: tuple[Column, ...], rows: Sequence[Row]) -> list[Row]:
    """Return the rows with such dates moved; a column that has dates of its own in most rows takes none."""
    kept = list(rows)
    for index in indices(columns, *DATES):
        filled = sum(bool(row.cells[index].text.strip()) for row in kept)
        for beside, edge in ((index + 1, _AT_START), (index - 1, _AT_END)):
            if not 0 <= beside < len(columns) or is_money(columns[beside].heading):
                continue
            moved = [number for number, row in enumerate(kept) if _fused(row, index, beside, edge)]
            if moved and len(moved) >= filled and len(moved) > 0.3 * len(kept):
                for number in moved:
                    kept[number] = _moved(kept[number], index, beside, edge)
                break
    return kept


def _fused(row: Row, index: int, beside: int, edge: re.Pattern[str]) -> bool:
    return (
        not row.cells[index].text.strip()
        and edge.search(row.cells[beside].text.strip()) is not None
        and not (edge is _AT_START and edge.match(row.cells[beside].text.strip()) is None)
    )


def _moved(row: Row, index: int, beside: int, edge: re.Pattern[str]) -> Row:
    cells = list(row.cells)
    text = cells[beside].text.strip()
    found = edge.match(text) if edge is _AT_START else edge.search(text)
    if found is None:
        return row
    cells[index] = replace(cells[index], text=found[1], place=cells[beside].place)
    cells[beside] = replace(cells[beside], text=(text[: found.start()] + text[found.end() :]).strip())
    return replace(row, cells=tuple(cells))
