"""An open item of which a part was paid, as our export says."""

from __future__ import annotations

from parsers.statements.statement import Form
from tests.rules.jotting import day, groups, laid, ledger, statement

INVOICE = "2026-03-02 invoice INV-1001 100.00 open 60.00\n"


def test_the_payment_that_left_the_open_amount_is_found() -> None:
    theirs = statement("2026-03-02 invoice INV-1001 60.00", opening=None, form=Form.OPEN_ITEM, date=day("2026-03-31"))
    for paid in ("2026-03-20 payment RC-2 -40.00", "2026-03-20 payment RC-2 -30.00\n2026-03-21 payment RC-3 -10.00"):
        found = laid(theirs, ledger(INVOICE + paid))
        assert 1 == len(groups(found))
        assert found.agreed


def test_without_the_payment_the_amounts_differ() -> None:
    theirs = statement("2026-03-02 invoice INV-1001 60.00", opening=None, form=Form.OPEN_ITEM)
    assert not laid(theirs, ledger(INVOICE)).agreed


def test_movements_are_not_open_items() -> None:
    theirs = statement("2026-03-02 invoice INV-1001 60.00")
    assert not laid(theirs, ledger(INVOICE + "2026-03-20 payment RC-2 -40.00")).agreed
