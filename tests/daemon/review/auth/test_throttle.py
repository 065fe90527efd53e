from __future__ import annotations

import datetime as dt

from daemon.review.auth.throttle import KEPT, WINDOW, Throttle
from tests.support.stored import NOW


def test_after_a_few_failures_a_key_waits_and_time_or_success_forgives() -> None:
    throttle = Throttle()
    for _ in range(3):
        assert not throttle.waits("carol", NOW, 3)
        throttle.failed("carol", NOW)
    assert throttle.waits("carol", NOW, 3)
    assert not throttle.waits("bob", NOW, 3)
    assert not throttle.waits("carol", NOW + WINDOW, 3)
    throttle.forget("carol")
    assert not throttle.waits("carol", NOW, 3)


def test_it_remembers_within_bounds() -> None:
    throttle = Throttle()
    for number in range(KEPT + 5):
        throttle.failed(str(number), NOW + dt.timedelta(microseconds=number))
    assert not throttle.waits("0", NOW, 1)
    assert throttle.waits(str(KEPT), NOW, 1)
