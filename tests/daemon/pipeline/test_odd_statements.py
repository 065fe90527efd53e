"""Odd but honest statements, through the whole service: other days, other papers, other roads."""

from __future__ import annotations

import pytest

from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import ACME_POSTINGS, House, Posting, mail, statement_pdf

BEFORE = Posting("2026-02-20", "INV-4999", "60.00")


def _run(house: House, store: Store, *contents: bytes) -> list[CaseSummary]:
    for number, content in enumerate(contents, start=1):
        house.deliver(content, f"{number}")
    return house.service(store).run_once()


@pytest.mark.parametrize("date", ["03 Apr 2026", "30 Apr 2026", "31 Mar 2027"])
def test_how_our_books_stand_after_the_export_is_not_told(house: House, store: Store, date: str) -> None:
    (summary,) = _run(house, store, mail(("s.pdf", statement_pdf(date=date))))

    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert any("export was made (2026-04-02)" in because for because in summary.because)


def test_a_statement_of_the_export_s_own_day_is_answered(house: House, store: Store) -> None:
    (summary,) = _run(house, store, mail(("s.pdf", statement_pdf(date="02 Apr 2026"))))

    assert "confirm" == summary.outcome


def test_items_inside_our_opening_balance_are_not_called_missing(house: House, store: Store) -> None:
    paper = statement_pdf((BEFORE, *ACME_POSTINGS), opening="40.00")

    (summary,) = _run(house, store, mail(("s.pdf", paper)))

    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert any("before our ledger begins (2026-03-01)" in because for because in summary.because)


def test_an_earlier_statement_after_a_later_one_is_compared_with_its_own_day(house: House, store: Store) -> None:
    later = mail(("s.pdf", statement_pdf()), number=1)
    earlier = mail(("s.pdf", statement_pdf(ACME_POSTINGS[:2], date="15 Mar 2026")), number=2)

    assert ["confirm", "confirm"] == [summary.outcome for summary in _run(house, store, later, earlier)]
    assert any(b"950.50" in reply for reply in house.sent())
