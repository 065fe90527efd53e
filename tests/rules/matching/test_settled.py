"""What our own books have settled is set aside for a list of open items."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.ledgers.entry import Role
from parsers.statements.statement import Form, Statement
from tests.rules.jotting import day, groups, laid, ledger, reasons, statement


def open_items(rows: str) -> Statement:
    return statement(rows, opening=None, form=Form.OPEN_ITEM, period=None, date=day("2026-03-31"))


OPEN = "2026-03-09 invoice INV-1003 300.00\n"
PAPER = open_items(OPEN)


@pytest.mark.parametrize(
    "settled",
    [
        "2026-02-01 invoice INV-1000 70.00\n2026-02-20 payment RC-1+INV-1000 -70.00",
        "2026-02-01 invoice INV-1000 70.00 open 0.00\n2026-02-20 payment RC-1 -70.00 open 0.00",
        "2026-02-01 invoice INV-1000 70.00\n2026-02-02 invoice INV-1001 5.00\n2026-02-20 payment RC-1 -75.00",
    ],
    ids=["by number", "as exported", "in total"],
)
def test_settled_entries_are_set_aside(settled: str) -> None:
    found = laid(PAPER, ledger(settled + "\n" + OPEN))
    assert {(), (0,)} == {lines for lines, _entries in groups(found)}
    assert found.agreed


def test_a_payment_after_the_statement_settles_nothing_yet() -> None:
    assert laid(PAPER, ledger(OPEN + "2026-04-02 payment RC-3+INV-1003 -300.00")).agreed


def test_a_payment_that_they_have_not_booked_is_missing_on_their_statement() -> None:
    found = laid(PAPER, ledger(OPEN + "2026-03-12 payment RC-3+INV-1003 -300.00"))
    assert ["missing_on_statement"] == reasons(found)
    assert Decimal("300.00") == found.differences[0].amount


def test_a_payment_settles_the_oldest_invoice_of_its_amount_or_a_run_of_them() -> None:
    one = laid(
        PAPER,
        ledger(
            "2026-01-02 invoice A-11 100.00\n2026-02-02 invoice A-12 150.00\n2026-03-01 payment P-1 -100.00\n" + OPEN
        ),
    )
    assert ["missing_on_statement"] == reasons(one)
    assert ("3",) == one.differences[0].entries
    run = laid(
        PAPER,
        ledger(
            "2026-01-02 invoice A-11 100.00\n2026-01-03 invoice A-12 50.00\n2026-02-02 invoice A-13 7.00\n"
            "2026-03-01 payment P-1 -150.00\n" + OPEN
        ),
    )
    assert ("4",) == run.differences[0].entries


def test_payments_that_settle_what_is_older_than_our_entries_sink_into_the_opening_balance() -> None:
    found = laid(PAPER, ledger("2026-01-12 payment RC-2 -500.00\n" + OPEN, opening="500.00"))
    assert Decimal(0) == found.ledger.opening
    assert found.agreed


def test_with_a_supplier_the_payments_are_ours() -> None:
    found = laid(
        open_items("2026-03-09 invoice S-1003 300.00"),
        ledger(
            "2026-01-02 invoice V-1+S-1001 -100.00\n2026-03-01 payment P-1 100.00\n2026-03-09 invoice V-2+S-1003 -300.00"
        ),
        role=Role.SUPPLIER,
    )
    assert found.agreed


def test_movements_settle_nothing() -> None:
    found = laid(statement(OPEN), ledger("2026-03-01 invoice A-11 70.00\n2026-03-02 payment P-1 -70.00\n" + OPEN))
    assert 2 == len(reasons(found))
