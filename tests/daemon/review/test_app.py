"""The whole application as a browser without kindness meets it: who may, forged forms, foreign names, broken pages."""

from __future__ import annotations

import socket

import pytest
import requests

import daemon.review.app
from daemon.review.app import bar, pages
from daemon.review.navigation import BAR
from daemon.review.page import Permission
from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk, Visitor


def test_every_page_is_found_with_its_own_name_and_path() -> None:
    names = [page.name for page in pages()]
    assert {"queue", "sent", "sign_in", "health"} <= set(names)
    assert [page.name for page in bar()] == [name for name in BAR if name in names]


def test_whoever_has_not_signed_in_sees_the_door_only(desk: OpenDesk) -> None:
    stranger = Visitor(desk.url)
    for page in pages():
        path = page.path.replace("{case}", "1").replace("{token}", "x")
        if page.get is not None and page.see is not Permission.ANYBODY:
            answer = stranger.get(path)
            assert (303, "/sign-in") == (answer.status_code, answer.headers["location"].partition("?")[0]), path
        if page.post is not None and page.act is not Permission.ANYBODY:
            assert 401 == stranger.post(path).status_code, path


def test_an_auditor_changes_nothing(desk: OpenDesk) -> None:
    auditor = desk.visitor("ada", Role.AUDITOR)
    assert 200 == auditor.get("/").status_code
    changing = [
        page for page in pages() if page.post is not None and page.act not in {Permission.ANYBODY, Permission.READ}
    ]
    assert len(changing) > 3
    for page in changing:
        assert 403 == auditor.post(page.path.replace("{case}", "1")).status_code, page.path


@pytest.mark.parametrize(
    ("form", "headers"),
    [
        ({"form_token": ""}, {}),
        ({"form_token": "0" * 64}, {}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
        ({}, {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_a_forged_form_does_nothing(desk: OpenDesk, form: dict[str, str], headers: dict[str, str]) -> None:
    carol = desk.visitor()
    drafts = [case for case in range(1, 13) if _is_draft(desk, case)]
    assert 403 == carol.post("/approve", {**desk.ticked(*drafts), **form}, headers=headers).status_code
    assert drafts == [case for case in range(1, 13) if _is_draft(desk, case)]


def _is_draft(desk: OpenDesk, case: int) -> bool:
    reply = desk.store.outbox.of_case(case)
    return reply is not None and reply.state == "draft"


def test_a_name_that_somebody_else_points_at_this_machine_is_not_answered(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 421 == carol.get("/", headers={"Host": "attacker.example"}).status_code
    assert 200 == carol.get("/", headers={"Host": "localhost:8533"}).status_code


def test_the_name_in_the_configuration_is_answered_and_its_cookies_demand_tls(opens_desk: OpensDesk) -> None:
    with opens_desk(url="https://tieout.example.com") as desk:
        answer = Visitor(desk.url).get("/sign-in", headers={"Host": "tieout.example.com"})
        assert 200 == answer.status_code
        assert answer.headers["set-cookie"].startswith("__Host-tieout-visitor=")
        assert "; Secure" in answer.headers["set-cookie"]
        assert "max-age=" in answer.headers["strict-transport-security"]


def test_every_answer_carries_its_fences(desk: OpenDesk) -> None:
    carol = desk.visitor()
    for path in ("/", "/sent", "/nothing", "/static/desk.css", "/health", "/sign-in"):
        answer = carol.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert "nosniff" == answer.headers["x-content-type-options"], path
        assert "DENY" == answer.headers["x-frame-options"], path
        assert "server" not in answer.headers, path


def test_what_is_not_there_is_said_in_a_page(desk: OpenDesk) -> None:
    answer = desk.visitor().get("/no/such/page")
    assert 404 == answer.status_code
    assert "There is no such page" in answer.text


def test_a_form_that_is_too_large_is_not_read(desk: OpenDesk) -> None:
    answer = desk.visitor().post("/approve", {"case": "x" * 2_000_000})
    assert 413 == answer.status_code


def test_a_method_that_a_page_does_not_know_is_refused(desk: OpenDesk) -> None:
    assert 405 == requests.delete(f"{desk.url}/", timeout=60).status_code


def test_static_files_are_the_folders_own_and_nothing_beside(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert "text/css; charset=utf-8" == carol.get("/static/desk.css").headers["content-type"]
    for path in ("/static/nothing.css", "/static/..%2fapp.py", "/static/app.py", "/static/"):
        assert 404 == carol.get(path).status_code, path


_JUST_TOO_LARGE = 1_000_100  # all of it is on its way when the answer comes: nothing is cut off half sent


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.CLERK])
def test_a_large_file_is_not_taken_from_who_may_send_none(desk: OpenDesk, role: Role | None) -> None:
    somebody = Visitor(desk.url) if role is None else desk.visitor("somebody", role)
    large = {"file": ("ledger.csv", b"x" * _JUST_TOO_LARGE)}
    assert 413 == somebody.post("/ledgers/import", files=large).status_code


def test_what_is_no_file_is_bounded_also_where_large_files_are_taken(desk: OpenDesk) -> None:
    ann = desk.visitor("ann", Role.APPROVER)
    file = {"file": ("ledger.csv", b"x" * _JUST_TOO_LARGE)}
    assert 303 == ann.post("/ledgers/import", files=file).status_code
    small = {"file": ("ledger.csv", b"x")}
    assert 413 == ann.post("/ledgers/import", {"account": "x" * _JUST_TOO_LARGE}, files=small).status_code


def test_a_form_that_stops_coming_is_not_waited_for(desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daemon.review.app, "FORM_SECONDS", 0.2)
    host, _, port = desk.url.removeprefix("http://").partition(":")
    kind = "application/x-www-form-urlencoded"
    with socket.create_connection((host, int(port)), timeout=60) as slow:
        slow.sendall(
            f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: 99\r\n\r\nn".encode()
        )
        assert slow.recv(4096).startswith(b"HTTP/1.1 408 ")


def test_a_nul_is_looked_for_nowhere(desk: OpenDesk) -> None:
    carol = desk.visitor()
    for path in ("/?search=a%00", "/counterparty?code=%00", "/welcome/%00"):
        assert 400 == carol.get(path).status_code, path
