"""Addresses and domains in the form in which senders are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ledgers.mail_identity import FREE_MAIL, address_of, domain_of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ap@Acme.COM", "ap@acme.com"),
        (" Ann <ann@acme.co.uk> ", "ann@acme.co.uk"),
        ("a.b+c@sub.acme.com", "a.b+c@sub.acme.com"),
        ("buchhaltung@münchen.de", "buchhaltung@xn--mnchen-3ya.de"),
        ("ap\uff20acme\uff0ecom", "ap@acme.com"),
        ("ap@acme\u3002com", "ap@acme.com"),
    ],
)
def test_addresses_are_bare_lower_case_and_ascii(text: str, address: str) -> None:
    assert address == address_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "acme.com",
        "@acme.com",
        "a@",
        "a@b",
        "a b@acme.com",
        "a@@acme.com",
        "a@acme..com",
        "a@-acme.com",
        "a@1.2.3.4",
        ".a@acme.com",
        "a.@acme.com",
        "a@acme.com, b@acme.com",
        "a@acme.com\nb@c.de",
        "<a@acme.com",
        '"a b"@acme.com',
        "a@[1.2.3.4]",
    ],
)
def test_malformed_addresses_are_none(text: str) -> None:
    assert address_of(text) is None


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Acme.COM", "acme.com"),
        ("@acme.com", "acme.com"),
        ("acme.com.cn", "acme.com.cn"),
        ("münchen.de", "xn--mnchen-3ya.de"),
    ],
)
def test_domains_are_bare(text: str, domain: str) -> None:
    assert (domain, "") == domain_of(text)


@pytest.mark.parametrize(
    "text", ["qq.com", "@Gmail.com", "163.com", "com", "co.uk", "com.cn", "acme", "a@acme.com", ""]
)
def test_domains_that_prove_no_company_are_refused_with_a_reason(text: str) -> None:
    domain, why = domain_of(text)
    assert (None, True) == (domain, bool(why))


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_none(text: str) -> None:
    address = address_of(text)
    assert address is None or address == address_of(address)


def test_free_mail_domains_are_in_the_compared_form() -> None:
    assert all(domain == domain.lower() and "." in domain for domain in FREE_MAIL)
