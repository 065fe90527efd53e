"""Word documents: everything that shows is read, wherever Word keeps it, and nothing that does not show."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.docx import READER
from parsers.recognise import recognise
from parsers.statements.statement import Verdict
from parsers.table import Reading
from tests.support.workbooks import openpyxl_book

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINES = [
    ("Date", "Type", "Reference", "Debit", "Credit", "Balance"),
    ("01/03/2026", "Brought forward", "", "", "", "1,000.00"),
    ("05/03/2026", "Invoice", "INV-2001", "250.00", "", "1,250.00"),
    ("22/03/2026", "Payment", "CHQ 991", "", "500.00", "750.00"),
]


def docx(body: str, **parts: str) -> Document:
    """Return a document; other parts by their name without folder and ending, with their inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:hdr {W}>{inside}</w:hdr>")
    return Document("statement.docx", made.getvalue())


def p(text: str, properties: str = "") -> str:
    runs = "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in text.split("\t"))
    return f"<w:p><w:r>{properties}{runs}</w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def table(lines: Sequence[tuple[str, ...]]) -> str:
    return tbl(*(tr(*map(tc, line)) for line in lines))


def read(body: str, **parts: str) -> Reading:
    return READER.read(docx(body, **parts), Access())


def texts(reading: Reading) -> list[list[list[str]]]:
    return [[list(row.texts()) for row in found.rows] for found in reading.tables]


def test_a_statement_in_a_table_is_recognised() -> None:
    found = recognise(docx(p("Statement of account") + p("Account: C00123") + table(LINES)))
    (statement,) = found.statements
    assert ("docx", "C00123", Verdict.PROVEN) == (statement.reader, statement.account, statement.proof.verdict)
    assert [Decimal("250.00"), Decimal("-500.00")] == [line.amount for line in statement.lines]
    assert ("table 1", "A3") == (statement.lines[0].place.sheet, statement.lines[0].place.cell)


def test_rows_set_with_tabs_are_a_table() -> None:
    found = recognise(docx(p("Statement of account") + "".join(p("\t".join(line)) for line in LINES)))
    assert [Decimal("250.00"), Decimal("-500.00")] == [line.amount for line in found.statements[0].lines]


def test_a_line_broken_within_a_paragraph_is_a_line() -> None:
    body = "<w:p><w:r><w:t>Brandt GmbH</w:t><w:br/><w:t>Customer no.: C00417</w:t></w:r></w:p>"
    assert ["Brandt GmbH", "Customer no.: C00417"] == [line.text for line in read(body).lines]


def test_merged_cells_give_their_text_once() -> None:
    body = tbl(
        tr(tc("wide", '<w:gridSpan w:val="2"/>'), tc("c")),
        tr(tc("tall", '<w:vMerge w:val="restart"/>'), tc("1"), tc("2")),
        tr(tc("ghost", "<w:vMerge/>"), tc("3"), tc("4")),
        tr(tc("x"), tc("5")),
    )
    (found,) = read(body).tables
    assert [["wide", "", "c"], ["tall", "1", "2"], ["", "3", "4"], ["x", "5", ""]] == texts(read(body))[0]
    assert [(0, 1), (2, 0)] == [
        (number, column)
        for number, row in enumerate(found.rows)
        for column, cell in enumerate(row.cells)
        if cell.merged
    ]


def test_a_cell_that_goes_on_downwards_needs_one_above() -> None:
    assert [[["1", "2"]]] == texts(read(tbl(tr(tc("1", "<w:vMerge/>"), tc("2")))))


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        '<w:ins w:author="x">{}</w:ins>',
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    ],
)
def test_rows_and_tables_inside_controls_and_insertions_are_read(wrapped: str) -> None:
    row = tr(tc("a"), wrapped.format(tc("b")))
    assert [[["a", "b"], ["a", "b"]]] == texts(read(wrapped.format(tbl(row, wrapped.format(row)))))


