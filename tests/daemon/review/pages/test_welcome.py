from __future__ import annotations

import datetime as dt

import pytest

from daemon.review.welcome import password_link
from daemon.store.users import Role
from tests.support.desk import OpenDesk, Visitor

PASSWORD = "four green apples"


def _link(desk: OpenDesk) -> str:
    now = dt.datetime.now(dt.UTC)
    with desk.store.writing() as tx:
        desk.store.users.add(tx, "carol", Role.CLERK, now)
    return password_link(desk.store, "", "carol", "root", now)


def test_a_link_lets_one_choose_a_password_once(desk: OpenDesk) -> None:
    link, carol = _link(desk), Visitor(desk.url)
    assert "For carol." in carol.get(link).text
    assert 303 == carol.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code
    assert 200 == carol.get("/").status_code
    assert 404 == Visitor(desk.url).get(link).status_code
    mallory = Visitor(desk.url)
    mallory.get("/sign-in")
    assert 404 == mallory.post(link, {"password": "another " + PASSWORD, "again": "another " + PASSWORD}).status_code


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "too short"),
        (PASSWORD, PASSWORD + "!", "not the same"),
        ("carolcarolcarol", "carolcarolcarol", "guessed"),
    ],
)
def test_what_cannot_be_a_password_leaves_the_link_as_it_was(
    desk: OpenDesk, password: str, again: str, said: str
) -> None:
    link, carol = _link(desk), Visitor(desk.url)
    carol.get(link)
    answer = carol.post(link, {"password": password, "again": again})
    assert 422 == answer.status_code
    assert said in answer.text
    assert 200 == carol.get(link).status_code
