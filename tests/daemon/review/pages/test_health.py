from __future__ import annotations

from tests.support.desk import OpenDesk, Visitor


def test_a_monitor_hears_that_all_is_well_without_signing_in(desk: OpenDesk) -> None:
    answer = Visitor(desk.url).get("/health")
    assert (200, "ok\n") == (answer.status_code, answer.text)
