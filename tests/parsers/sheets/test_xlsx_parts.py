"""The parts beside the sheets: order and paths of sheets, shared strings, formats."""

from __future__ import annotations

import io

import pytest

from parsers.sheets.container import Container
from parsers.sheets.model import Limits, SheetsRefused
from parsers.sheets.xlsx_parts import SharedStrings, cell_formats, unescaped, workbook_part
from tests.support.workbooks import openpyxl_book, with_parts

BOOK = openpyxl_book([["a"]])
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def container(parts: dict[str, bytes | None]) -> Container:
    return Container(io.BytesIO(with_parts(BOOK, parts)), Limits())


def test_sheets_come_in_the_books_order_with_their_state_and_absolute_or_relative_paths() -> None:
    book = (
        f'<workbook {NAMESPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets>'
        '<sheet name="二" sheetId="2" r:id="b"/><sheet name="一" sheetId="1" state="hidden" r:id="a"/><sheet name="Chart" r:id="c"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}worksheet" Target="worksheets/one.xml"/><Relationship Id="b" Type="{kind}worksheet" Target="/xl/worksheets/two.xml"/>'
        f'<Relationship Id="c" Type="{kind}chartsheet" Target="chartsheets/c.xml"/><Relationship Id="d" Type="{kind}styles" Target="styles.xml"/></Relationships>'
    )
    part = workbook_part(
        container({"xl/workbook.xml": book.encode(), "xl/_rels/workbook.xml.rels": relations.encode()})
    )
    assert [("二", "xl/worksheets/two.xml", False), ("一", "xl/worksheets/one.xml", True)] == [
        (sheet.name, sheet.part, sheet.hidden) for sheet in part.sheets
    ]
    assert (True, True, "xl/styles.xml", None) == (part.since_1904, part.never_computed, part.styles, part.strings)


def test_shared_strings_join_runs_and_leave_readings_out() -> None:
    strings = f'<sst {NAMESPACE}><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space="preserve"> c</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si><si/></sst>'
    shared = SharedStrings(container({"xl/sharedStrings.xml": strings.encode()}), "xl/sharedStrings.xml")
    assert ["a", "b c", ""] == [shared[0], shared[1], shared[2]]
    for index in (-1, 3):
        with pytest.raises(SheetsRefused):
            shared[index]


def test_formats_follow_the_styles_and_missing_styles_are_general() -> None:
    styles = f'<styleSheet {NAMESPACE}><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    assert [False, True] == [
        found.date for found in cell_formats(container({"xl/styles.xml": styles.encode()}), "xl/styles.xml")
    ]
    assert [False] == [found.date for found in cell_formats(container({}), None)]


def test_escapes_stand_for_their_characters() -> None:
    assert unescaped("a_x000D_b_x005F_c_xyz") == "a\rb_c_xyz"
