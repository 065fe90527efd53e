"""Two ways of telling columns are offered where they differ, the better first."""

from __future__ import annotations

from parsers.readers.column_choice import layouts_of
from parsers.readers.header_words import headers_of
from parsers.readers.words import PageWords, lines_of
from tests.parsers.readers.test_header_words import page
from tests.parsers.readers.test_placing import SHEET


def ways(sheet: PageWords) -> list[list[str]]:
    lines = lines_of(sheet.words)
    header = headers_of(lines, sheet)[0]
    head, body = lines[header.first : header.last + 1], lines[header.last + 1 :]
    return [[cell.text for cell in layout.cells] for layout in layouts_of(header, head, body, [], body)]


def test_where_both_ways_say_the_same_there_is_one() -> None:
    assert [["Date", "Description", "Debit", "Balance"]] == ways(SHEET)


def test_where_headings_mislead_the_rows_are_believed_first() -> None:
    dates = [(10.0, 115.0 + 12 * i, f"0{i}.10.26") for i in range(1, 6)]
    texts = [(55.0, 115.0 + 12 * i, "Ware und Fracht" if i % 2 else "Zahlung") for i in range(1, 6)]
    sums = [(250.0, 115.0 + 12 * i, f"{i}00,00") for i in range(1, 6)]
    found = ways(page((10, 100, "Datum Vorgangserklärung"), (250, 100, "Betrag"), *dates, *texts, *sums))
    assert [["Datum", "Vorgangserklärung", "Betrag"], ["Datum Vorgangserklärung", "Betrag"]] == found
