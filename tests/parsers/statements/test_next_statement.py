"""Where another statement begins."""

from __future__ import annotations

from parsers.statements.next_statement import begins_statement, names_another, names_same
from tests.parsers.statements.tables import spot


def test_another_account_or_currency_is_another_statement() -> None:
    known = [spot("Account: C1"), spot("Currency: EUR", y=20)]
    assert names_another([spot("Account: C2")], known)
    assert names_another([spot("Currency: USD")], known)
    assert not names_another([spot("Account no.: C1")], known)


def test_a_title_begins_a_statement_and_a_balance_does_not() -> None:
    assert begins_statement("Statement of account for C2")
    assert not begins_statement("Account balance")


def test_a_slip_names_the_account_of_its_own_statement() -> None:
    known = [spot("A/C No: C-1-2")]
    assert names_same(spot("Customer ID: C-1-2"), known)
    assert not names_same(spot("Customer ID: C-1-3"), known)
