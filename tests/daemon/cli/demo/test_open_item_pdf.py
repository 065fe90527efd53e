"""The list of open items holds the unpaid documents and their total, and nothing that was paid."""

from __future__ import annotations

from daemon.cli.demo import books
from daemon.cli.demo.open_item_pdf import open_item_pdf
from tests.daemon.cli.demo.papers import pages_of


def test_only_the_unpaid_documents_stand_there_with_their_total() -> None:
    (page,) = pages_of(open_item_pdf(books.BRIGHTWATER, ("INV-26-1248", "INV-26-1301"), "V"))
    assert "INV-26-1248" in page
    assert "INV-26-1199" not in page
    assert "2,885.15" in page


def test_the_same_paper_comes_each_time() -> None:
    assert open_item_pdf(books.BRIGHTWATER, ("INV-26-1248",), "V") == open_item_pdf(
        books.BRIGHTWATER, ("INV-26-1248",), "V"
    )
