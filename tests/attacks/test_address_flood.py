"""Twenty thousand addresses in one field cost seconds in the standard library's parser."""

from __future__ import annotations

from rules.model.case_facts import Automatic
from tests.support.letters import letter, opened


def test_addresses_beyond_the_limit_are_not_read() -> None:
    crowd = ", ".join(f"a{number}@evil.example" for number in range(9_000))
    mail = opened(letter(To=crowd))
    assert len(mail.to) == 200
    assert Automatic.HOLD is mail.automatic


def test_a_crowd_of_senders_is_no_sender() -> None:
    mail = opened(letter(From=", ".join(f"a{number}@evil.example" for number in range(9_000))))
    assert ("", Automatic.HOLD) == (mail.sender, mail.automatic)


def test_comments_without_end_are_read_in_one_pass() -> None:
    mail = opened(letter(From="(" * 60_000 + "carol@acme.example", Auto_Submitted="(" * 60_000 + "no"))
    assert Automatic.NO is not mail.automatic
