"""The Drafts folder of a real server, as the connector finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.mailboxes.base import KeepsDrafts
from daemon.mailboxes.connect import connect
from tests.servers.test_service_imap import person
from tests.support.dovecot import Dovecot, User
from tests.support.stored import NOW

pytestmark = pytest.mark.servers

DRAFT = b"Message-ID: <tieout.1@us.example>\r\nX-Tieout-Case: 1 <tieout.1@us.example>\r\nTo: <a@b.example>\r\n\r\nx\r\n"


@pytest.fixture
def user(dovecot: Dovecot) -> User:
    return dovecot.new_user()


def test_the_servers_own_drafts_folder_is_found_and_each_draft_is_one_that_can_be_sent(
    user: User, tmp_path: Path
) -> None:
    with person(user) as client:
        client.create_folder("Drafts")
    with connect(user.mailbox(drafts_folder="Entwürfe"), lambda _: user.password, tmp_path) as connection:
        assert isinstance(connection, KeepsDrafts)
        before = connection.drafts_mark()
        connection.lay_draft(DRAFT)
        assert before != connection.drafts_mark()
        (draft,) = connection.drafts()
        assert DRAFT == connection.filed(draft)
        assert ["drafts that wait for a person: Drafts, 1 mails"] == [
            line for line in connection.check() if line.startswith("drafts")
        ]
        with person(user) as client:
            client.select_folder("Drafts", readonly=True)
            (flags,) = client.get_flags(client.search()).values()
        assert b"\\Draft" in flags
        assert connection.remove_draft(draft)
        assert not connection.remove_draft(draft)
        assert (None, []) == (connection.filed(draft), connection.drafts())


def test_sent_is_asked_for_what_carries_the_mark_or_answers_the_mail(user: User, tmp_path: Path) -> None:
    with person(user) as client:
        for header in (b"In-Reply-To: <mail-1@acme.example>", b"Subject: something else"):
            client.append("Sent", header + b"\r\nTo: <a@b.example>\r\n\r\nx\r\n")
        client.append("Sent", DRAFT)
    with connect(user.mailbox(drafts_folder="Drafts"), lambda _: user.password, tmp_path) as connection:
        assert isinstance(connection, KeepsDrafts)
        found = connection.sent_about(NOW, "<tieout.1@us.example>", "<mail-1@acme.example>")
        assert found is not None
        assert [b"In-Reply-To", b"Message-ID"] == sorted(mail.header.split(b":")[0] for mail in found)
        assert 1 == len(connection.sent_about(NOW, "<tieout.1@us.example>", "") or [])
