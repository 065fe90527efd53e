from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
from sqlalchemy import select

from daemon.store import Store
from daemon.store.desk_schema import case_difference
from daemon.store.differences import Kept, faults, row_of
from daemon.store.postgresql import NO_NUL
from rules.model.difference import Difference, Fact, Reason
from tests.daemon.store.test_queue import filled
from tests.support.stored import NOW

__all__ = ["filled"]

DAY = dt.timedelta(days=1)


def _put(store: Store, case: int, *told: Difference) -> None:
    with store.writing() as tx:
        for number, one in enumerate(told):
            tx.execute(case_difference.insert(), row_of(case, number, one, "USD"))


def test_an_amount_comes_back_to_the_last_digit_with_its_day_and_party(filled: Store) -> None:
    facts: dict[str, Fact] = {"reference": "INV-1", "date": dt.date(2026, 3, 1)}
    _put(filled, 2, Difference(amount=Decimal("-12345678901234567.8901"), reason=Reason.BANK_FEE, facts=facts))
    (told,) = filled.differences.received(NOW - 400 * DAY, NOW + 400 * DAY)
    assert (2, "C-2", "bank_fee") == (told.case, told.counterparty, told.reason)
    assert Decimal("-12345678901234567.8901") == told.amount
    assert ("INV-1", dt.date(2026, 3, 1)) == (told.reference, told.since)


def test_the_day_when_it_was_first_told_counts_before_the_documents() -> None:
    facts: dict[str, Fact] = {"date": dt.date(2026, 3, 1), "first_told": dt.date(2026, 1, 31)}
    one = Difference(amount=Decimal(1), reason=Reason.FX, facts=facts)
    assert dt.date(2026, 1, 31) == row_of(1, 0, one, "")["since"]


def test_only_the_period_counts_and_a_repeated_statement_does_not(filled: Store) -> None:
    one = Difference(amount=Decimal(1), reason=Reason.FX)
    _put(filled, 2, one)
    _put(filled, 3, one)
    with filled.writing() as tx:
        table = filled.cases.get(3, tx)
        assert table.id == 3
        tx.exec_driver_sql('UPDATE "case" SET repeats = 2 WHERE id = 3')
    assert [2] == [told.case for told in filled.differences.received(NOW - 400 * DAY, NOW + 400 * DAY)]
    assert [] == list(filled.differences.received(NOW + 400 * DAY, NOW + 500 * DAY))


def test_put_takes_the_place_of_what_was_told_before(filled: Store) -> None:
    _put(filled, 2, Difference(amount=Decimal(1), reason=Reason.FX))
    with filled.writing() as tx:
        filled.differences.put(tx, 2, None, "USD")
    with filled.reading() as tx:
        assert [] == tx.execute(select(case_difference)).all()


def test_rows_of_a_case_are_those_of_its_reconciliation_or_none_before_it_is_decided() -> None:
    one = {"amount": "12.30", "reason": "bank_fee", "lines": [], "entries": [], "internal": {}, "explanation": ""}
    facts = {"reference": ["text", "INV-1\0"], "date": ["day", "2026-03-01"]}
    told = {"differences": [{**one, "facts": facts, "certain": True}], "statement": {"currency": None}}
    finding = msgspec.json.encode(told).decode()
    kept: dict[int, Kept] = {0: ("bank_fee", "12.30", "", f"INV-1{NO_NUL}", "2026-03-01")}
    assert [] == list(faults(1, kept, finding, decided=True))
    assert [] == list(faults(1, {}, finding, decided=False))
    (missing,) = faults(1, {}, finding, decided=True)
    assert "Difference 0 of case 1 is missing; the reconciliation of the case tells of it." == missing
    for decided in (True, False):
        (added,) = faults(1, kept, None, decided=decided)
        assert "Difference 0 of case 1 was added: the reconciliation of the case does not tell of it." == added
        (changed,) = faults(1, {0: ("bank_fee", "12.31", *kept[0][2:])}, finding, decided=decided)
        assert "Difference 0 of case 1 was changed: it is not what the reconciliation of the case tells." == changed
