"""How much waits, how much is in hand, and since when."""

from __future__ import annotations

import datetime as dt

from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.depth import Depth, depths
from tests.support.places import Place
from tests.support.stored import NOW, raw_mail


def test_mails_and_cases_are_counted_waiting_or_in_hand_with_the_age_of_the_oldest(place: Place) -> None:
    store: Store = place.open()
    assert [0, 0, 0] == [depth.waiting + depth.in_hand for depth in depths(store.database, NOW)]
    minute = dt.timedelta(minutes=1)
    with store.writing() as tx:
        numbers = [
            store.messages.record(
                tx, raw_mail(b"Subject: %d\r\n\r\n" % uid, uid), sha256=f"{uid}" * 64, now=NOW + uid * minute
            )[1]
            for uid in range(1, 4)
        ]
        store.cases.create(tx, numbers[0], NewCase(number=0), NOW + 2 * minute)
    assert store.messages.claim("somebody", NOW + 4 * minute) is not None

    later = NOW + 5 * minute
    mails, cases, replies = depths(store.database, later)

    assert Depth("mails", 2, 1, NOW + minute) == mails
    assert 4 * minute == mails.age(later)
    assert Depth("cases", 1, 0, NOW + 2 * minute) == cases
    assert Depth("replies", 0, 0, None) == replies
    assert dt.timedelta() == replies.age(later)
    store.close()
