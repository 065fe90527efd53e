from __future__ import annotations

import datetime as dt

from daemon.review.presence import LASTS, Presence
from tests.support.stored import NOW


def test_two_people_on_one_case_see_each_other_until_one_leaves_or_falls_silent() -> None:
    presence = Presence()
    assert () == presence.here(7, "carol", NOW)
    assert ("carol",) == presence.here(7, "bob", NOW)
    assert ("bob",) == presence.here(7, "carol", NOW)
    assert () == presence.here(8, "ada", NOW)
    assert () == presence.here(7, "carol", NOW + LASTS + dt.timedelta(seconds=1))
    presence.gone(7, "carol")
    assert () == presence.here(7, "ada", NOW + LASTS + dt.timedelta(seconds=1))
