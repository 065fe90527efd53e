"""Who is at the other end of a request: its address and whether it came by TLS, also behind a reverse proxy that is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

from starlette.requests import Request

from daemon.config.desk import Desk


def peer_is_trusted(request: Request, proxies: Sequence[str]) -> bool:
    """Whether the request was handed over by one of our own proxies."""
    return request.client is not None and _within(request.client.host, proxies)


def address_of(request: Request, proxies: Sequence[str]) -> str:
    """Return the client's address: the last one in X-Forwarded-For that is no proxy of ours, where a trusted proxy says so."""
    peer = "" if request.client is None else request.client.host
    if not peer_is_trusted(request, proxies):
        return peer
    heard = [each.strip() for each in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if each.strip()]
    return next((each for each in reversed(heard) if not _within(each, proxies)), peer)


def is_secure(request: Request, desk: Desk) -> bool:
    """Whether the browser speaks TLS with us, or with the proxy before us."""
    if desk.url:
        return desk.url.startswith("https:")
    if peer_is_trusted(request, desk.trusted_proxies):
        return request.headers.get("x-forwarded-proto", "").strip().lower() == "https"
    return request.url.scheme == "https"


def identity(request: Request, desk: Desk) -> str:
    """Return who a trusted proxy says is signed in; "" where none does, or the header stands there twice."""
    if not desk.identity_header or not peer_is_trusted(request, desk.trusted_proxies):
        return ""
    named = request.headers.getlist(desk.identity_header)
    return named[0].strip() if len(named) == 1 else ""


def _within(address: str, proxies: Sequence[str]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(proxy) for proxy in proxies)
