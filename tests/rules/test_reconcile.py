"""The laws of reconciling, for any statement and any ledger; and what may be called agreed."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Place
from parsers.ledgers.entry import LedgerAccount, LedgerEntry, Role
from parsers.statements.statement import Figure, Form, LineKind, Statement, StatementLine, Verdict
from rules.checker import faults
from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.model.reconciliation import Orientation, Reconciliation
from rules.model.terms import Terms
from rules.reconcile import reconcile
from tests.rules.jotting import day, groups, laid, ledger, reasons, statement, the_difference

# Few amounts, days and numbers, so that rows collide in every way that rows can.
AMOUNTS = st.sampled_from(
    ["100.00", "-100.00", "60.00", "40.00", "-40.00", "98.00", "100.01", "0.00", "1234.56", "-60"]
)
DAYS = st.sampled_from([None, *(dt.date(2026, 3, number) for number in (1, 2, 3, 9, 20, 30))])
NUMBERS = st.sampled_from(
    [(), ("INV-1001",), ("INV-1002",), ("1001",), ("INV-001",), ("P-7",), ("INV-1001", "INV-1002")]
)
WORDS = st.sampled_from(["", "Goods", "bank charge", "reversal", "for INV-1002"])
KINDS = st.sampled_from([None, *LineKind])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    base = statement("", opening=draw(st.sampled_from([None, "0.00", "50.00"])), form=draw(st.sampled_from(list(Form))))
    rows = draw(st.lists(st.tuples(DAYS, AMOUNTS, NUMBERS, WORDS, KINDS), max_size=7))
    lines = tuple(
        StatementLine(
            date=when, amount=Decimal(amount), place=_place(), references=numbers, description=words, kind=kind
        )
        for when, amount, numbers, words, kind in rows
    )
    first = base.opening.amount if base.opening else Decimal(0)
    printed = draw(st.sampled_from([None, Decimal(0), Decimal("12.34")]))
    closing = None if printed is None else Figure(first + sum((line.amount for line in lines), printed))
    return replace(base, lines=lines, closing=closing, period=draw(st.sampled_from([None, base.period])))


def _place() -> Place:
    return statement("2026-03-01 - - 1.00").lines[0].place


@st.composite
def ledgers(draw: st.DrawFn) -> LedgerAccount:
    when = st.sampled_from([dt.date(2026, month, number) for month in (2, 3, 4) for number in (1, 2, 3, 20, 28)])
    rows = draw(st.lists(st.tuples(when, AMOUNTS, NUMBERS, WORDS), max_size=7))
    entries = tuple(
        LedgerEntry(
            id=str(row), row=row, account="1", date=date, amount=Decimal(amount), references=numbers, description=words
        )
        for row, (date, amount, numbers, words) in enumerate(rows, start=2)
    )
    return LedgerAccount(
        account="1", opening=Decimal(draw(st.sampled_from(["0.00", "50.00", "7.00"]))), entries=entries
    )


@settings(max_examples=300, deadline=None)
@given(statements(), ledgers(), st.sampled_from(list(Role)))
def test_every_row_is_told_once_and_the_bridge_closes(theirs: Statement, ours: LedgerAccount, role: Role) -> None:
    found = reconcile(theirs, ours, role=role)
    told = [(one.lines, one.entries) for one in found.matches] + [(one.lines, one.entries) for one in found.differences]
    assert list(range(len(theirs.lines))) == sorted(line for lines, _entries in told for line in lines)
    entries = [entry for _lines, some in told for entry in some]
    assert sorted(entry.id for entry in found.ledger.entries) == sorted(entries)
    assert found.bridge.closes
    gap = sum((difference.amount for difference in found.differences), Decimal(0))
    assert found.bridge.theirs == found.bridge.ours + gap
    assert () == faults(found, theirs, ours)


@settings(max_examples=150, deadline=None)
@given(statements(), ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_the_export_changes_nothing(theirs: Statement, ours: LedgerAccount, chance: random.Random) -> None:
    entries = list(ours.entries)
    chance.shuffle(entries)
    assert reconcile(theirs, ours) == reconcile(theirs, replace(ours, entries=tuple(entries)))


@settings(max_examples=150, deadline=None)
@given(statements(), ledgers())
def test_a_turned_statement_says_the_same(theirs: Statement, ours: LedgerAccount) -> None:
    found, turned = reconcile(theirs, ours), reconcile(_turned(theirs), ours)
    if not (found.orientation_proved and turned.orientation_proved):
        return
    if found.orientation is turned.orientation:
        assert not any(line.amount for line in theirs.lines)  # then nothing but zeros was there to turn
        return
    assert found.matches == turned.matches
    assert found.differences == turned.differences
    assert found.bridge == turned.bridge
    assert found.agreed == turned.agreed


def _turned(theirs: Statement) -> Statement:
    return replace(
        theirs,
        lines=tuple(replace(line, amount=-line.amount) for line in theirs.lines),
        opening=theirs.opening and Figure(-theirs.opening.amount),
        closing=theirs.closing and Figure(-theirs.closing.amount),
    )


@settings(max_examples=150, deadline=None)
@given(statements(), ledgers())
def test_what_is_called_agreed_leaves_nothing_over(theirs: Statement, ours: LedgerAccount) -> None:
    found = reconcile(theirs, ours)
    if found.agreed:
        assert () == found.differences
        assert found.bridge.ours == found.bridge.theirs
        assert found.opening_theirs == found.ledger.opening
        assert {Certainty.CERTAIN} >= {match.certainty for match in found.matches}
        assert theirs.closing is not None


THEIRS = """
    2026-03-02 invoice INV-1001 1,200.00
    2026-03-05 payment PV-77 -800.50
    2026-03-12 invoice INV-1002 333.10
