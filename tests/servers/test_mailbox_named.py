"""What Microsoft 365 and Exchange have in common, each against its stand-in: pages and marks, limits, backlog, what is shown on handled mail."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, MailboxConnection, PermanentMailboxError, Settled, TemporaryMailboxError
from daemon.mailboxes.connect import connect
from daemon.mailboxes.named import categories
from tests.support.named_sites import NamedSite

pytestmark = pytest.mark.servers


def content(number: int) -> bytes:
    return (
        f"From: c@acme.example\r\nTo: ar@tieout.example\r\nSubject: Statement {number}\r\n"
        f"Message-ID: <m{number}@acme.example>\r\n\r\nPlease find it attached.\r\n"
    ).encode()


def opened(site: NamedSite, state: Path, **changes: object) -> MailboxConnection:
    return connect(msgspec.structs.replace(site.mailbox, **changes), lambda _: site.secret, state)


def look(site: NamedSite, state: Path, mark: str = "", **changes: object) -> list[RawMail]:
    with opened(site, state, **changes) as connection:
        return list(connection.fetch(Cursor(mark=mark)))


def test_mails_come_as_they_were_sent_and_the_mark_with_the_last_of_each_page(named: NamedSite, tmp_path: Path) -> None:
    for number in range(120):
        named.server.deliver(content(number))

    found = look(named, tmp_path)

    assert [content(number) for number in range(120)] == [mail.content for mail in found]
    assert [49, 99, 119] == [number for number, mail in enumerate(found) if mail.mark]
    assert 120 == len({mail.remote for mail in found})


def test_only_what_is_new_since_the_mark_is_fetched(named: NamedSite, tmp_path: Path) -> None:
    named.server.deliver(content(1))
    mark = look(named, tmp_path)[-1].mark
    named.server.deliver(content(2))

    assert [content(2)] == [mail.content for mail in look(named, tmp_path, mark)]


def test_a_page_that_was_not_wholly_kept_is_read_again(named: NamedSite, tmp_path: Path) -> None:
    for number in range(60):
        named.server.deliver(content(number))
    with opened(named, tmp_path) as connection:
        mails = connection.fetch(Cursor())
        kept = [next(mails) for _ in range(55)]

    again = look(named, tmp_path, next(mail.mark for mail in reversed(kept) if mail.mark))

    assert [content(number) for number in range(50, 60)] == [mail.content for mail in again]


def test_one_connection_does_not_look_at_the_same_page_twice_though_it_brought_nothing(
    named: NamedSite, tmp_path: Path
) -> None:
    with opened(named, tmp_path) as connection:
        assert [] == list(connection.fetch(Cursor()))
        named.server.deliver(content(1))
        assert 1 == len(list(connection.fetch(Cursor())))
        assert [] == list(connection.fetch(Cursor()))


def test_a_mark_that_is_no_longer_known_leads_to_a_full_look(named: NamedSite, tmp_path: Path) -> None:
    named.server.deliver(content(1))
    mark = look(named, tmp_path)[-1].mark
    named.forget()

    assert [content(1)] == [mail.content for mail in look(named, tmp_path, mark)]


def test_a_busy_server_says_how_long_to_wait(named: NamedSite, tmp_path: Path) -> None:
    named.busy("list", 17)

    with pytest.raises(TemporaryMailboxError) as error:
        look(named, tmp_path)

    assert 17.0 == error.value.wait


@pytest.mark.parametrize("step", ["list", "fetch"])
def test_what_fails_for_the_moment_is_tried_again_later(named: NamedSite, tmp_path: Path, step: str) -> None:
    named.server.deliver(content(1))
    named.fails(step, False)

    with pytest.raises(TemporaryMailboxError):
        look(named, tmp_path)


def test_a_mail_above_the_limit_comes_as_its_header_only(named: NamedSite, tmp_path: Path) -> None:
    named.server.deliver(content(1) + b"x" * 1_100_000)

    (mail,) = look(named, tmp_path)

    assert mail.too_large
    assert b"Subject: Statement 1" in mail.content
    assert mail.content.endswith(b"\r\n\r\n")


def test_what_lay_there_before_the_first_look_is_backlog(named: NamedSite, tmp_path: Path) -> None:
    named.server.deliver(content(1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    named.server.deliver(content(2), dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=5))

    assert [True, False] == [mail.backlog for mail in look(named, tmp_path)]


def test_another_machine_that_takes_over_knows_since_when_the_mailbox_is_watched(
    named: NamedSite, tmp_path: Path
) -> None:
    """Else what came between the death of one and the first look of the other would count as there before, and stay unanswered."""
    named.server.deliver(content(1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    named.server.deliver(content(2), dt.datetime(2026, 1, 3, tzinfo=dt.UTC))
    with opened(named, tmp_path / "another") as connection:
        found = list(connection.fetch(Cursor(started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))))

    assert [True, False] == [mail.backlog for mail in found]


def test_handled_mail_is_marked_beside_what_people_marked(named: NamedSite, tmp_path: Path) -> None:
    item = named.server.deliver(content(1))
    item.categories = ["Blue"]
    shown = []
    with opened(named, tmp_path) as connection:
        (mail,) = connection.fetch(Cursor())
        for outcome in (Settled.HELD, Settled.HELD, Settled.DONE):
            connection.settle(0, 0, outcome, mail.remote)
            shown.append(item.categories)

    assert [["Blue", "Tieout held"], ["Blue", "Tieout held"], ["Blue", "Tieout done"]] == shown


def test_where_the_mailbox_is_to_stay_as_it_is_nothing_is_shown(named: NamedSite, tmp_path: Path) -> None:
    item = named.server.deliver(content(1))
    with opened(named, tmp_path, when_done="keep") as connection:
        (mail,) = connection.fetch(Cursor())
        connection.settle(0, 0, Settled.DONE, mail.remote)

    assert ([], 1) == (item.categories, len(named.server.items))


@pytest.mark.parametrize("when_done", ["flag", "move"])
def test_a_mail_that_is_gone_is_nothing_to_settle(named: NamedSite, tmp_path: Path, when_done: str) -> None:
    with opened(named, tmp_path, when_done=when_done) as connection:
        connection.settle(0, 0, Settled.DONE, "gone=")

    assert [] == named.server.items


def test_a_folder_that_is_not_there_is_said_at_once(named: NamedSite, tmp_path: Path) -> None:
    with pytest.raises(PermanentMailboxError, match="no folder Nowhere"):
        look(named, tmp_path, folder="Nowhere")


def test_the_check_says_what_was_found(named: NamedSite, tmp_path: Path) -> None:
    named.server.deliver(content(1))
    with opened(named, tmp_path) as connection:
        lines = connection.check()

    assert f"{named.inbox}: 1 mails" in lines
    assert any("looked for every 60 seconds" in line for line in lines)


def test_ours_stands_once_beside_theirs() -> None:
    assert ["Blue", "Tieout done"] == categories(["Tieout held", "Blue", "Tieout done"], Settled.DONE)
