"""Workbooks that unpack to far more than they weigh, or that claim cells at the end of the world."""

from __future__ import annotations

import pytest

from tests.support.hostile_files import STOPPED, WORKBOOK, codes, read, workbook, zipped

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        workbook(SHEET % (b'<row r="1"><c r="A1"><v>1</v></c></row>' + b" " * 160_000_000)),
        zipped({**WORKBOOK, **{f"xl/worksheets/sheet{n}.xml": b"<x/>" for n in range(1, 3000)}}),
        workbook(SHEET % (b'<row r="1"><c r="A1"><v>1</v></c></row>' * 1_000_000)),
    ],
    ids=["one swollen part", "parts without end", "a million rows"],
)
def test_a_workbook_made_to_swell_is_refused(content: bytes) -> None:
    assert len(content) < 3_000_000
    found = read(content, "statement.xlsx")
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems


@pytest.mark.parametrize("cell", [b"XFD1048576", b"ZZZZZZ99999999999", b"A0", b"-1"])
def test_a_cell_at_the_end_of_the_world_takes_no_memory(cell: bytes) -> None:
    row = b'<row r="%b"><c r="%b"><v>1</v></c></row>' % (cell.lstrip(b"XFDZA") or b"1", cell)
    found = read(workbook(SHEET % row), "statement.xlsx")
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
