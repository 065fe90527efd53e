"""Readers are found by their files, the cheap ones first, each under its own name."""

from __future__ import annotations

from parsers.readers.base import Access, all_readers


def test_the_cheapest_reader_stands_first_and_the_order_is_always_the_same() -> None:
    readers = all_readers()
    assert sorted(readers, key=lambda reader: (reader.cost, reader.name)) == list(readers)
    assert readers is all_readers()


def test_pdfs_workbooks_and_text_each_have_a_reader() -> None:
    assert {"pdf_words", "pdf_plumber", "pdf_camelot", "workbook", "csv_text"} <= {each.name for each in all_readers()}


def test_without_passwords_nothing_is_tried() -> None:
    assert () == Access().passwords
