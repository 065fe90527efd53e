from __future__ import annotations

import datetime as dt

import pytest

from daemon.review.auth import totp
from daemon.review.auth.passwords import hashed
from daemon.review.pages.sign_in import TRIES_BY_NAME
from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk, Visitor

PASSWORD = "four green apples"


def _known(desk: OpenDesk, name: str = "carol", **values: object) -> None:
    with desk.store.writing() as tx:
        desk.store.users.add(tx, name, Role.CLERK, dt.datetime.now(dt.UTC))
        desk.store.users.change(tx, name, password=hashed(PASSWORD, name), **values)


def _enters(desk: OpenDesk, **form: str) -> tuple[int, str, Visitor]:
    visitor = Visitor(desk.url)
    visitor.get("/sign-in")
    answer = visitor.post("/sign-in", {"name": "carol", "password": PASSWORD, **form})
    return answer.status_code, answer.headers.get("location", answer.text), visitor


def test_the_right_password_opens_and_signing_out_closes(desk: OpenDesk) -> None:
    _known(desk)
    status, location, carol = _enters(desk, next="/sent?search=x")
    assert (303, "/sent?search=x") == (status, location)
    assert 200 == carol.get("/").status_code
    kept = carol.http.cookies.get("tieout-session")
    assert 303 == carol.post("/sign-out").status_code
    assert 303 == Visitor(desk.url, kept or "").get("/").status_code


@pytest.mark.parametrize("form", [{"password": "wrong"}, {"name": "nobody"}, {"password": ""}])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(desk: OpenDesk, form: dict[str, str]) -> None:
    _known(desk)
    status, text, _ = _enters(desk, **form)
    assert 403 == status
    assert "The name or the password is not right." in text


def test_who_is_disabled_is_not_let_in(desk: OpenDesk) -> None:
    _known(desk, disabled=True)
    assert 403 == _enters(desk)[0]


def test_guessers_wait_also_with_the_right_password(desk: OpenDesk) -> None:
    _known(desk)
    _known(desk, "bob")
    for _ in range(TRIES_BY_NAME):
        _enters(desk, password="wrong")
    assert "Too many wrong tries" in _enters(desk)[1]
    assert 303 == _enters(desk, name="bob")[0]


def test_the_second_factor_is_asked_for_and_its_code_counts_once(desk: OpenDesk) -> None:
    key = totp.new_key()
    _known(desk, totp=key)
    code = totp.code_of(key, int(dt.datetime.now(dt.UTC).timestamp()) // totp.STEP_SECONDS)
    assert "enter the code" in _enters(desk)[1]
    assert "not right, or was used" in _enters(desk, code="000000" if code != "000000" else "111111")[1]
    assert 303 == _enters(desk, code=code)[0]
    assert 403 == _enters(desk, code=code)[0]


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/sign-out", "/\r\nSet-Cookie: a=b", ""]
)
def test_nobody_is_sent_elsewhere_after_signing_in(desk: OpenDesk, wanted: str) -> None:
    _known(desk)
    assert (303, "/") == _enters(desk, next=wanted)[:2]


def test_a_trusted_proxy_signs_people_in_that_are_known_here(opens_desk: OpensDesk) -> None:
    with opens_desk(trusted_proxies=("127.0.0.1",), identity_header="X-Remote-User") as desk:
        token = desk.session("carol")
        assert 200 == Visitor(desk.url).get("/", headers={"X-Remote-User": "carol"}).status_code
        assert 303 == Visitor(desk.url).get("/", headers={"X-Remote-User": "nobody"}).status_code
        assert 303 == Visitor(desk.url, token).get("/").status_code  # sessions of our own do not go round the proxy
