"""Two currencies on one paper, a currency that is not ours, a day that has not come: nothing of it is confirmed."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import because, run, statement_csv
from tests.support.house import ACME_POSTINGS, House, mail, statement_pdf


@pytest.mark.parametrize("currency", ["EUR", "CNY", "GBP"])
def test_the_same_figures_in_another_currency_do_not_tie(house: House, store: Store, currency: str) -> None:
    paper = statement_csv(above=("Acme Fasteners Ltd", "Statement of account", f"Currency: {currency}"))
    (summary,) = run(house, store, mail(("statement.csv", paper)))
    assert ("hold", []) == (summary.outcome, house.sent())
    assert currency in because(summary)


def test_two_currencies_in_one_table_are_never_added(house: House, store: Store) -> None:
    rows = statement_csv(above=("Acme Fasteners Ltd", "Statement of account")).decode()
    mixed = rows.replace(",600.00,", ",EUR 600.00,").replace(",250.50,", ",USD 250.50,")
    run(house, store, mail(("statement.csv", mixed.encode())))
    assert [] == house.sent()


@pytest.mark.parametrize("day", ["30 Apr 2026", "31 Dec 2026", "31 Mar 2096"])
def test_a_statement_of_a_day_to_come_is_not_confirmed(house: House, store: Store, day: str) -> None:
    (summary,) = run(house, store, mail(("statement.pdf", statement_pdf(date=day))))
    assert ("hold", []) == (summary.outcome, house.sent())
    assert because(summary)


def test_a_closing_balance_that_the_lines_do_not_bear_is_not_confirmed(house: House, store: Store) -> None:
    (summary,) = run(
        house, store, mail(("statement.pdf", statement_pdf(ACME_POSTINGS, closing="1,050.00", opening="90.00")))
    )
    assert "confirm" != summary.outcome
    assert [] == house.sent()
