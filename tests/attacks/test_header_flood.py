"""Megabytes of header lines before the first word."""

from __future__ import annotations

from tests.support.letters import Field, codes, letter, opened


def test_a_header_beyond_the_limit_is_not_parsed_further() -> None:
    flood: dict[str, Field] = {f"X_{number}": "y" * 900 for number in range(3000)}
    mail = opened(letter(**flood))
    assert ["mail_too_complex"] == codes(mail)
    assert "carol@acme.example" == mail.sender


def test_one_endless_line_is_cut() -> None:
    mail = opened(letter(Subject="s" * 200_000))
    assert len(mail.subject) <= 500
