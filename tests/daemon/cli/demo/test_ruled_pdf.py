"""The ruled paper prints every posting, its columns add up, and the same bytes come each time."""

from __future__ import annotations

import pypdfium2
import pytest

from daemon.cli.demo import books
from daemon.cli.demo.figures import amount
from daemon.cli.demo.ruled_pdf import ruled_pdf
from tests.daemon.cli.demo.papers import pages_of


def test_every_posting_and_the_closing_balance_are_printed() -> None:
    (page,) = pages_of(ruled_pdf(books.NORTHGATE, "V-2087"))
    for posting in books.NORTHGATE.postings:
        assert (posting.theirs or posting.document) in page
        assert amount(abs(posting.amount)) in page
    assert amount(books.NORTHGATE.closing) in page
    assert "RCT-26-0644" not in page, "a customer does not know the number of our receipt"


def test_a_locked_paper_opens_with_its_password_only() -> None:
    content = ruled_pdf(books.PINEWOOD, "1", password="Pinewood-2026")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(content)
    with pypdfium2.PdfDocument(content, password="Pinewood-2026") as document:
        assert 1 == len(document)
    assert content == ruled_pdf(books.PINEWOOD, "1", password="Pinewood-2026")


def test_the_same_paper_comes_each_time() -> None:
    assert ruled_pdf(books.HARBOUR_THEIRS, "1") == ruled_pdf(books.HARBOUR_THEIRS, "1")
