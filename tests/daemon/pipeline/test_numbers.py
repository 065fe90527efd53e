"""Their own numbers for ours: learned from one answered statement, used on the next, and forgotten where staff say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.store import Store, forms
from daemon.store.ledgers import Opening
from daemon.store.numbers import NUMBERS, learned
from parsers.ledgers.entry import LedgerEntry, Role
from rules.model.reconciliation import Reconciliation
from tests.support.house import ACME, House, Posting, entries, statement_mail
from tests.support.stored import NOW, OpeningRow

BOOKED = (
    ("2026-03-03", "600.10"),
    ("2026-03-11", "250.55"),
    ("2026-03-17", "333.33"),
    ("2026-03-25", "100.00"),
    ("2026-03-26", "100.00"),
)
OURS = tuple(Posting(day, f"SI-{100_017 + k}", amount) for k, (day, amount) in enumerate(BOOKED))
THEIRS = tuple(Posting(day, f"A/26/{17 + k:05}", amount) for k, (day, amount) in enumerate(BOOKED))
SECOND_OF_THE_TWINS = (*THEIRS[:3], replace(THEIRS[4], date="2026-03-25"))
"""The second invoice of 100.00, booked on the day of the first, which they do not have."""


@pytest.fixture
def books(store: Store) -> Store:
    opening = OpeningRow("C-1001", Decimal("100.00"), dt.date(2026, 3, 1), 2, "USD")
    rows: list[LedgerEntry | Opening] = [opening, *entries("C-1001", OURS)]
    store.ledgers.import_rows(rows, name="ledger.csv", sha256="2" * 64, role=Role.CUSTOMER, imported_at=NOW)
    return store


def compared(house: House, store: Store, case: int, **paper: object) -> Reconciliation:
    house.deliver(statement_mail(case, **paper), str(case))
    house.service(store).run_once()
    return forms.read_reconciliation(store.cases.finding(case, "reconciliation") or "")


def test_the_numbers_of_an_answered_statement_tell_equal_amounts_apart_on_the_next(house: House, books: Store) -> None:
    first = compared(house, books, 1, postings=THEIRS[:3], date="20 Mar 2026")
    assert first.agreed
    assert {"amount_and_date"} == {match.rule for match in first.matches}
    assert ["A26# = SI# + 100000"] == [f"{rule.key} = {rule}" for rule in learned(books, ACME).rules]

    second = compared(house, books, 2, postings=SECOND_OF_THE_TWINS)
    (missing,) = second.differences
    assert ("timing_ledger", "SI-100020") == (missing.reason.value, missing.facts["reference"])
    assert "learned_number" in {match.rule for match in second.matches}
    assert ("differences", 2) == (books.cases.get(2).outcome, len(house.sent()))
    assert 3 == learned(books, ACME).rules[0].support  # nothing is learned from what only the map joined


def test_without_it_a_person_has_to_look(house: House, books: Store) -> None:
    compared(house, books, 1, postings=SECOND_OF_THE_TWINS)
    assert "hold" == books.cases.get(1).outcome


def test_nothing_is_learned_before_the_answer_has_left(house: House, books: Store) -> None:
    house.deliver(statement_mail(1, postings=THEIRS[:3], date="20 Mar 2026"), "1")
    house.service(books, house.with_policy(mode="draft")).run_once()
    assert books.cases.finding(1, NUMBERS) is not None
    assert not learned(books, ACME)


def test_what_staff_took_away_joins_nothing_any_more(house: House, books: Store) -> None:
    compared(house, books, 1, postings=THEIRS[:3], date="20 Mar 2026")
    books.counterparties.put(replace(ACME, numbers_refused=("A26#",)))
    second = compared(house, books, 2, postings=SECOND_OF_THE_TWINS)
    assert "learned_number" not in {match.rule for match in second.matches if match.lines == (3,)}
    assert "hold" == books.cases.get(2).outcome
