"""Domains that look like the customer's, or that a careless program folds into it."""

from __future__ import annotations

import pytest

from tests.support.letters import letter, opened


@pytest.mark.parametrize(
    "domain",
    [
        "аcme.example",  # Cyrillic а
        "acme.example.evil.example",
        "ａｃｍｅ.example",  # full width
        "acme。example",  # ideographic full stop
        "acme.exam\u200bple",
        "acme.exam\u00adple",
        "ACMЕ.example",  # Cyrillic Е
        "acmé.example",
        "acme.example\u2024evil.example",
    ],
)
def test_a_domain_is_itself_or_none_and_never_another(domain: str) -> None:
    assert "carol@acme.example" != opened(letter(From=f"Carol <carol@{domain}>")).sender


def test_the_sharp_s_does_not_become_two() -> None:
    assert "" == opened(letter(From="carol@straße.example")).sender
