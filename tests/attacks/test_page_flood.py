"""PDFs with more pages than there are, or a tree of pages that bites its own tail."""

from __future__ import annotations

from tests.support.hostile_files import STOPPED, codes, pdf, read

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def test_a_claim_of_a_billion_pages_is_refused() -> None:
    found = read(pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", PAGE]))
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems


def test_one_page_shown_fifty_thousand_times_is_refused() -> None:
    kids = b"3 0 R " * 50_000
    found = read(pdf([CATALOG, b"<< /Type /Pages /Kids [" + kids + b"] /Count 50000 >>", PAGE]))
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems


def test_a_tree_of_pages_that_bites_its_tail_ends() -> None:
    found = read(pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]))
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
