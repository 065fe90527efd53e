from __future__ import annotations

import datetime as dt
import re

import pytest

from daemon.review.auth import totp
from daemon.review.auth.passwords import hashed
from daemon.store.staff_mails import Kind, NewStaffMail, StaffMailState
from daemon.store.users import Role
from tests.support.desk import OpenDesk, Visitor

LINK = re.compile(r"http://[^<\s]*/welcome/[\w-]+")


def _facts(desk: OpenDesk) -> list[tuple[str, str, str]]:
    rows = [row for row in desk.store.audit.rows() if row.event == "user_changed"]
    return [(row.actor, row.facts["user"], row.facts["what"]) for row in rows]


def test_an_admin_adds_somebody_who_chooses_a_password_by_the_link_that_is_shown_once(desk: OpenDesk) -> None:
    ann = desk.visitor("ann", Role.ADMIN)
    answer = ann.post("/people/add", {"name": "bob", "role": "approver"})
    (link,) = LINK.findall(answer.text)
    assert not LINK.findall(ann.get("/people").text)
    bob = Visitor(desk.url)
    path = link.removeprefix(desk.url)
    bob.get(path)
    assert 303 == bob.post(path, {"password": "four green apples", "again": "four green apples"}).status_code
    assert 404 == bob.get(path).status_code
    assert Role.APPROVER is desk.store.users.required("bob").role
    assert ("ann", "bob", "added as approver") in _facts(desk)


@pytest.mark.parametrize("name", ["ann", " ", "x" * 101, "a\nb"])
def test_names_that_are_taken_or_cannot_be_are_refused_in_words(desk: OpenDesk, name: str) -> None:
    ann = desk.visitor("ann", Role.ADMIN)
    assert ann.post("/people/add", {"name": name, "role": "clerk"}).status_code in {400, 409}
    assert ["ann"] == [user.name for user in desk.store.users.all() if user.name != "admin"]


def test_who_is_disabled_is_out_at_once_and_may_come_back(desk: OpenDesk) -> None:
    ann, carol = desk.visitor("ann", Role.ADMIN), desk.visitor("carol")
    assert 303 == ann.post("/people/disable", {"name": "carol", "disabled": "yes"}).status_code
    assert 303 == carol.get("/").status_code
    assert 303 == ann.post("/people/disable", {"name": "carol", "disabled": "no"}).status_code
    assert 303 == carol.get("/").status_code  # the session is gone for good
    assert 200 == desk.visitor("carol").get("/").status_code


def test_a_role_counts_from_the_next_click(desk: OpenDesk) -> None:
    ann, carol = desk.visitor("ann", Role.ADMIN), desk.visitor("carol", Role.ADMIN)
    assert 200 == carol.get("/people").status_code
    ann.post("/people/role", {"name": "carol", "role": "auditor"})
    assert 403 == carol.get("/people").status_code
    assert 403 == carol.post("/approve", {"case": "1"}).status_code


def test_the_last_admin_stays(desk: OpenDesk) -> None:
    ann = desk.visitor("ann", Role.ADMIN)
    ann.post("/people/disable", {"name": "admin", "disabled": "yes"})
    for path, form in (("/people/disable", {"disabled": "yes"}), ("/people/role", {"role": "clerk"})):
        answer = ann.post(path, {"name": "ann", **form})
        assert 409 == answer.status_code
        assert "last admin" in answer.text
    assert Role.ADMIN is desk.store.users.required("ann").role


def test_sessions_are_listed_and_ended_one_by_one_or_all(desk: OpenDesk) -> None:
    ann, first, second = desk.visitor("ann", Role.ADMIN), desk.visitor("carol"), desk.visitor("carol")
    carols = re.findall(r'name="name" value="carol"><input type="hidden" name="session" value="(\w+)"', _page(ann))
    assert 2 == len(carols)
    assert (first.http.cookies.get("tieout-session") or "?") not in _page(ann)
    assert 409 == ann.post("/people/sign-out", {"name": "ann", "session": carols[0]}).status_code
    assert 303 == ann.post("/people/sign-out", {"name": "carol", "session": carols[0]}).status_code
    assert [200, 303] == sorted(each.get("/").status_code for each in (first, second))
    assert 303 == ann.post("/people/sign-out", {"name": "carol"}).status_code
    assert [303, 303] == [each.get("/").status_code for each in (first, second)]
    assert 200 == ann.get("/").status_code


def test_a_lost_second_factor_is_taken_away_and_ends_the_sessions(desk: OpenDesk) -> None:
    ann, carol = desk.visitor("ann", Role.ADMIN), desk.visitor("carol")
    with desk.store.writing() as tx:
        desk.store.users.change(tx, "carol", totp=totp.new_key())
    assert "second factor</span>" in _page(ann)
    key = desk.store.users.required("carol").totp
    assert key not in _page(ann)
    assert 303 == ann.post("/people/second-factor", {"name": "carol"}).status_code
    assert "" == desk.store.users.required("carol").totp
    assert 303 == carol.get("/").status_code


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CLERK, Role.APPROVER])
def test_nobody_but_an_admin_sees_or_changes_people(desk: OpenDesk, role: Role) -> None:
    somebody = desk.visitor("carol", role)
    assert 403 == somebody.get("/people").status_code
    for path in ("add", "role", "disable", "link", "second-factor", "sign-out"):
        form = {"name": "carol", "role": "admin", "disabled": "no"}
        assert 403 == somebody.post(f"/people/{path}", form).status_code
    assert 'href="/people"' not in somebody.get("/").text


def test_names_are_shown_as_text_and_hashes_never(desk: OpenDesk) -> None:
    ann = desk.visitor("ann", Role.ADMIN)
    ann.post("/people/add", {"name": "<script>alert(1)</script>", "role": "clerk"})
    with desk.store.writing() as tx:
        desk.store.users.change(tx, "ann", language="")
        desk.store.users.add(tx, "dave", Role.CLERK, dt.datetime.now(dt.UTC))
        desk.store.users.change(tx, "dave", password=hashed("four green apples", "dave"))
    page = _page(ann)
    assert "<script>alert" not in page
    assert "argon2" not in page


def _page(visitor: Visitor) -> str:
    answer = visitor.get("/people")
    assert 200 == answer.status_code
    return answer.text


def test_mails_to_our_own_people_that_did_not_arrive_are_named(desk: OpenDesk) -> None:
    now = dt.datetime.now(dt.UTC)
    new = NewStaffMail(
        kind=Kind.APPROVAL, recipient="bob@us.example", message_id="<tieout.staff.1@us.example>", day=now.date(), case=1
    )
    with desk.store.writing() as tx:
        desk.store.staff_mails.plan(tx, new, now)
        (planned,) = desk.store.staff_mails.of(Kind.APPROVAL, 1, tx)
        desk.store.staff_mails.move(tx, planned, StaffMailState.FAILED, now, answer="550 <b>no such user</b>")
    page = desk.visitor("ann", Role.ADMIN).get("/people").text
    assert "1 mail to our own people did not arrive" in page
    assert 'href="/case/1"' in page
    assert "&lt;b&gt;no such user" in page
