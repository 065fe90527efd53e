from __future__ import annotations

import datetime as dt

import pytest

from daemon.review.auth import totp
from daemon.review.auth.passwords import hashed
from tests.support.desk import OpenDesk, Visitor

PASSWORD, OTHER = "four green apples", "nine yellow pears"


@pytest.fixture
def carol(desk: OpenDesk) -> Visitor:
    desk.session()
    with desk.store.writing() as tx:
        desk.store.users.change(tx, "carol", password=hashed(PASSWORD, "carol"))
    return desk.visitor()


def test_a_language_is_chosen_for_oneself(carol: Visitor) -> None:
    carol.post("/account/language", {"language": "zh_CN"})
    assert '<html lang="zh-CN">' in carol.get("/").text
    carol.post("/account/language", {"language": "../x"})
    assert '<html lang="en">' in carol.get("/").text


def test_a_new_password_needs_the_old_one_and_signs_out_everywhere_else(desk: OpenDesk, carol: Visitor) -> None:
    elsewhere = desk.visitor()
    wrong = carol.post("/account/password", {"old": OTHER, "password": OTHER, "again": OTHER})
    assert 422 == wrong.status_code
    right = carol.post("/account/password", {"old": PASSWORD, "password": OTHER, "again": OTHER})
    assert 303 == right.status_code
    assert 200 == carol.get("/").status_code
    assert 303 == elsewhere.get("/").status_code


def test_a_second_factor_is_taken_with_a_first_right_code_and_given_up_with_the_password(
    desk: OpenDesk, carol: Visitor
) -> None:
    key = totp.new_key()
    code = totp.code_of(key, int(dt.datetime.now(dt.UTC).timestamp()) // totp.STEP_SECONDS)
    assert 422 == carol.post("/account/second-factor", {"key": "KEY", "code": code}).status_code
    assert 303 == carol.post("/account/second-factor", {"key": key, "code": code}).status_code
    assert key == desk.store.users.required("carol").totp
    assert key not in carol.get("/account").text
    assert 422 == carol.post("/account/second-factor", {"old": OTHER}).status_code
    assert 303 == carol.post("/account/second-factor", {"old": PASSWORD}).status_code
    assert "" == desk.store.users.required("carol").totp
