"""The Graph connector against a stand-in over TLS: real tokens by msal, pages, marks, throttling, moved and vanished mail."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from daemon.config.settings import Mailbox
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.connect import connect
from daemon.mailboxes.graph import GraphConnection
from tests.support.graph_server import Fault, GraphServer
from tests.support.token_server import CLIENT_SECRET

pytestmark = pytest.mark.servers


def content(number: int) -> bytes:
    return (
        f"From: c@acme.example\r\nTo: ar@tieout.example\r\nSubject: Statement {number}\r\n"
        f"Message-ID: <m{number}@acme.example>\r\n\r\nPlease find it attached.\r\n"
    ).encode()


def opened(mailbox: Mailbox, state: Path) -> GraphConnection:
    connection = connect(mailbox, lambda _: CLIENT_SECRET, state)
    assert isinstance(connection, GraphConnection)
    return connection


def look(mailbox: Mailbox, state: Path, mark: str = "") -> list[RawMail]:
    with opened(mailbox, state) as connection:
        return list(connection.fetch(Cursor(mark=mark)))


def test_a_mark_never_carries_the_token_to_another_host(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path
) -> None:
    with pytest.raises(PermanentMailboxError, match="not followed"):
        look(graph_mailbox, tmp_path, "https://evil.example/v1.0/users/x/mailFolders/inbox/messages/delta")


def test_throttling_says_how_long_to_wait(graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path) -> None:
    graph.faults.append(Fault("delta", 429, "ApplicationThrottled", headers={"Retry-After": "17"}))

    with pytest.raises(TemporaryMailboxError, match="ApplicationThrottled") as error:
        look(graph_mailbox, tmp_path)

    assert 17.0 == error.value.wait


@pytest.mark.parametrize("status", [0, 500, 503, 504])
def test_what_fails_for_the_moment_is_tried_again_later(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path, status: int
) -> None:
    graph.faults += [Fault("delta", status), Fault("delta", status)]

    with pytest.raises(TemporaryMailboxError):
        look(graph_mailbox, tmp_path)


def test_a_token_that_ran_out_is_fetched_anew(graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path) -> None:
    with opened(graph_mailbox, tmp_path) as connection:
        list(connection.fetch(Cursor()))
        graph.faults.append(Fault("delta", 401, "InvalidAuthenticationToken"))
        graph.deliver(content(1))

        assert 1 == len(list(connection.fetch(Cursor())))


def test_a_mail_that_vanished_meanwhile_is_passed_over(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path
) -> None:
    graph.deliver(content(1))
    graph.deliver(content(2))
    graph.faults.append(Fault(r"value", 404, "ErrorItemNotFound"))

    assert [content(2)] == [mail.content for mail in look(graph_mailbox, tmp_path)]


def test_handled_mail_is_marked_beside_what_people_marked_and_a_held_one_is_flagged(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path
) -> None:
    item = graph.deliver(content(1))
    item.categories = ["Blue"]
    with opened(graph_mailbox, tmp_path) as connection:
        (mail,) = connection.fetch(Cursor())
        shown = []
        for outcome in (Settled.HELD, Settled.HELD, Settled.DONE):
            connection.settle(0, 0, outcome, mail.remote)
            shown.append((item.categories, item.flag))

    held, done = (["Blue", "Tieout held"], "flagged"), (["Blue", "Tieout done"], "notFlagged")
    assert [held, held, done] == shown


def test_handled_mail_is_moved_into_folders_that_are_made_and_keeps_its_name(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path
) -> None:
    item = graph.deliver(content(1))
    moving = msgspec.structs.replace(graph_mailbox, when_done="move")
    with opened(moving, tmp_path) as connection:
        (mail,) = connection.fetch(Cursor())
        connection.settle(0, 0, Settled.HELD, mail.remote)
        held = item.folder
        connection.settle(0, 0, Settled.DONE, mail.remote)
        connection.settle(0, 0, Settled.DONE, mail.remote)

    assert (graph.named("Held"), graph.named("Done")) == (held, item.folder)
    assert {"inbox", "sentitems", "drafts", graph.named("Tieout"), held, item.folder} == set(graph.folders)


def test_without_delta_the_folder_is_listed_by_arrival_and_late_mail_is_found_once(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path
) -> None:
    china = msgspec.structs.replace(graph_mailbox, cloud="china")
    now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    for number in range(70):
        graph.deliver(content(number), now + dt.timedelta(minutes=number))
    first = look(china, tmp_path)
    mark = first[-1].mark
    graph.deliver(content(100), now + dt.timedelta(minutes=60))  # arrived before the newest that was seen
    graph.deliver(content(101), now + dt.timedelta(minutes=90))

    second = look(china, tmp_path, mark)
    third = look(china, tmp_path, second[-1].mark)

    assert 70 == len(first)
    assert [content(100), content(101)] == [mail.content for mail in second]
    assert [] == third
    assert not any("delta" in asked for asked in graph.asked)


def test_the_check_demands_that_a_foreign_mailbox_is_refused(
    graph: GraphServer, graph_mailbox: Mailbox, tmp_path: Path
) -> None:
    with opened(graph_mailbox, tmp_path) as connection:
        closed = connection.check()
        graph.everybody = True
        with pytest.raises(PermanentMailboxError, match=r"boss@tieout\.example too: limit it"):
            connection.check()

    assert "Inbox: 0 mails" in closed
    assert "boss@tieout.example is refused: the application sees only what it should" in closed
