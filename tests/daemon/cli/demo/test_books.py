"""The demonstration's books differ where it says so and nowhere else."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from daemon.cli.demo import books, company
from daemon.cli.demo.books import Account


def documents(account: Account) -> Counter[tuple[str, Decimal]]:
    return Counter((posting.document, posting.amount) for posting in account.postings)


def test_no_document_number_is_given_twice_in_our_ledger() -> None:
    numbers = [posting.document for account in books.ACCOUNTS for posting in account.postings]
    assert [] == [number for number, count in Counter(numbers).items() if count > 1]


def test_everything_happens_in_the_month_and_in_order() -> None:
    for account in books.ACCOUNTS:
        days = [posting.day for posting in account.postings]
        assert sorted(days) == days
        assert company.MONTH_START <= days[0] <= days[-1] <= company.MONTH_END


def test_harbour_differs_in_five_ways() -> None:
    ours, theirs = documents(books.HARBOUR), documents(books.HARBOUR_THEIRS)
    assert {
        ("INV-26-1252", Decimal("4530.00")),
        ("INV-26-1299", Decimal("2116.00")),
        ("RCT-26-0641", Decimal("-24285.00")),
    } == set(ours - theirs)
    assert {
        ("INV-26-1252", Decimal("4350.00")),
        ("INV-26-1263", Decimal("688.20")),
        ("RCT-26-0641", Decimal("-24310.00")),
        ("PAY-88213", Decimal("-5218.40")),
    } == set(theirs - ours)
    assert Decimal("-6851.20") == books.HARBOUR_THEIRS.closing - books.HARBOUR.closing


def test_hengxin_differs_by_a_bank_charge_and_a_late_invoice() -> None:
    assert Decimal("-6562.00") == books.HENGXIN_THEIRS.closing - books.HENGXIN.closing


def test_a_change_of_a_document_that_is_not_there_is_no_silent_nothing() -> None:
    with pytest.raises(StopIteration):
        books.HARBOUR.without("INV-0")
    with pytest.raises(StopIteration):
        books.HARBOUR.changed("INV-0", "1.00")
