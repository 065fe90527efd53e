from __future__ import annotations

from pathlib import Path

import pytest

from daemon.store import Store, StoreInUse, StoreRefused, open_store
from tests.support.places import Place
from tests.support.stored import NOW, raw_mail


def test_one_service_at_a_time_works_on_a_store(place: Place) -> None:
    first, second = place.open(), place.open()

    with first.exclusively(), pytest.raises(StoreInUse, match="Another tieout service"), second.exclusively():
        pass
    with second.exclusively():
        pass
    first.close()
    second.close()


def test_a_directory_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(StoreRefused, match="cannot be used"):
        open_store(tmp_path / "file")


def test_a_database_elsewhere_needs_a_directory_for_originals() -> None:
    with pytest.raises(StoreRefused, match="directory for its archive"):
        open_store("sqlite:///:memory:")


def test_an_original_that_is_missing_or_changed_is_told_with_its_message(store: Store) -> None:
    mail = raw_mail()
    store.messages.begin("ar", "INBOX", NOW)
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        store.audit.add(tx, NOW, "mail_received", message=1, facts={"sha256": mail.sha256})
    assert list(store.faults()) == []

    store.archive.path(mail.sha256).unlink()

    assert list(store.faults()) == [f"The original of message 1 is missing from the archive: {mail.sha256}."]
