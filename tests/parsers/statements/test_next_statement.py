"""Where another statement begins."""

from __future__ import annotations

from parsers.statements.next_statement import begins_statement, names_another
from tests.parsers.statements.tables import spot


def test_another_account_or_currency_is_another_statement() -> None:
    known = [spot("Account: C1"), spot("Currency: EUR", y=20)]
    assert names_another([spot("Account: C2")], known)
    assert names_another([spot("Currency: USD")], known)
    assert not names_another([spot("Account no.: C1")], known)


def test_a_title_begins_a_statement_and_a_balance_does_not() -> None:
    assert begins_statement("Statement of account for C2")
    assert not begins_statement("Account balance")
