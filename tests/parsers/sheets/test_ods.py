"""OpenDocument sheets. `files/ledger.ods` was saved by LibreOffice."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine

from parsers.sheets.model import SheetRow, SheetsRefused
from parsers.sheets.opening import open_sheets
from tests.support.workbooks import with_parts

BOOK = (Path(__file__).parent / "files" / "ledger.ods").read_bytes()
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
)
TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def rows(body: str) -> list[SheetRow]:
    content = with_parts(BOOK, {"content.xml": (HEAD + body + TAIL).encode()})
    return list(open_sheets(io.BytesIO(content))[0].rows())


def test_values_texts_and_hidden_parts_are_told() -> None:
    sheets = open_sheets(io.BytesIO(BOOK))
    found = {row.number: row for row in sheets[0].rows()}
    assert ["2026-03-01", "00077", "1234.56", "seen"] == found[3].texts
    assert {0: dt.date(2026, 3, 1), 2: Decimal("1234.56")} == found[3].values
    assert frozenset({2, 3}) == found[4].unreadable
    assert [False, True] == [found[4].hidden, found[5].hidden]
    assert frozenset({4}) == sheets[0].hidden_columns()
    assert [("对账单", False), ("Other", True)] == [(sheet.name, sheet.hidden) for sheet in sheets]
    [block] = sheets[0].merged()
    assert (1, 0, 1, 2) == (block.first_row, block.first_column, block.last_row, block.last_column)


def test_calamine_sees_the_same_numbers() -> None:
    seen = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(BOOK))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    found = {row.number: row for row in open_sheets(io.BytesIO(BOOK))[0].rows()}
    numbers = [
        (r, c, Decimal(repr(cell)))
        for r, row in enumerate(seen, 1)
        for c, cell in enumerate(row)
        if isinstance(cell, float) and cell < 1e15
    ]
    assert len(numbers) > 2
    assert numbers == [(r, c, found[r].values[c]) for r, c, _ in numbers]


def test_a_million_repeated_empty_rows_take_no_time_and_filled_ones_repeat() -> None:
    body = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell></table:table-row>'
    )
    assert [(1048001, ["a  b\nc"] * 2), (1048002, ["a  b\nc"] * 2)] == [(row.number, row.texts) for row in rows(body)]


def test_a_note_is_no_text_and_a_formula_without_value_is_unreadable() -> None:
    body = (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>text</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    )
    [row] = rows(body)
    assert (["text", ""], frozenset({1})) == (row.texts, row.unreadable)


def test_a_locked_one_is_told() -> None:
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(SheetsRefused) as refused:
        open_sheets(io.BytesIO(with_parts(BOOK, {"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02"})))
    assert refused.value.code == "locked"


def test_a_letter_is_no_workbook() -> None:
    with pytest.raises(SheetsRefused) as refused:
        open_sheets(io.BytesIO(with_parts(BOOK, {"mimetype": b"application/vnd.oasis.opendocument.text"})))
    assert refused.value.code == "unsupported"
