"""Rows are told from the text around a table."""

from __future__ import annotations

from parsers.readers.columns_of_words import Layout, layout_of
from parsers.readers.header_words import headers_of
from parsers.readers.table_body import anchored, body_of, dated, inherited_body, likely_body
from parsers.readers.words import PageWords, TextLine, lines_of
from tests.parsers.readers.test_grid import HEADER, ROWS
from tests.parsers.readers.test_header_words import page


def read(sheet: PageWords) -> tuple[Layout, list[TextLine]]:
    lines = lines_of(sheet.words)
    header = headers_of(lines, sheet)[0]
    return layout_of(header, lines[1:], []), lines[1:]


def test_rows_have_an_amount_in_its_column_or_a_date_in_the_first() -> None:
    layout, below = read(page(*HEADER, *ROWS, (80, 145, "second line of the text")))
    assert [True, True, False] == [anchored(line, layout) for line in below]
    assert [True, True, False] == [dated(line, layout) for line in below]
    assert 2 == len(likely_body(below))


def test_text_after_the_last_row_is_left() -> None:
    layout, below = read(page(*HEADER, *ROWS, (10, 200, "Thank you for your custom")))
    body, rest = body_of(below, layout)
    assert (2, ["Thank you for your custom"]) == (len(body), [line.text for line in rest])


def test_a_page_without_a_header_goes_on_from_its_first_row() -> None:
    layout, _ = read(page(*HEADER, *ROWS))
    next_page = lines_of(page((10, 20, "Acme Ltd"), *ROWS).words)
    body, rest = inherited_body(next_page, layout)
    assert (2, ["Acme Ltd"]) == (len(body), [line.text for line in rest])
    assert ([], next_page) == inherited_body(next_page, Layout(layout.cells, layout.borders))
