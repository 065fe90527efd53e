"""Whether our own mail border vouches for the sender (RFC 8601, DMARC in RFC 9989).

Anybody can write an Authentication-Results line into a mail. It counts only when it is the topmost one that carries our border's name
and stands above the first Received line that none of our servers wrote; nothing below it is looked at, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from daemon.config.settings import Authenticity
from daemon.mail.addresses import Address, domain_of, normal_domain
from daemon.mail.authentication_results import AuthenticationResults, read
from daemon.mail.headers import Headers, without_comments

MICROSOFT_365 = frozenset({"m365", "microsoft365", "office365"})
GMAIL = "mx.google.com"
_MICROSOFT_HOSTS = (
    "outlook.com",
    "office365.com",
    "outlook.cn",
    "office365.cn",
    "exchangelabs.com",
    "microsoft.com",
    "office.com",
)
_BY = re.compile(r"(?:^|[\s)])by\s+([^\s();]+)", re.IGNORECASE)
_WITH = re.compile(r"(?:^|[\s)])with\s+([A-Za-z0-9-]+)", re.IGNORECASE)
_OWN_COMPAUTH = re.compile(r"^1\d\d$")
_PUBLIC_ENDINGS = re.compile(r"^(?:com?|net|org|gov|edu|ac|or|ne|gob|gouv|ltd|plc)\.[a-z]{2}$")


Signed = Callable[[str], tuple[bool, str]]
"""Whether a signature of the mail, checked by ourselves, speaks for a domain, and why."""


def authenticated(
    headers: Headers, senders: tuple[Address, ...], settings: Authenticity, signed: Signed | None = None
) -> tuple[bool, str]:
    """Return whether the sender named in From is the sender, and why, as a sentence for staff.

    `signed` is asked where our border gives no verdict and the settings want it. Reply-To, Sender and the envelope never count.
    """
    if len(headers.all("from")) != 1 or len(senders) != 1 or senders[0].defect or not senders[0].address:
        return False, "From does not name exactly one readable address."
    if not settings.require:
        return True, "not required by configuration"
    name = settings.authserv_id.strip().lower()
    domain = domain_of(senders[0].address)
    results, why_none = None, "No authserv_id is configured, so no Authentication-Results header can be trusted."
    if name:
        results, why_none = _of_our_border(headers, name)
    if (
        signed is not None
        and settings.check_dkim
        and (results is None or not (results.of("dmarc") or results.of("dkim")))
    ):
        return signed(domain)
    if results is None:
        return False, why_none
    return _verdict(results, domain, microsoft=name in MICROSOFT_365)


def _verdict(results: AuthenticationResults, domain: str, *, microsoft: bool) -> tuple[bool, str]:
    dmarc = results.of("dmarc")
    for result in dmarc:
        said = result.properties.get("header.from", "")
        if said and normal_domain(said) != domain:
            return False, f"DMARC was checked for {said}, but the sender's domain is {domain}."
    failed = [result.value for result in dmarc if result.value in {"fail", "permerror", "temperror"}]
    if failed:
        return False, f"DMARC says “{failed[0]}” for {domain}."
    if any(result.value == "pass" and "header.from" in result.properties for result in dmarc):
        return True, f"DMARC passed for {domain}."
    if microsoft:
        for result in results.of("compauth"):
            if result.value == "pass" and _OWN_COMPAUTH.match(result.properties.get("reason", "")):
                return True, f"Microsoft's composite authentication passed for {domain}."
    for result in results.of("dkim"):
        signer = _signer(result.properties)
        if result.value == "pass" and aligned(signer, domain):
            return True, f"A DKIM signature of {signer} passed for {domain}."
    return False, f"Neither DMARC nor an aligned DKIM signature passed for {domain}."


def _signer(properties: dict[str, str]) -> str:
    """Return the signing domain: header.d, else the domain of header.i."""
    return normal_domain(properties.get("header.d", "") or properties.get("header.i", "").rpartition("@")[2])


def aligned(signer: str, domain: str) -> bool:
    """Whether a signature of `signer` speaks for `domain`: the same domain or one above it that is not a public ending.

    Stricter than DMARC's relaxed mode, which also takes domains below: those may be somebody else's.
    """
    if not signer or "." not in signer or _PUBLIC_ENDINGS.match(signer):
        return False
    return domain == signer or domain.endswith("." + signer)


def _of_our_border(headers: Headers, name: str) -> tuple[AuthenticationResults | None, str]:
    for field, value in headers.fields:
        if field == "received":
            if not _is_ours(value, name):
                return None, f"No Authentication-Results of {name} stands above the first foreign Received line."
        elif field == "authentication-results":
            results = read(value)
            if results is None:
                if name in MICROSOFT_365 or name in value.lower():
                    return None, "The topmost Authentication-Results header cannot be read."
                continue
            if name in MICROSOFT_365:
                if not results.authserv_id or _below(results.authserv_id, _MICROSOFT_HOSTS):
                    return results, ""
            elif results.authserv_id == name:
                return results, ""
    return None, f"The mail carries no Authentication-Results of {name}."


def _is_ours(received: str, name: str) -> bool:
    """Whether one of our own servers wrote a Received line: it names the border's domain, or a hop inside one machine or site.

    Whoever forges such a line gains nothing: the true border's lines and results stand above it.
    """
    plain = without_comments(received)
    by = _BY.search(plain)
    host = by[1].lower().rstrip(".") if by else ""
    transfer = _WITH.search(plain)
    if transfer and transfer[1].upper().startswith("LMTP"):
        return True  # RFC 2033: local delivery only
    if (
        not host
        or host == "localhost"
        or host.startswith("127.")
        or host.endswith((".local", ".localdomain", ".internal"))
    ):
        return True
    if name in MICROSOFT_365:
        return _below(host, _MICROSOFT_HOSTS)
    if name == GMAIL:
        return _below(host, ("google.com",)) or re.fullmatch(r"[0-9a-f:]+", host) is not None
    return _below(host, tuple(_own_domains(name)))


def _own_domains(name: str) -> Iterator[str]:
    """Yield the authserv-id and the domain above it: mx1.example.com stands for *.example.com."""
    yield name
    above = name.partition(".")[2]
    if "." in above and not _PUBLIC_ENDINGS.match(above):
        yield above


def _below(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)
