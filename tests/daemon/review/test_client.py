from __future__ import annotations

import pytest
from starlette.requests import Request

from daemon.config.desk import Desk
from daemon.review.client import address_of, identity, is_secure, network_of

PROXIED = Desk(trusted_proxies=("10.0.0.0/24",), identity_header="X-Remote-User")


def _request(peer: str = "10.0.0.1", **headers: str | list[str]) -> Request:
    pairs = [
        (name.replace("_", "-").encode(), value.encode())
        for name, values in headers.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return Request(
        {"type": "http", "method": "GET", "path": "/", "scheme": "http", "headers": pairs, "client": (peer, 1)}
    )


@pytest.mark.parametrize(
    ("peer", "heard", "expected"),
    [
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # what a browser writes before it is not believed
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9:50123", "203.0.113.9"),  # a port more would make each connection another client
        ("10.0.0.1", "[2001:db8::7]:50123", "2001:db8::7"),
        ("10.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.1", "somebody, unknown", "10.0.0.1"),
        ("203.0.113.1", "198.51.100.7", "203.0.113.1"),  # no proxy of ours
    ],
)
def test_the_address_is_the_last_that_a_proxy_of_ours_saw(peer: str, heard: str, expected: str) -> None:
    assert expected == address_of(_request(peer, x_forwarded_for=heard), PROXIED.trusted_proxies)


def test_tls_is_believed_of_our_proxies_and_of_the_configured_address_only() -> None:
    forwarded = _request(x_forwarded_proto="https")
    assert is_secure(forwarded, PROXIED)
    assert not is_secure(_request("203.0.113.1", x_forwarded_proto="https"), PROXIED)
    assert not is_secure(forwarded, Desk())
    assert is_secure(_request("203.0.113.1"), Desk(url="https://tieout.example.com"))


def test_a_name_in_a_header_counts_from_our_proxies_only_and_never_twice() -> None:
    assert "carol" == identity(_request(x_remote_user="carol"), PROXIED)
    assert "" == identity(_request("203.0.113.1", x_remote_user="carol"), PROXIED)
    assert "" == identity(_request(x_remote_user=["carol", "admin"]), PROXIED)
    assert "" == identity(_request(x_remote_user="carol"), Desk(trusted_proxies=("10.0.0.1",)))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
    ],
)
def test_guesses_are_counted_by_what_one_customer_has(address: str, expected: str) -> None:
    assert expected == network_of(address)