@pytest.mark.parametrize(
    "inside",
    [
        "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>",
        "<w:r><w:instrText>9</w:instrText></w:r>",
        "<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom>",
        "<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>9</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    ],
)
def test_what_does_not_show_is_not_read(inside: str) -> None:
    body = f"<w:p><w:r><w:t>1</w:t></w:r>{inside}</w:p>"
    assert ["1"] == [line.text for line in read(body).lines]


def test_what_was_hidden_once_and_shows_now_is_read() -> None:
    assert ["1"] == [line.text for line in read(p("1", '<w:rPr><w:vanish w:val="0"/></w:rPr>')).lines]


def test_deleted_rows_are_left_out_and_hidden_ones_marked() -> None:
    body = tbl(
        tr(tc("a"), tc("b")),
        tr(tc("x"), tc("y"), properties="<w:del/>"),
        tr(tc("c"), tc("d"), properties="<w:hidden/>"),
    )
    (found,) = read(body).tables
    assert [("a", False), ("c", True)] == [(row.texts()[0], row.hidden) for row in found.rows]


def test_tables_inside_tables_are_read_alone_and_mere_frames_are_not() -> None:
    frame = f"<w:tc>{p('left')}{table(LINES)}</w:tc>"
    figure = f"<w:tc>{tbl(tr(tc('5.00')))}</w:tc>"
    outer, inner = texts(read(tbl(tr(frame, tc("right")), tr(figure, tc("x")))))
    assert [["left", "right"], ["5.00", "x"]] == outer
    assert [list(line) for line in LINES] == inner


def test_text_boxes_headers_and_footers_are_read() -> None:
    box = f"<w:p><w:r><w:t>body</w:t></w:r><w:r><w:pict><w:txbxContent>{p('in a box')}</w:txbxContent></w:pict></w:r></w:p>"
    found = read(box, header1=p("Acme Ltd"), footer1=p("Page 1"))
    assert ["Acme Ltd", "body", "in a box", "Page 1"] == [line.text for line in found.lines]
    assert [1, 2, 3, 4] == [line.place.line for line in found.lines]


def test_a_document_of_pictures_is_called_so_and_one_of_nothing_empty() -> None:
    assert ["empty"] == [problem.code for problem in read("").problems]
    with_picture = docx("")
    made = io.BytesIO(with_picture.content)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/media/image1.png", b"x")
    scanned = READER.read(Document("x", made.getvalue()), Access())
    assert ["image_only"] == [problem.code for problem in scanned.problems]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p>", "broken_file"),
        (table(LINES) * 9_000, "too_large"),
        ("<w:sdt>" * 100 + "</w:sdt>" * 100, "broken_file"),
        ("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60, "broken_file"),
    ],
)
def test_damage_and_excess_are_problems(body: str, code: str) -> None:
    assert [code] == [problem.code for problem in read(body).problems]


@pytest.mark.parametrize("span", ["100000", "-1", "x", "99999999999999999999"])
def test_spans_beyond_any_table_take_no_memory(span: str) -> None:
    found = read(tbl(tr(tc("a", f'<w:gridSpan w:val="{span}"/>'), tc("b"))))
    assert "a" == found.tables[0].rows[0].cells[0].text
    assert len(found.tables[0].rows[0].cells) <= 300


def test_only_word_documents_are_claimed() -> None:
    assert READER.able(docx(""))
    assert not READER.able(Document("x.docx", b"PK\x03\x04 damaged"))
    assert not READER.able(Document("x.docx", b"%PDF-1.7"))
    assert READER.read(Document("x", b"PK\x03\x04 damaged"), Access()).problems[0].code == "broken_file"


_TAGS = [
    "tbl",
    "tr",
    "tc",
    "p",
    "r",
    "t",
    "tab",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "pict",
    "txbxContent",
    "tcPr",
    "gridSpan",
    "vMerge",
]
_TREES = st.recursive(
    st.sampled_from(["1,234.50", "Date", "", "&amp;"]),
    lambda inner: st.builds(
        lambda tag, children: f"<w:{tag}>{''.join(children)}</w:{tag}>",
        st.sampled_from(_TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=40,
)


@given(_TREES)
def test_no_order_of_elements_stops_the_reader(body: str) -> None:
    reading = read(body)
    assert reading.tables or reading.lines or reading.problems
    assert all(len({len(row.cells) for row in found.rows}) == 1 for found in reading.tables)


def locked(document: Document, password: str) -> Document:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(document.content)).encrypt(password, stream)
    return Document(document.name, stream.getvalue())


def test_a_locked_document_opens_with_a_kept_password_and_is_else_asked_about() -> None:
    bulk = "".join(f"<w:p>{hashlib.sha256(bytes([number])).hexdigest()}</w:p>" for number in range(200))
    document = locked(docx(table(LINES), comments=bulk), "右账2026")  # the maker of locks spoils files of under 4 kB
    assert READER.able(document)
    opened = recognise(document, Access(("wrong", "右账2026")))
    assert [Verdict.PROVEN] == [statement.proof.verdict for statement in opened.statements]
    shut = recognise(document, Access(("wrong",)))
    assert (["locked"], ()) == ([problem.code for problem in shut.problems], shut.statements)


def test_a_locked_workbook_is_left_to_its_own_reader() -> None:
    document = locked(Document("a.xlsx", openpyxl_book([["x"]])), "right")
    assert Reading("docx") == READER.read(document, Access(("right",)))


def test_what_stands_between_two_tables_is_numbered_between_their_rows() -> None:
    found = read(p("币种：人民币") + table(LINES) + p("币种：美元") + table(LINES) + p("Thank you"))
    assert [0, 0, 1] == found.parts_of_lines()
    rows = [row.cells[0].place.line for made in found.tables for row in made.rows]
    assert ([1, 6, 11], [2, 3, 4, 5, 7, 8, 9, 10]) == ([line.place.line for line in found.lines], rows)


def test_the_currency_between_two_tables_is_that_of_the_second() -> None:
    found = recognise(docx(p("对账单") + p("币种：人民币") + table(LINES) + p("币种：美元") + table(LINES)))
    assert ["CNY", "USD"] == [statement.currency for statement in found.statements]
