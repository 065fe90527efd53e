"""Marks of a sheet that says nothing more than its cells."""

from __future__ import annotations

from parsers.sheets.marks import SheetMarks


def test_by_default_nothing_is_marked() -> None:
    marks = SheetMarks()
    assert ({}, frozenset(), frozenset(), {}, False) == (
        marks.unreadable, marks.hidden_rows, marks.hidden_columns, marks.formats, marks.since_1904,
    )  # fmt: skip
