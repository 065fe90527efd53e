"""Which rows and files go together; when they do is for tests/daemon/pipeline/test_prune.py."""

from __future__ import annotations

import datetime as dt

from daemon.store import Store
from daemon.store.pruning import Ripe, prune_mails, prune_version, remove_files, ripe_mails, ripe_versions
from daemon.store.states import MessageState
from parsers.ledgers.entry import Role
from tests.support.stored import NOW, entry, raw_mail

LATER = NOW + dt.timedelta(days=1)


def received(store: Store, uid: int, content: bytes) -> int:
    mail = raw_mail(content, uid=uid)
    store.messages.begin("ar", "INBOX", NOW)
    with store.writing() as tx:
        _, message = store.messages.record(tx, mail, sha256=store.archive.put(content), now=NOW)
        store.messages.move(tx, store.messages.get(message, tx), MessageState.OWN)
    return message


def test_a_file_that_two_mails_share_goes_with_the_last_of_them(store: Store) -> None:
    first, second = received(store, 1, b"A: b\r\n\r\nx"), received(store, 2, b"A: b\r\n\r\nx")
    sha256 = store.messages.get(first).sha256
    with store.writing() as tx:
        found = ripe_mails(tx, LATER, 1)
        assert (Ripe(first, (), (sha256,)),) == found
        prune_mails(tx, found, LATER)
        assert 0 == remove_files(tx, store.archive, found)
        found = ripe_mails(tx, LATER, 10)
        assert [second] == [each.message for each in found]
        prune_mails(tx, found, LATER)
        assert 1 == remove_files(tx, store.archive, found)
    assert not store.archive.holds(sha256)


def test_a_version_goes_when_it_counts_no_more(store: Store) -> None:
    for name in ("a.csv", "b.csv"):
        store.ledgers.import_rows([entry(3, "1.00")], name=name, sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)
    with store.writing() as tx:
        assert () == ripe_versions(tx, NOW)
        assert (1,) == ripe_versions(tx, LATER)
        prune_version(tx, 1)
    assert ["b.csv"] == [version.name for version in store.ledgers.versions()]
    assert [] == list(store.faults())
