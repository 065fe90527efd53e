"""A customer puts line breaks into subject, name, message ids and file names, so that our reply gets header lines of theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from daemon.mail.mime import as_bytes
from daemon.mail.outgoing import Attachment, OutgoingMail
from tests.support.letters import OURS, letter, opened

BREAKS = ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\r\n ", "=0D=0A", "\x00\r\n"]
INJECTED = "Bcc: eve@evil.example"


@pytest.mark.parametrize("line_break", BREAKS)
def test_nothing_of_theirs_becomes_a_header_of_ours(line_break: str) -> None:
    poison = f"Statement{line_break}{INJECTED}"
    mail = OutgoingMail(
        message_id="<r@tieout.example>",
        sender=OURS,
        sender_name=poison,
        recipient="carol@acme.example",
        subject=poison,
        text=poison,
        html=poison,
        in_reply_to=f"<a@b{line_break}{INJECTED}>",
        references=(f"<a@b>{line_break}{INJECTED}", poison),
        attachments=(Attachment(poison, b"x", "application/pdf"),),
        language=f"en{line_break}{INJECTED}",
    )
    found = message_from_bytes(as_bytes(mail, datetime(2026, 3, 2, tzinfo=UTC)), policy=policy.compat32)
    for part in found.walk():
        assert "bcc" not in {name.lower() for name in part.keys()}  # noqa: SIM118 -- a mail is no dict
    assert 1 == len(found.get_all("To", []))


@pytest.mark.parametrize("encoded", ["=?utf-8?q?x=0D=0ABcc:_eve@evil.example?=", "=?utf-8?b?eA0KQmNjOiBldmU=?="])
def test_breaks_hidden_in_encoded_words_become_blanks(encoded: str) -> None:
    mail = opened(letter(Subject=encoded, From=f"{encoded} <carol@acme.example>"))
    assert "\n" not in mail.subject + mail.sender_name
    assert "\r" not in mail.subject + mail.sender_name
