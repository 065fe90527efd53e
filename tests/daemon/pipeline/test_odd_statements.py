"""Odd but honest statements, through the whole service: other days, other papers, other roads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.config.settings import Authenticity
from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import ACME, ACME_POSTINGS, House, Posting, mail, replace_struct, statement_pdf

BEFORE = Posting("2026-02-20", "INV-4999", "60.00")
BARE_CSV = (
    b"Date,Reference,Debit,Credit,Balance\n"
    b"2026-03-01,Opening balance,,,100.00\n"
    b"2026-03-03,INV-5001,,600.00,700.00\n"
    b"2026-03-11,INV-5002,,250.50,950.50\n"
    b"2026-03-17,RCT-9001,500.00,,450.50\n"
    b"2026-03-25,INV-5003,,599.50,1050.00\n"
)
"""The statement of `statement_pdf`, as a workbook exports it: no name, no account, no currency, no day."""


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


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_statement_as_pdf_and_as_csv_is_answered_once(house: House, store: Store, order: int) -> None:
    papers = [("s.pdf", statement_pdf(account="C-1001")), ("s.csv", BARE_CSV)][::order]

    (summary,) = _run(house, store, mail(*papers))

    assert ("confirm", "s.pdf") == (summary.outcome, summary.document)  # the one that names account and day
    assert 1 == len(house.sent())


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_statement_in_another_form_the_next_day_is_answered_once(
    house: House, store: Store, order: int
) -> None:
    papers = [("s.pdf", statement_pdf(account="C-1001")), ("s.csv", BARE_CSV)][::order]

    summaries = _run(house, store, *(mail(paper, number=number) for number, paper in enumerate(papers)))

    assert ["confirm", "hold"] == [summary.outcome for summary in summaries]
    assert 1 == summaries[1].repeats
    assert 1 == len(house.sent())


def test_a_statement_with_one_figure_changed_is_another_statement(house: House, store: Store) -> None:
    changed = (*ACME_POSTINGS[:-1], Posting("2026-03-25", "INV-5003", "599.00"))

    summaries = _run(house, store, mail(("s.pdf", statement_pdf(changed))), mail(("s.pdf", statement_pdf()), number=2))

    assert ["differences", "confirm"] == [summary.outcome for summary in summaries]


def test_a_mail_that_came_by_two_roads_is_asked_back_once(house: House, store: Store) -> None:
    asking = mail(("s.pdf", b"%PDF-1.4 broken"))

    first, second = _run(house, store, asking, b"Received: from mx by list.us.example\n" + asking)

    assert ("ask", "hold") == (first.outcome, second.outcome)
    assert 1 == second.repeats
    assert 1 == len(house.sent())


def test_an_unauthenticated_copy_that_came_first_does_not_keep_the_true_mail_from_its_answer(
    house: House, store: Store
) -> None:
    settings = replace_struct(house.settings, authenticity=Authenticity(authserv_id="mx.us.example"))
    forged = mail(("s.pdf", b"%PDF-1.4 broken"))
    true = b"Authentication-Results: mx.us.example; dmarc=pass header.from=acme.example\n" + forged
    house.deliver(forged, "1")
    house.deliver(true, "2")

    summaries = house.service(store, settings).run_once()

    assert ["hold", "ask"] == [summary.outcome for summary in summaries]


def test_two_papers_of_one_day_that_differ_wait_for_a_person(house: House, store: Store) -> None:
    draft = ("draft.pdf", statement_pdf(ACME_POSTINGS[:-1]))

    summaries = _run(house, store, mail(draft, ("final.pdf", statement_pdf())))

    assert ["hold", "hold"] == [summary.outcome for summary in summaries]
    assert any("final.pdf" in because for because in summaries[0].because)
    assert [] == house.sent()


def test_what_was_held_for_what_it_lacked_may_be_sent_again_with_it(house: House, store: Store) -> None:
    """The counterparty has two accounts; the bare paper does not say which is meant."""
    store.counterparties.replace_all([replace(ACME, accounts=("C-1001", "C-2002"))])
    named = mail(("s.pdf", statement_pdf(account="C-1001")), number=2)

    summaries = _run(house, store, mail(("s.csv", BARE_CSV)), named)

    assert ["hold", "confirm"] == [summary.outcome for summary in summaries]


def test_what_another_paper_of_the_mail_lists_is_not_called_missing(house: House, store: Store) -> None:
    without = statement_pdf((ACME_POSTINGS[0], *ACME_POSTINGS[2:]))
    earlier = statement_pdf(ACME_POSTINGS[:2], date="15 Mar 2026")

    summaries = _run(house, store, mail(("march.pdf", without), ("half.pdf", earlier)))

    held = next(summary for summary in summaries if summary.document == "march.pdf")
    assert ("hold", "") == (held.outcome, held.reply_state)
    assert any("lists what is missing on this one: half.pdf" in because for because in held.because)
