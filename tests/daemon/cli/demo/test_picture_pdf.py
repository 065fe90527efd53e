"""A scan has a picture and no text."""

from __future__ import annotations

from daemon.cli.demo import books
from daemon.cli.demo.picture_pdf import picture_pdf
from tests.daemon.cli.demo.papers import pages_of


def test_a_scan_has_one_page_without_a_character() -> None:
    assert [""] == [page.strip() for page in pages_of(picture_pdf(books.PINEWOOD))]


def test_the_same_scan_comes_each_time() -> None:
    assert picture_pdf(books.PINEWOOD) == picture_pdf(books.PINEWOOD)
