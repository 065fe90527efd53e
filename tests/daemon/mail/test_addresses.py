from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.addresses import (
    Address,
    addresses,
    domain_of,
    filed_address,
    filed_domain,
    normal_address,
    normal_domain,
)


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("carol@acme.example", "", "carol@acme.example"),
        ("Carol <Carol@ACME.Example>", "Carol", "carol@acme.example"),
        ('"Chen, Carol" <carol@acme.example>', "Chen, Carol", "carol@acme.example"),
        ("carol@acme.example (Carol Chen)", "", "carol@acme.example"),
        ('"ceo@bank.example" <eve@evil.example>', "ceo@bank.example", "eve@evil.example"),
        ("=?utf-8?q?ceo=40bank?= <eve@evil.example>", "ceo@bank", "eve@evil.example"),
        ("=?utf-8?B?6ZmI?= <carol@acme.example>", "陈", "carol@acme.example"),
        ("carol@acme.example <carol@acme.example>", "carol@acme.example", "carol@acme.example"),
        ('"carol"@acme.example', "", "carol@acme.example"),
        ("Carol <carol@bücher.example>", "Carol", "carol@xn--bcher-kva.example"),
        ("Carol<carol@acme.example>", "Carol", "carol@acme.example"),
        ("财务:carol@acme.example;", "", "carol@acme.example"),
    ],
)
def test_one_mailbox_is_read(value: str, name: str, address: str) -> None:
    assert (Address(name, address),) == addresses(value)


@pytest.mark.parametrize(
    "value",
    [
        "carol",
        "carol@@acme.example",
        "carol@acme.example@evil.example",
        "ceo@bank.example <eve@evil.example>",
        "<a@acme.example> <b@evil.example>",
        "<a@acme.example> trailing",
        "a@acme.example b@evil.example",
        "<a@acme.example",
        "a@acme.example>",
        "=?utf-8?q?carol=40acme.example?=",
        "<=?utf-8?q?carol?=@acme.example>",
        "carol@-acme.example",
        "carol@acme..example",
        "<>",
        "carol@straße.example",
        "carol@ａｃｍｅ.example",
        "ca\x00rol@acme.example",
        "<carol @acme.example>",
    ],
)
def test_what_two_programs_may_read_differently_is_a_defect(value: str) -> None:
    assert any(each.defect and not each.address for each in addresses(value))


def test_commas_inside_quotes_comments_and_brackets_part_nothing() -> None:
    found = addresses('"a,b" <a@x.example>, (c,d) b@y.example, c@z.example')
    assert ["a@x.example", "b@y.example", "c@z.example"] == [each.address for each in found]


def test_a_flood_of_addresses_is_cut() -> None:
    assert 200 == len(addresses(", ".join(f"a{number}@x.example" for number in range(5000))))


def test_letters_of_an_address_are_compared_without_case_but_never_folded_into_others() -> None:
    assert normal_address("CAROL@acme.example") == normal_address("carol@ACME.example.")
    assert normal_address("carol@аcme.example") != normal_address("carol@acme.example")  # Cyrillic а


def test_domains() -> None:
    assert "xn--bcher-kva.example" == normal_domain("BÜCHER.example")
    assert "[192.0.2.1]" == normal_domain("[192.0.2.1]")
    assert "" == normal_domain("a b.example")
    assert "acme.example" == domain_of("carol@acme.example")


@given(st.text(alphabet="ab@<>\"'(),;:\\[] =?é\udc80.", max_size=40))
def test_any_header_gives_addresses_or_defects(value: str) -> None:
    for each in addresses(value):
        assert bool(each.address) != bool(each.defect)
        assert each.address == normal_address(each.address)


@pytest.mark.parametrize(
    ("listed", "compared"),
    [
        ("AP@Acme.Example", "ap@acme.example"),
        ("ap\uff20acme\uff0eexample", "ap@acme.example"),
        ("\uff41\uff50@acme\u3002example", "ap@acme.example"),
        ("li@b\u00fccher.example", "li@xn--bcher-kva.example"),
        (" ap@acme.example. ", "ap@acme.example"),
    ],
)
def test_our_own_list_may_be_written_as_people_type(listed: str, compared: str) -> None:
    assert compared == filed_address(listed)
    assert compared.rpartition("@")[2] == filed_domain(listed.replace("\uff20", "@").rpartition("@")[2])