"""
OURS = """
    2026-03-02 invoice INV-1001 1,200.00
    2026-03-06 payment RC-5 -800.50
    2026-03-12 invoice INV-1002 333.10
"""


def test_equal_accounts_agree() -> None:
    found = laid(statement(THEIRS, opening="500.00"), ledger(OURS, opening="500.00"))
    assert found.agreed
    assert [((0,), ("2",)), ((1,), ("3",)), ((2,), ("4",))] == groups(found)


@pytest.mark.parametrize("verdict", [Verdict.UNPROVEN, Verdict.BROKEN])
def test_an_unproved_reading_never_agrees(verdict: Verdict) -> None:
    assert not laid(statement(THEIRS, verdict=verdict), ledger(OURS)).agreed


def test_without_a_printed_closing_balance_nothing_agrees() -> None:
    assert not laid(statement(THEIRS, closing=None), ledger(OURS)).agreed


def test_another_currency_never_agrees() -> None:
    assert not laid(statement(THEIRS, currency="EUR"), ledger(OURS, currency="USD")).agreed


@pytest.mark.parametrize(
    "theirs",
    [
        "2026-03-02 invoice INV-1001 1,200.50\n2026-03-05 payment PV-77 -801.00\n2026-03-12 invoice INV-1002 333.10",
        "2026-03-02 invoice INV-1001 333.10\n2026-03-05 payment PV-77 -800.50\n2026-03-12 invoice INV-1002 1200.00",
        "2026-03-02 invoice INV-1001 1,200.00\n2026-03-05 payment PV-77 -467.40",
        "2026-03-02 invoice INV-1001 1,533.10\n2026-03-05 payment PV-77 -800.50",
        "2026-03-02 invoice INV-1001 1,200.00\n2026-03-29 payment PV-78 -800.50\n2026-03-12 invoice INV-1002 333.10",
        "2026-03-02 invoice INV-1001 1,200.00\n2026-03-05 payment PV-77 -800.50\n2026-03-12 invoice INV-1009 333.10",
    ],
    ids=["two slips", "amounts swapped", "netted away", "lost and enlarged", "another day", "another document"],
)
def test_errors_that_cancel_out_are_never_agreed(theirs: str) -> None:
    found = laid(statement(theirs), ledger(OURS))
    assert found.bridge.ours == found.bridge.theirs
    assert not found.agreed


def test_an_error_in_the_opening_balance_that_a_lost_row_hides_is_told() -> None:
    found = laid(
        statement("2026-03-02 invoice INV-1001 1,200.00\n2026-03-05 payment PV-77 -800.50", opening="333.10"),
        ledger(OURS),
    )
    assert found.bridge.ours == found.bridge.theirs
    assert ["missing_on_statement", "prior_period"] == reasons(found)


def test_a_printed_balance_that_contradicts_the_lines_leaves_an_unexplained_rest() -> None:
    found = laid(statement(THEIRS, closing="700.00"), ledger(OURS))
    assert Decimal("-32.60") == the_difference(found, Reason.UNEXPLAINED).amount


def test_what_we_posted_after_the_statement_is_no_difference() -> None:
    found = laid(statement(THEIRS), ledger(OURS + "2026-04-02 invoice INV-1003 50.00"))
    assert found.agreed
    assert 3 == len(found.ledger.entries)


def test_what_they_booked_before_us_is_a_matter_of_timing() -> None:
    found = laid(statement(THEIRS + "2026-03-30 payment PV-80 -70.00"), ledger(OURS + "2026-04-02 payment RC-9 -70.00"))
    difference = the_difference(found, Reason.TIMING_STATEMENT)
    assert (Decimal("-70.00"), (3,), ("5",)) == (difference.amount, difference.lines, difference.entries)


def test_without_a_printed_date_the_books_close_when_the_last_line_was_posted() -> None:
    theirs = statement(THEIRS + "2026-03-30 payment PV-80 -70.00", period=None)
    found = laid(theirs, ledger(OURS + "2026-04-02 payment RC-9 -70.00\n2026-05-02 payment RC-10 -10.00"))
    assert day("2026-04-02") == found.ledger.as_of
    assert found.agreed


def test_an_item_that_crossed_the_turn_of_the_period_leaves_our_opening_balance() -> None:
    found = laid(
        statement(THEIRS + "2026-03-03 invoice INV-0999 70.00"), ledger("2026-02-27 invoice INV-0999 70.00\n" + OURS)
    )
    assert found.agreed
    assert Decimal("0.00") == found.ledger.opening


def test_the_statement_date_given_outdoes_the_printed_one() -> None:
    found = laid(statement(THEIRS), ledger(OURS), statement_date=day("2026-03-10"))
    assert day("2026-03-10") == found.ledger.as_of
    assert not found.agreed


def test_a_mirrored_statement_of_a_supplier_agrees() -> None:
    found = laid(
        statement("2026-03-02 invoice S-901 1000.00\n2026-03-15 payment - -400.00"),
        ledger("2026-03-04 invoice V-11+S-901 -1000.00\n2026-03-14 payment P-5 400.00"),
        role=Role.SUPPLIER,
    )
    assert Orientation.MIRROR is found.orientation
    assert found.agreed


def test_a_budget_that_runs_out_is_said() -> None:
    rows = [(number, 100 + number * 7 + number % 5) for number in range(1, 25)]
    theirs = "\n".join(f"2026-03-{number:02} payment - -{amount}.00" for number, amount in rows)
    ours = "\n".join(f"2026-03-{number:02} payment - -{amount + 400}.00" for number, amount in rows)
    found: Reconciliation = laid(statement(theirs), ledger(ours), Terms(work_budget=20))
    assert any("budget" in note for note in found.notes)


def test_an_item_cleared_after_the_statement_agrees_and_the_independent_checker_finds_it_so() -> None:
    """Its open amount of today says nothing of that day; the entry shown is still the one that was exported."""
    books = ledger("2026-03-10 invoice INV-101 500.00 open 0.00\n2026-04-05 payment P-2 -500.00 open 0.00")
    cleared = replace(books, entries=tuple(replace(entry, cleared_on=day("2026-04-05")) for entry in books.entries))
    found = laid(statement("2026-03-10 invoice INV-101 500.00", opening=None, form=Form.OPEN_ITEM), cleared)
    assert (True, cleared.entries[:1]) == (found.agreed, found.ledger.entries)
