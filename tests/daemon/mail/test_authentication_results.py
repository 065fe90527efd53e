from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.authentication_results import AuthenticationResults, Result, read


def test_a_field_is_taken_apart() -> None:
    value = 'mx.tieout.example 1; dkim=pass (2048-bit key) header.d=acme.example header.s="s 1"; dmarc = pass header.from = ACME.example'
    assert AuthenticationResults(
        "mx.tieout.example",
        (
            Result("dkim", "pass", {"header.d": "acme.example", "header.s": "s_1"}),
            Result("dmarc", "pass", {"header.from": "acme.example"}),
        ),
    ) == read(value)


def test_microsofts_form_has_no_server_name() -> None:
    value = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=acme.example; dmarc=pass action=none header.from=acme.example;compauth=pass reason=100"
    found = read(value)
    assert found is not None
    assert ("", ["spf", "dmarc", "compauth"]) == (found.authserv_id, [result.method for result in found.results])


@pytest.mark.parametrize(
    "value",
    [
        "mx; none",
        "mx; spf=fail (x; dmarc=pass header.from=acme.example)",
        'mx; spf=fail reason="a;dmarc=pass header.from=acme.example"',
        "mx; spf=fail (a \\) ; dmarc=pass)",
        "mx; spf=fail (a (b) ; dmarc=pass)",
        'mx; spf=fail reason="a" smtp.mailfrom="x; dmarc=pass"@acme.example',
    ],
)
def test_what_stands_in_comments_and_quotes_is_no_result(value: str) -> None:
    found = read(value)
    assert found is not None
    assert () == found.of("dmarc")


@pytest.mark.parametrize("value", ["", ";", "mx; spf=pass (open", 'mx; spf=pass reason="open', "x" * 20_000])
def test_what_cannot_be_read_is_none(value: str) -> None:
    assert read(value) is None


def test_a_method_may_carry_a_version() -> None:
    found = read("mx; dmarc/1=pass header.from=a.example")
    assert found is not None
    assert "pass" == found.of("dmarc")[0].value


@given(st.text(alphabet='ab=;()"\\ \t./', max_size=60))
def test_nothing_raises(value: str) -> None:
    assert isinstance(read(value), AuthenticationResults | None)
