"""pdfium's letters become tables and lines; what cannot be opened becomes a problem."""

from __future__ import annotations

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.pdf_words import READER
from tests.parsers.readers.papers import BEFORE, CHINESE, ENGLISH, HAN, drawn, paper, pictured


def read_rows(content: bytes) -> list[tuple[str, ...]]:
    reading = READER.read(Document("a.pdf", content), Access())
    return [row.texts() for table in reading.tables for row in table.rows]


def codes(content: bytes, *passwords: str) -> list[str]:
    return [problem.code for problem in READER.read(Document("a.pdf", content), Access(passwords)).problems]


def test_a_ruled_table_comes_back_cell_by_cell() -> None:
    assert list(ENGLISH) == read_rows(paper())


def test_the_same_table_without_rules_comes_back_the_same() -> None:
    assert list(ENGLISH) == read_rows(paper(ruled=False))


def test_chinese_columns_come_back() -> None:
    assert list(CHINESE) == read_rows(paper(CHINESE, (), ruled=False, font=HAN))


def test_text_outside_the_table_goes_to_lines() -> None:
    reading = READER.read(Document("a.pdf", paper()), Access())
    assert list(BEFORE) == [line.text for line in reading.lines]


def test_each_cell_says_where_it_stood() -> None:
    document = Document("a.pdf", paper())
    place = READER.read(document, Access()).tables[0].rows[2].cells[3].place
    assert (document.sha256, "pdf_words", 1) == (place.document, place.reader, place.page)
    assert place.box is not None
    assert place.box[0] < place.box[2]


def test_a_header_repeated_on_each_page_opens_a_table_there() -> None:
    rows = [ENGLISH[0], *[("01/03/2026", f"INV-{n}", "Goods", "1.00", "", f"{n}.00") for n in range(1, 90)]]
    reading = READER.read(Document("a.pdf", paper(rows)), Access())
    assert [1, 2, 3] == [table.page for table in reading.tables]


def test_a_page_without_header_goes_on_in_the_columns_of_the_page_before() -> None:
    rows = [ENGLISH[0], *[("01/03/2026", f"INV-{n}", "Goods", "1.00", "", f"{n}.00") for n in range(1, 90)]]
    found = read_rows(paper(rows, repeat=0, ruled=False))
    assert rows == found


def test_a_locked_file_opens_with_the_password_kept() -> None:
    locked = paper(password="sesame")
    assert ["locked"] == codes(locked)
    assert ["locked"] == codes(locked, "wrong")
    assert [] == codes(locked, "wrong", "sesame")


def test_a_picture_is_called_one() -> None:
    assert "image_only" in codes(pictured())


def test_text_that_nobody_sees_is_not_read() -> None:
    hidden = drawn((50, 700, "Closing balance 99,999.00"), invisible=True)
    assert ["image_only"] == codes(hidden)


def test_a_damaged_an_empty_and_a_cut_file_are_problems() -> None:
    assert ["broken_file"] == codes(b"%PDF-1.7 nonsense")
    assert ["empty"] == codes(b"  ")
    assert codes(paper()[:700]) in (["broken_file"], ["empty"])


def test_a_file_is_known_by_its_first_bytes_and_not_by_its_name() -> None:
    assert READER.able(Document("statement.xlsx", paper()))
    assert not READER.able(Document("statement.pdf", b"PK\x03\x04"))
