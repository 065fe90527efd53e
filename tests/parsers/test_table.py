"""Tables and the text around them."""

from __future__ import annotations

from parsers.document import Place
from parsers.table import Cell, Reading, Row, Table


def at(line: int | None) -> Place:
    return Place(document="d", reader="t", line=line)


def test_a_line_belongs_with_the_last_table_that_begins_before_it() -> None:
    tables = tuple(Table((Row((Cell("x", at(line)),)),), "t") for line in (2, 6))
    lines = tuple(Cell("text", at(line)) for line in (1, 4, 6, 9))
    assert [0, 0, 0, 1] == Reading("t", tables, lines).parts_of_lines()


def test_where_rows_have_no_lines_all_text_is_of_the_first_table() -> None:
    tables = tuple(Table((Row((Cell("x", at(None)),)),), "t") for _ in range(2))
    assert [0, 0] == Reading("t", tables, (Cell("a", at(1)), Cell("b", at(9)))).parts_of_lines()
