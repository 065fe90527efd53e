"""The reader of delimited text."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.csv_text import READER
from tests.support.workbooks import openpyxl_book


def test_rows_carry_their_line_and_equal_length() -> None:
    document = Document(
        "x.xlsx", '客户对账单\n\n日期,摘要,金额\n2026-03-01,"货款\n二","1,234.56"\n2026-03-02,退款\n'.encode("gb18030")
    )
    assert READER.able(document)
    [table] = READER.read(document, Access()).tables
    assert [1, 3, 4, 6] == [row.cells[0].place.line for row in table.rows]
    assert {3} == {len(row.cells) for row in table.rows}
    assert ("2026-03-01", "货款\n二", "1,234.56") == table.rows[2].texts()
    assert (None, None) == (table.rows[2].cells[2].value, table.sheet)


def test_text_without_delimiters_gives_lines_and_no_table() -> None:
    reading = READER.read(Document("x.txt", b"Dear sirs\n\nplease find attached\n"), Access())
    assert ((), ["Dear sirs", "please find attached"]) == (reading.tables, [cell.text for cell in reading.lines])


@pytest.mark.parametrize(
    ("content", "able"),
    [
        (b"", True),
        (b"\n \n", True),
        (b"a,b\n", True),
        ("日期;金额".encode("utf-16"), True),
        (b"%PDF-1.7", False),
        (openpyxl_book([["a"]]), False),
        (b"<html>", False),
        (b"\x01\x02\x03" * 50, False),
    ],
)
def test_content_decides_who_is_able(content: bytes, able: bool) -> None:
    assert able is READER.able(Document("x.csv", content))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n , ,\n", "empty"),
        (b'Date,Text,Amount\n1,"a",2\n' + b"1,b,2\n" * 500 + b'2,"x,3\n', "broken_file"),
    ],
)
def test_empty_and_broken_text_gives_a_problem(content: bytes, code: str) -> None:
    reading = READER.read(Document("x.csv", content), Access())
    assert ((), [code]) == (reading.tables, [problem.code for problem in reading.problems])
