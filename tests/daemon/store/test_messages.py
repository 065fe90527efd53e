from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.mail.incoming import RawMail
from daemon.store import Store
from daemon.store.messages import Recorded
from daemon.store.states import ImpossibleTransition, MessageState
from tests.support.stored import NOW, raw_mail


def _record(store: Store, mail: RawMail, *, answered: bool = True) -> tuple[Recorded, int]:
    store.messages.begin(mail.mailbox, mail.folder, NOW)
    with store.writing() as tx:
        return store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW, answered=answered)


def _progress(store: Store) -> tuple[int, int]:
    found = store.messages.progress("ar", "INBOX")
    assert found is not None
    return found.uidvalidity, found.uid


def test_a_new_mail_is_recorded_with_the_cursor_behind_it(store: Store) -> None:
    outcome, message = _record(store, raw_mail(uid=5))

    assert outcome == Recorded.NEW
    assert _progress(store) == (7, 5)
    assert store.messages.get(message).state == MessageState.RECEIVED


def test_a_crash_before_the_commit_leaves_neither_row_nor_cursor(store: Store) -> None:
    mail = raw_mail(uid=5)
    store.messages.begin(mail.mailbox, mail.folder, NOW)
    with pytest.raises(RuntimeError), store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        raise RuntimeError

    assert _progress(store) == (0, 0)
    assert store.messages.counts() == {}


def test_the_same_place_again_is_no_new_mail(store: Store) -> None:
    first = _record(store, raw_mail(uid=5))
    again = _record(store, raw_mail(uid=5))

    assert (Recorded.KNOWN, first[1]) == again


def test_the_same_bytes_at_another_uid_are_a_copy_of_the_first(store: Store) -> None:
    _, first = _record(store, raw_mail(uid=5))
    outcome, copy = _record(store, raw_mail(uid=6))

    assert outcome == Recorded.COPY
    assert store.messages.get(copy).copy == 1
    assert store.messages.get(copy).sha256 == store.messages.get(first).sha256


def test_a_changed_uidvalidity_moves_known_mail_instead_of_answering_it_again(store: Store) -> None:
    ids = [_record(store, raw_mail(f"mail {uid}".encode(), uid))[1] for uid in (5, 6)]

    moved = [_record(store, raw_mail(f"mail {uid}".encode(), new, uidvalidity=8)) for uid, new in ((5, 1), (6, 2))]

    assert [(Recorded.MOVED, ids[0]), (Recorded.MOVED, ids[1])] == moved
    assert _progress(store) == (8, 2)
    assert store.messages.get(ids[1]).uid == 2


def test_two_copies_stay_two_when_the_uidvalidity_changes(store: Store) -> None:
    ids = [_record(store, raw_mail(uid=uid))[1] for uid in (5, 6)]

    moved = [_record(store, raw_mail(uid=uid, uidvalidity=8)) for uid in (1, 2)]

    assert [(Recorded.MOVED, found) for found in ids] == moved


def test_the_cursor_never_goes_back(store: Store) -> None:
    _record(store, raw_mail(b"later", uid=9))
    _record(store, raw_mail(b"earlier", uid=3))

    assert _progress(store) == (7, 9)


def test_mail_that_lay_there_before_may_be_recorded_only(store: Store) -> None:
    _, message = _record(store, raw_mail(), answered=False)

    assert store.messages.get(message).state == MessageState.RECORDED
    assert store.messages.claim("w", NOW) is None


def test_what_moved_on_meanwhile_is_not_moved_twice(store: Store) -> None:
    _record(store, raw_mail())
    taken = store.messages.claim("w", NOW)
    assert taken is not None
    with store.writing() as tx:
        store.messages.move(tx, taken, MessageState.RECOGNISED)

    with pytest.raises(ImpossibleTransition, match="no longer received"), store.writing() as tx:
        store.messages.move(tx, taken, MessageState.RECOGNISED)


def test_the_mailbox_is_asked_once_to_show_an_outcome_and_again_when_it_changes(store: Store) -> None:
    _, message = _record(store, raw_mail())

    def wishes() -> list[str]:
        return [found.settle for found in store.messages.to_settle("ar")]

    with store.writing() as tx:
        store.messages.ask_settling(tx, message, "held")
    assert wishes() == ["held"]
    with store.writing() as tx:
        store.messages.settled(tx, message, "held")
        store.messages.ask_settling(tx, message, "held")
    assert wishes() == []
    with store.writing() as tx:
        store.messages.ask_settling(tx, message, "done")
    assert wishes() == ["done"]


def test_an_unknown_message_is_said_so(store: Store) -> None:
    with pytest.raises(LookupError, match="no message 12"):
        store.messages.get(12)


def _named(content: bytes, remote: str, mark: str = "") -> RawMail:
    return replace(raw_mail(content, 0, uidvalidity=0), remote=remote, mark=mark)


def test_a_mail_with_a_name_instead_of_a_number_is_numbered_here_and_known_by_its_name(store: Store) -> None:
    first = _record(store, _named(b"one", "AAMk="))
    second = _record(store, _named(b"two", "AAMkB="))
    again = _record(store, _named(b"one", "AAMk="))

    assert (Recorded.NEW, Recorded.NEW, (Recorded.KNOWN, first[1])) == (first[0], second[0], again)
    assert [(1, "AAMk="), (2, "AAMkB=")] == [
        (message.uid, message.remote) for message in (store.messages.get(first[1]), store.messages.get(second[1]))
    ]


def test_the_mark_of_a_server_is_kept_with_the_mail_that_brings_it_and_stays_when_none_comes(store: Store) -> None:
    marks = []
    for mail in (_named(b"one", "a"), _named(b"two", "b", "state-1"), _named(b"three", "c")):
        _record(store, mail)
        found = store.messages.progress("ar", "INBOX")
        assert found is not None
        marks.append(found.mark)

    assert ["", "state-1", "state-1"] == marks
