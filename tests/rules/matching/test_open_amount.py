"""An open item of which a part was paid, as our export says."""

from __future__ import annotations

from parsers.statements.statement import Form, Statement
from rules.model.match import Certainty
from tests.rules.jotting import day, groups, laid, ledger, reasons, statement

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


def listed(rows: str) -> Statement:
    return statement(rows, opening=None, form=Form.OPEN_ITEM, period=None, date=day("2026-03-31"))


LEDGER = "2026-03-02 invoice INV-1001 100.00\n2026-03-05 invoice INV-1002 333.10\n"


def test_without_open_amounts_the_one_payment_of_what_is_missing_is_likely() -> None:
    found = laid(listed("2026-03-05 invoice INV-1002 300.00"), ledger(LEDGER + "2026-03-20 payment RC-2 -133.10"))
    assert ([], False) == (reasons(found), found.agreed)
    assert Certainty.LIKELY in {match.certainty for match in found.matches}


def test_a_payment_that_they_list_themselves_has_paid_nothing_yet() -> None:
    rows = "2026-03-05 invoice INV-1002 200.00\n2026-03-02 invoice INV-1001 100.00\n2026-03-20 payment RC-2 -133.10"
    found = laid(listed(rows), ledger(LEDGER + "2026-03-20 payment RC-2 -133.10"))
    assert 1 == len(found.differences)
    assert ((2,), ("4",)) in groups(found)


def test_a_lump_sum_set_against_the_oldest_leaves_a_remainder_that_is_no_slip() -> None:
    found = laid(listed("2026-03-05 invoice INV-1002 33.10"), ledger(LEDGER + "2026-03-20 payment RC-2 -400.00"))
    assert ([], False) == (reasons(found), found.agreed)
    unexplained = laid(listed("2026-03-05 invoice INV-1002 33.20"), ledger(LEDGER + "2026-03-20 payment RC-2 -400.00"))
    assert unexplained.differences
    assert not all(one.certain for one in unexplained.differences)
