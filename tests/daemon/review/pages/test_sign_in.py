from __future__ import annotations

import datetime as dt

import pytest

from daemon.review.auth import totp
from daemon.review.auth.forms import token_of
from daemon.review.auth.passwords import hashed
from daemon.review.pages.sign_in import TRIES_BY_ADDRESS, TRIES_BY_NAME
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


def test_one_address_does_not_try_many_names(opens_desk: OpensDesk) -> None:
    with opens_desk(trusted_proxies=("127.0.0.1",)) as desk:
        _known(desk)
        visitor = Visitor(desk.url)
        visitor.get("/sign-in")

        def tries(name: str, host: int) -> str:
            heard = {"X-Forwarded-For": f"[2001:db8::{host:x}]:{40000 + host}"}  # of one /64
            form = {"name": name, "password": PASSWORD if name == "carol" else "wrong"}
            return visitor.post("/sign-in", form, headers=heard).text

        for number in range(1, TRIES_BY_ADDRESS + 1):
            tries(f"user{number}", number)
        assert "Too many wrong tries" in tries("carol", 9999)
        other = visitor.post(
            "/sign-in", {"name": "carol", "password": PASSWORD}, headers={"X-Forwarded-For": "1.2.3.4"}
        )
        assert 303 == other.status_code


def test_a_session_that_somebody_put_into_the_browser_is_not_taken_over(desk: OpenDesk) -> None:
    _known(desk)
    planted = "planted-by-somebody-else"
    visitor = Visitor(desk.url, planted)
    visitor.get("/sign-in")
    visitor.http.cookies.clear(domain="", path="/", name="tieout-session")
    answer = visitor.http.post(
        f"{desk.url}/sign-in",
        data={
            "name": "carol",
            "password": PASSWORD,
            "form_token": token_of(visitor.http.cookies.get("tieout-visitor") or ""),
        },
        headers={"Cookie": f"tieout-session={planted}; tieout-visitor={visitor.http.cookies['tieout-visitor']}"},
        allow_redirects=False,
        timeout=60,
    )
    assert 303 == answer.status_code
    given = answer.cookies.get("tieout-session") or ""
    assert given != planted
    assert 303 == Visitor(desk.url, planted).get("/").status_code
    assert 200 == Visitor(desk.url, given).get("/").status_code


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites_forms(opens_desk: OpensDesk) -> None:
    with opens_desk(url="https://tieout.example.com") as desk:
        _known(desk)
        visitor = Visitor(desk.url)
        headers = {"Host": "tieout.example.com"}
        first = visitor.get("/sign-in", headers=headers).headers["set-cookie"]
        number = first.partition("=")[2].partition(";")[0]
        form = {"name": "carol", "password": PASSWORD, "form_token": token_of(number)}
        second = visitor.post(
            "/sign-in", form, headers={**headers, "Cookie": f"__Host-tieout-visitor={number}"}
        ).headers["set-cookie"]
        for cookie in (first, second):
            assert cookie.startswith("__Host-")
            for flag in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
                assert flag in cookie
            assert "domain" not in cookie.lower()
