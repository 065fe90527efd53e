"""A box of ageing buckets or sums that stands in a sheet beside the table, an empty column between: set apart, so that no row holds both."""

from __future__ import annotations

from dataclasses import replace

from parsers.readers.heading_sense import is_ageing_label
from parsers.statements.labels import label_of
from parsers.table import Reading, Row, Table

_LEAST_LABELS = 2


def boxes_apart(reading: Reading) -> Reading:
    """Return the reading with such boxes as tables of their own, behind the table; as it is where there are none."""
    tables = tuple(part for table in reading.tables for part in _apart(table))
    return reading if len(tables) == len(reading.tables) else replace(reading, tables=tables)


def _apart(table: Table) -> tuple[Table, ...]:
    if table.page is not None or not table.rows:
        return (table,)
    filled = [
        any(cell.text.strip() or cell.unreadable for cell in column)
        for column in zip(*(row.cells for row in table.rows), strict=True)
    ]
    for gap, column in enumerate(filled):
        if column or not any(filled[:gap]) or not any(filled[gap:]):
            continue
        first = filled.index(True, gap)
        if _is_box(table, first):
            return _part(table, 0, gap), _part(table, first, len(filled))
    return (table,)


def _is_box(table: Table, first: int) -> bool:
    """Whether a column names buckets or sums, but for a title above them, and figures stand at most beside it."""
    texts = [text for row in table.rows if (text := row.cells[first].text.strip())]
    told = [text for text in texts if is_ageing_label(text) or label_of(text) is not None]
    return len(told) >= _LEAST_LABELS and len(texts) - len(told) <= 1 and len(table.rows[0].cells) - first <= 3


def _part(table: Table, first: int, last: int) -> Table:
    rows = (Row(row.cells[first:last], row.hidden) for row in table.rows)
    return replace(
        table, rows=tuple(row for row in rows if any(cell.text.strip() or cell.unreadable for cell in row.cells))
    )
