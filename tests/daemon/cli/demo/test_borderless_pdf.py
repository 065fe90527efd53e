"""The borderless paper carries its balance from page to page, or prints a sum that is wrong."""

from __future__ import annotations

from decimal import Decimal

from daemon.cli.demo import books
from daemon.cli.demo.borderless_pdf import borderless_pdf
from daemon.cli.demo.figures import amount
from tests.daemon.cli.demo.papers import pages_of


def test_forty_lines_take_two_pages_and_the_balance_is_carried() -> None:
    first, second = pages_of(borderless_pdf(books.LAKESIDE, "S-1"))
    carried = books.LAKESIDE.opening + sum((posting.amount for posting in books.LAKESIDE.postings[:30]), Decimal(0))
    assert "Carried forward" in first
    assert "Brought forward" in second
    assert amount(carried) in first
    assert amount(carried) in second
    assert amount(books.LAKESIDE.closing) in second


def test_a_misprinted_sum_stands_on_the_paper_as_told() -> None:
    wrong = books.PINEWOOD.closing + 900
    (page,) = pages_of(borderless_pdf(books.PINEWOOD, "1", misprinted=wrong))
    assert 2 == page.count(amount(wrong))
    assert amount(books.PINEWOOD.closing) not in page


def test_the_same_paper_comes_each_time() -> None:
    assert borderless_pdf(books.LAKESIDE, "1") == borderless_pdf(books.LAKESIDE, "1")
