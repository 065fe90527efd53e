"""Tables of sheets: merged blocks and hidden columns."""

from __future__ import annotations

from typing import Any

from parsers.document import Document
from parsers.readers.sheet_tables import sheets_read
from tests.support.workbooks import xlsxwriter_book


def test_a_merged_block_gives_its_text_once_and_marks_the_rest() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:A2", "日期")
        sheet.merge_range("B1:C1", "借方")
        sheet.write(1, 1, "原币")
        sheet.write(1, 2, "本币")

    [table] = sheets_read(Document("x", xlsxwriter_book(fill)), "someone", ()).tables
    assert [["日期", "借方", ""], ["", "原币", "本币"]] == [list(row.texts()) for row in table.rows]
    assert [[False, False, True], [True, False, False]] == [[cell.merged for cell in row.cells] for row in table.rows]
    assert "someone" == table.reader


def test_letters_of_columns_stay_true_beside_a_hidden_one() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.set_column("B:B", None, None, {"hidden": True})

    [table] = sheets_read(Document("x", xlsxwriter_book(fill)), "someone", ()).tables
    assert [("a", "A1"), ("c", "C1")] == [(cell.text, cell.place.cell) for cell in table.rows[0].cells]
