from __future__ import annotations

import datetime as dt

from daemon.review.open_differences import open_differences
from tests.support.desk import OpenDesk


def test_what_the_newest_statement_showed_is_open_the_oldest_first(desk: OpenDesk) -> None:
    store = desk.store
    with store.reading() as tx:
        latest = store.parties.latest(["C1003"], tx)["C1003"]
        found = open_differences(store, latest, tx)
    (case,) = latest
    assert case.figures.differences == len(found) == 5
    assert sum(each.amount for each in found) == case.figures.gap
    assert sorted(each.since or dt.date.max for each in found) == [each.since for each in found]
    assert ("bank_fee", "PAY-88170", "USD") == (found[0].reason, found[0].reference, found[0].currency)
    assert 25 == found[0].age(dt.date(2026, 11, 2))
    assert all(each.explanation for each in found)
