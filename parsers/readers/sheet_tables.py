"""From the rows of a sheet to a table of cells with their places; shared by the readers of workbooks and of text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Document, Place, Problem
from parsers.sheets.model import MergedRange, Sheet, SheetRow, SheetsRefused, column_name
from parsers.sheets.opening import open_sheets
from parsers.table import Cell, Reading, Row, Table

_MOST_CELLS = 600_000


def sheets_read(document: Document, reader: str, passwords: Sequence[str]) -> Reading:
    """Return a table for each sheet that holds anything. A file that gives no rows gives one problem and no table."""
    place = Place(document=document.sha256, reader=reader)
    tables: list[Table] = []
    problems: list[Problem] = []
    budget = _MOST_CELLS
    try:
        for sheet in open_sheets(io.BytesIO(document.content), passwords=passwords):
            rows, width = _rows_within(sheet, budget)
            budget -= len(rows) * width
            if not rows:
                continue
            there = replace(place, sheet=sheet.name)
            hidden = frozenset(column for column in sheet.hidden_columns() if column < width)
            if hidden:
                problems.append(_hidden_columns(hidden, there))
            tables.append(_table(sheet, rows, [column for column in range(width) if column not in hidden], there))
    except SheetsRefused as refused:
        return Reading(reader, problems=(Problem(code=refused.code, message=refused.message, place=place),))
    if not tables:
        return Reading(reader, problems=(Problem(code="empty", message="The file holds no filled cell.", place=place),))
    return Reading(reader, tables=tuple(tables), problems=tuple(problems))


def _rows_within(sheet: Sheet, budget: int) -> tuple[list[SheetRow], int]:
    """Return the rows and how many columns the widest has. Raises SheetsRefused(too_large) beyond the budget of cells."""
    rows: list[SheetRow] = []
    width = 0
    for row in sheet.rows():
        rows.append(row)
        width = max(width, len(row.texts))
        if len(rows) * width > budget:
            raise SheetsRefused("too_large", "The file holds far more cells than a statement has.")
    return rows, width


def _hidden_columns(columns: frozenset[int], place: Place) -> Problem:
    names = ", ".join(column_name(column) for column in sorted(columns))
    return Problem(
        code="hidden_columns",
        message=f"The hidden columns {names} were left out, as a person would not see them.",
        place=place,
        facts={"columns": names, "sheet": place.sheet or ""},
    )


def _table(sheet: Sheet, rows: Sequence[SheetRow], columns: Sequence[int], place: Place) -> Table:
    merged = _covered(sheet.merged(), rows[-1].number, max(columns, default=0) + 1)
    letters = {column: column_name(column) for column in columns}
    made: list[Row] = []
    for row in rows:
        cells: list[Cell] = []
        for column in columns:
            if sheet.name is None:
                there = replace(place, line=row.line)
            else:
                there = replace(place, cell=f"{letters[column]}{row.number}")
            covered = (row.number, column) in merged
            text = row.texts[column] if column < len(row.texts) and not covered else ""
            value = None if covered else row.values.get(column)
            currency = row.currencies.get(column, "") if value is not None else ""
            cells.append(Cell(text, there, value, column in row.unreadable, covered, currency))
        made.append(Row(tuple(cells), hidden=row.hidden or sheet.hidden))
    return Table(tuple(made), place.reader, sheet=sheet.name)


def _covered(ranges: Sequence[MergedRange], last_row: int, width: int) -> frozenset[tuple[int, int]]:
    """Return (row, column) of every cell that a merged block covers, but for its first, within the table."""
    covered: set[tuple[int, int]] = set()
    for block in ranges:
        for row in range(block.first_row, min(block.last_row, last_row) + 1):
            for column in range(block.first_column, min(block.last_column, width - 1) + 1):
                if (row, column) != (block.first_row, block.first_column):
                    covered.add((row, column))
        if len(covered) > _MOST_CELLS:
            break
    return frozenset(covered)
