"""What is made to be taken for a known address is seen; what merely is another address is not."""

from __future__ import annotations

import pytest

from daemon.mail.look_alikes import addresses_in, how_alike, resembles, skeleton

FILED = (
    "ap@acme.example",
    "billing@harbour-street.co.uk",
    "acmefasteners@qq.com",
    "li@bücher.example".encode("idna").decode(),
)


@pytest.mark.parametrize(
    "domain",
    [
        "acrne.example",
        "xn--cme-5cd.example",  # a Cyrillic a
        "acmé.example".encode("idna").decode(),
        "acne.example",
        "acm.example",
        "acmme.example",
        "amce.example",
        "ac-me.example",
        "acme.test",
        "acme.co.uk",
        "acme.example.evil.test",
        "acme-example.test",
        "acme-billing.test",
        "pay.acme.evil.test",
        "4cme.example",
    ],
)
def test_a_domain_that_resembles_is_told_with_the_address_it_resembles(domain: str) -> None:
    found = resembles(f"ap@{domain}", FILED)
    assert found is not None
    assert "ap@acme.example" == found[0]
    assert found[1]


@pytest.mark.parametrize(
    "address",
    [
        "ap@acme.example",  # on file itself
        "carol@acme.example",  # a colleague
        "ap@mail.acme.example",  # below the known domain: its owner's
        "ap@bolt.example",
        "ap@apex.example",
        "somebody@qq.com",  # where everybody gets an address
        "ap@axis.example",
    ],
)
def test_what_is_another_address_resembles_none(address: str) -> None:
    assert resembles(address, FILED) is None


def test_where_everybody_gets_an_address_the_name_before_the_sign_counts() -> None:
    assert ("acmefasteners@qq.com", "one letter off") == resembles("acmefastener@qq.com", FILED)
    assert ("acmefasteners@qq.com", "the same name elsewhere") == resembles("acmefasteners@163.com", FILED)


def test_short_names_resemble_each_other_by_chance() -> None:
    assert "" == how_alike("abc.example", "abd.example")


def test_what_a_reader_sees() -> None:
    assert skeleton("micros\u043eft") == skeleton("rnicrosoft") == skeleton("M\u0131cr0soft")
    assert skeleton("acme") != skeleton("acne")


def test_addresses_in_a_name() -> None:
    assert ("ap@acme.example",) == addresses_in("Acme (ap@acme.example)")
    assert ("ap@acme.example",) == addresses_in("ap\uff20acme.example")
    assert () == addresses_in("Acme @ work")
