"""Signing in by a provider, from the door and back, and every lie that a provider or a stranger may tell on the way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from joserfc.jwk import OctKey, RSAKey

from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk, Visitor
from tests.support.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as found:
        yield found


@contextmanager
def _open(opens_desk: OpensDesk, provider: IdentityProvider, **more: str) -> Iterator[OpenDesk]:
    settings = {**more, "oidc_issuer": provider.url, "oidc_client_id": CLIENT, "oidc_credential": "oidc-secret"}
    with opens_desk(**settings, secret=lambda _name: SECRET) as desk:
        desk.session("carol", Role.CLERK)
        yield desk


def _off(visitor: Visitor, path: str = "/") -> str:
    """Go to the provider, and return where it sends the browser back to."""
    asked = visitor.get(f"/sign-in/provider?next={path}")
    assert 303 == asked.status_code
    return requests.get(asked.headers["location"], allow_redirects=False, timeout=60).headers["location"]


def _back(visitor: Visitor, where: str) -> requests.Response:
    return visitor.get(where.removeprefix(visitor.url))


def test_whoever_the_provider_names_sits_down_where_he_wanted_to(
    opens_desk: OpensDesk, provider: IdentityProvider
) -> None:
    with _open(opens_desk, provider) as desk:
        carol = Visitor(desk.url)
        assert "/sign-in/provider?next=/sent" in carol.get("/sign-in?next=/sent").text
        answer = _back(carol, _off(carol, "/sent"))
        assert (303, "/sent") == (answer.status_code, answer.headers["location"])
        assert 200 == carol.get("/sent").status_code


@pytest.mark.parametrize("name", ["mallory", "", None, ["carol"]])
def test_a_name_without_a_place_here_is_not_let_in(
    opens_desk: OpensDesk, provider: IdentityProvider, name: Any
) -> None:
    provider.lies = {"preferred_username": name}
    with _open(opens_desk, provider) as desk:
        stranger = Visitor(desk.url)
        assert 403 == _back(stranger, _off(stranger)).status_code
        assert 303 == stranger.get("/").status_code


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-program"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"nonce": "of another sign-in"},
        {"nonce": None},
    ],
)
def test_a_token_for_others_or_of_another_time_is_not_believed(
    opens_desk: OpensDesk, provider: IdentityProvider, lies: dict[str, Any]
) -> None:
    provider.lies = lies
    with _open(opens_desk, provider) as desk:
        stranger = Visitor(desk.url)
        assert 403 == _back(stranger, _off(stranger)).status_code


def test_a_token_signed_by_another_key_or_with_the_public_one_as_a_secret_is_not_believed(
    opens_desk: OpensDesk, provider: IdentityProvider
) -> None:
    with _open(opens_desk, provider) as desk:
        stranger = Visitor(desk.url)
        provider.signing = RSAKey.generate_key(2048)
        assert 403 == _back(stranger, _off(stranger)).status_code
        provider.signing = OctKey.import_key("a secret of thirty-two characters")  # type: ignore[assignment]
        provider.algorithm = "HS256"
        assert 403 == _back(stranger, _off(stranger)).status_code


def test_a_sign_in_ends_in_the_browser_where_it_began_and_counts_once(
    opens_desk: OpensDesk, provider: IdentityProvider
) -> None:
    with _open(opens_desk, provider) as desk:
        carol, mallory = Visitor(desk.url), Visitor(desk.url)
        mallory.get("/sign-in")
        where = _off(carol)
        assert 403 == _back(mallory, where).status_code
        assert 403 == _back(carol, where).status_code  # the attempt has used it up
        where = _off(carol)
        assert 303 == _back(carol, where).status_code
        assert 403 == _back(Visitor(desk.url), where).status_code
        assert 403 == carol.get("/sign-in/back?error=access_denied&state=x").status_code


def test_a_provider_that_calls_itself_otherwise_is_not_asked(opens_desk: OpensDesk, provider: IdentityProvider) -> None:
    provider.issuer = "https://login.example.com"
    with _open(opens_desk, provider) as desk:
        assert 403 == Visitor(desk.url).get("/sign-in/provider").status_code


def test_without_a_provider_there_is_no_such_page(desk: OpenDesk) -> None:
    assert [404, 404] == [Visitor(desk.url).get(path).status_code for path in ("/sign-in/provider", "/sign-in/back")]


@pytest.mark.parametrize(("verified", "status"), [(False, 403), ("false", 403), (True, 303), (None, 303)])
def test_an_address_that_the_provider_does_not_vouch_for_names_nobody(
    opens_desk: OpensDesk, provider: IdentityProvider, verified: object, status: int
) -> None:
    provider.lies = {"email": "carol", "email_verified": verified}
    with _open(opens_desk, provider, oidc_claim="email") as desk:
        carol = Visitor(desk.url)
        assert status == _back(carol, _off(carol)).status_code
