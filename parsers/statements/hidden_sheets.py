"""Sheets of a workbook that its author hid: looked at only where no visible sheet holds a statement, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Problem
from parsers.statements.dated_amounts import hold_movements
from parsers.table import Reading, Table


def without_hidden_sheets(reading: Reading) -> Reading:
    """Return the reading with its visible sheets only; as it is where all are visible, or all hidden."""
    visible = tuple(table for table in reading.tables if not _is_hidden(table))
    return reading if not visible or len(visible) == len(reading.tables) else replace(reading, tables=visible)


def left_out(reading: Reading) -> Sequence[Problem]:
    """Return a problem for each hidden sheet that holds rows with dates and amounts: what they say was not looked at."""
    return [
        Problem(
            code="hidden_columns",
            message=f'The hidden sheet "{table.sheet}" was left out, as a person would not see it; dates and amounts stand in it.',
            place=table.rows[0].cells[0].place,
            facts={"sheet": table.sheet or ""},
        )
        for table in reading.tables
        if _is_hidden(table) and hold_movements(table.rows)
    ]


def _is_hidden(table: Table) -> bool:
    return table.sheet is not None and bool(table.rows) and all(row.hidden for row in table.rows)
