from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from daemon.observe import events
from daemon.store.states import CaseState
from daemon.store.users import Role
from tests.support.desk import OpenDesk


def test_what_is_on_file_accounts_differences_and_statements_stand_on_one_page(desk: OpenDesk) -> None:
    store = desk.store
    found = store.counterparties.get("C1003")
    assert found is not None
    store.counterparties.put(
        replace(found, tolerance=Decimal("0.55"), discount_rates=(Decimal("0.02"),), passwords=("top secret",))
    )
    text = desk.visitor().get("/counterparty?code=C1003").text
    for words in ("Harbour Marine Supplies Inc.", "36,855.35", "0.55", "Bank fee", "PAY-88170", 'href="/case/3"'):
        assert words in text
    assert "top secret" not in text


def test_nobody_else_is_found(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert [404, 404] == [carol.get(f"/counterparty{asked}").status_code for asked in ("", "?code=C9999")]


def test_automation_is_stopped_with_a_reason_and_reopened_in_somebodys_name(desk: OpenDesk) -> None:
    carol, store = desk.visitor(), desk.store
    assert 422 == carol.post("/counterparty/stop", {"code": "C1003", "because": " "}).status_code
    assert 303 == carol.post("/counterparty/stop", {"code": "C1003", "because": "<b>they changed banks"}).status_code
    stop = store.marks.stopped("C1003")
    assert stop is not None
    assert ("<b>they changed banks", "carol") == (stop.because, stop.placed_by)
    assert "&lt;b&gt;they changed banks" in carol.get("/counterparty?code=C1003").text
    assert 303 == carol.post("/counterparty/reopen", {"code": "C1003"}).status_code
    assert store.marks.stopped("C1003") is None
    assert 409 == carol.post("/counterparty/reopen", {"code": "C1003"}).status_code
    told = [(row.event, row.actor) for row in store.audit.rows() if row.facts.get("counterparty") == "C1003"]
    assert [(events.AUTOMATION_STOPPED, "carol"), (events.AUTOMATION_REOPENED, "carol")] == told[-2:]


def test_its_waiting_cases_are_worked_on_again_at_once_and_no_others(desk: OpenDesk) -> None:
    carol, store = desk.visitor(), desk.store
    before = {each: store.cases.get(each).state for each in (1, 2)}
    text = carol.post("/counterparty/replay", {"code": "C1003"}).text
    assert "1 case is worked on again" in text
    assert CaseState.RECOGNISED == store.cases.get(3).state
    assert before == {each: store.cases.get(each).state for each in (1, 2)}


def test_an_auditor_sees_it_and_changes_nothing(desk: OpenDesk) -> None:
    auditor = desk.visitor("olga", Role.AUDITOR)
    text = auditor.get("/counterparty?code=C1003").text
    assert "Harbour Marine" in text
    assert "/counterparty/stop" not in text
    for path in ("/counterparty/stop", "/counterparty/reopen", "/counterparty/replay"):
        assert 403 == auditor.post(path, {"code": "C1003", "because": "x"}).status_code
