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
    heard = [_bare(each.strip()) for each in ",".join(request.headers.getlist("x-forwarded-for")).split(",")]
    return next((each for each in reversed(heard) if each and not _within(each, proxies)), peer)


def network_of(address: str) -> str:
    """Return what guesses are counted by: an IPv4 address, or the /64 of an IPv6 one, of which a single customer has 2^64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((found, 64), strict=False))


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


def _bare(heard: str) -> str:
    """Return an address as a proxy told it, without the port that some add (else each connection were another client); "" where none."""
    host = heard[1:].partition("]")[0] if heard.startswith("[") else heard
    for each in (host, host.rpartition(":")[0]):
        try:
            return str(ip_address(each))
        except ValueError:
            continue
    return ""


def _within(address: str, proxies: Sequence[str]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(proxy) for proxy in proxies)
