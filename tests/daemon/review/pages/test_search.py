from __future__ import annotations

from tests.support.desk import OpenDesk


def test_every_case_is_found_finished_ones_too(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert "12 cases" in carol.get("/search").text
    assert "/case/10" in carol.get("/search?search=bearing").text
    assert "No case is like that." in carol.get("/search?search=zzz").text
