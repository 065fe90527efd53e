"""Mail addresses and domains of a counterparty list, in the one form in which senders are compared."""

from __future__ import annotations

import re
import unicodedata

FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "ymail.com",
        "yahoo.co.uk",
        "yahoo.co.jp",
        "yahoo.fr",
        "yahoo.de",
        "yahoo.com.hk",
        "yahoo.com.tw",
        "yahoo.com.sg",
        "yahoo.co.in",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.de",
        "gmx.net",
        "gmx.com",
        "gmx.at",
        "gmx.ch",
        "web.de",
        "t-online.de",
        "freenet.de",
        "orange.fr",
        "wanadoo.fr",
        "laposte.net",
        "free.fr",
        "sfr.fr",
        "libero.it",
        "mail.ru",
        "yandex.ru",
        "yandex.com",
        "bk.ru",
        "inbox.ru",
        "list.ru",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "tutanota.com",
        "zoho.com",
        "fastmail.com",
        "hey.com",
        "mail.com",
        "email.com",
        "rediffmail.com",
        "qq.com",
        "foxmail.com",
        "vip.qq.com",
        "163.com",
        "vip.163.com",
        "126.com",
        "vip.126.com",
        "yeah.net",
        "sina.com",
        "sina.cn",
        "vip.sina.com",
        "sohu.com",
        "tom.com",
        "139.com",
        "189.cn",
        "188.com",
        "wo.cn",
        "aliyun.com",
        "21cn.com",
        "hotmail.co.uk",
        "hotmail.fr",
        "hotmail.de",
        "outlook.fr",
        "outlook.de",
        "live.cn",
        "live.co.uk",
        "btinternet.com",
        "sky.com",
        "comcast.net",
        "verizon.net",
        "att.net",
        "naver.com",
        "daum.net",
        "hanmail.net",
        "uol.com.br",
        "bol.com.br",
        "terra.com.br",
        "hinet.net",
        "pchome.com.tw",
        "bigpond.com",
        "optusnet.com.au",
    ]
)
"""Domains where anyone can have an address: none of them can stand for a company."""

_SUFFIXES = re.compile(r"(?:com|co|net|org|gov|edu|ac|ltd|plc|or|ne|go|gob|gov)\.[a-z]{2}")
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def address_of(text: str) -> str | None:
    """Return the bare address in lower case with its domain in ASCII ("Ann <Ann@Example.com>" too); None where it is malformed.

    Shape: RFC 5321 mailbox, without quoted local parts and address literals.
    """
    # An input method makes signs wide; in our own list that is no trick.
    plain = unicodedata.normalize("NFKC", text).replace("\u3002", ".").strip()
    bracketed = re.fullmatch(r"[^<>]*<([^<>\s]+)>", plain)
    local, at, domain = (bracketed[1] if bracketed else plain).lower().rpartition("@")
    ascii_domain = _ascii_domain(domain)
    if not at or ascii_domain is None or len(local) > 64 or not _LOCAL.fullmatch(local):
        return None
    return f"{local}@{ascii_domain}"


def domain_of(text: str) -> tuple[str | None, str]:
    """Return the bare domain ("@Example.com" is example.com), or None and why it cannot stand for a company."""
    plain = text.strip().lower().removeprefix("*.").removeprefix("@")
    domain = _ascii_domain(plain)
    if domain is None:
        return None, f"{text.strip()!r} is no domain"
    if domain in FREE_MAIL:
        return None, f"anyone can have an address at {domain}; give full addresses instead"
    if _SUFFIXES.fullmatch(domain):
        return None, f"{domain} is no company's own domain"
    return domain, ""


def _ascii_domain(text: str) -> str | None:
    try:
        domain = text.strip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = domain.split(".")
    if (
        len(labels) < 2
        or len(domain) > 253
        or not all(_LABEL.fullmatch(label) for label in labels)
        or labels[-1].isdigit()
    ):
        return None
    return domain
