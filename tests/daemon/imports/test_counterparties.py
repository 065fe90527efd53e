from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from daemon.imports.counterparties import import_counterparties, preview_counterparties
from daemon.imports.refusal import FileRefused, Outdated
from daemon.observe import events
from daemon.store.opening import Store
from parsers.document import Document
from parsers.ledgers.counterparty import Counterparty

NOW = dt.datetime(2026, 11, 5, tzinfo=dt.UTC)


def listed(text: str) -> Document:
    return Document("list.csv", text.encode())


@pytest.fixture
def filled(store: Store) -> Store:
    store.counterparties.replace_all(
        [
            Counterparty(code="C1", name="Acme", disputed=("INV-1",), reference_map=(("A-1", "INV-1"),)),
            Counterparty(code="C2", name="Bolt"),
            Counterparty(code="C3", name="Crane"),
        ]
    )
    return store


LIST = "Code,Name,Emails\nC1,Acme,ap@acme.example\nC2,Bolt,\nC4,Delta,\n"


def test_a_preview_tells_who_is_new_changed_and_gone_and_changes_nothing(filled: Store) -> None:
    found = preview_counterparties(filled, listed(LIST))
    assert (["C4"], ["C1"], ["C3"], 1) == (
        [each.code for each in found.new],
        [each.after.code for each in found.changed],
        [each.code for each in found.removed],
        found.same,
    )
    assert ("addresses",) == found.changed[0].what  # what staff entered stays where the list has none of it
    assert 3 == filled.counterparties.count()
    assert 3 == import_counterparties(filled, listed(LIST), now=NOW, by="carol", seen=found.digest)
    one = filled.counterparties.get("C1")
    assert one is not None
    assert (("INV-1",), ("ap@acme.example",)) == (one.disputed, one.addresses)
    (row,) = [row for row in filled.audit.rows() if row.event == events.COUNTERPARTIES_IMPORTED]
    assert ("carol", "list.csv", "3") == (row.actor, row.facts["file"], row.facts["rows"])


def test_a_change_that_came_in_between_is_not_overwritten_unseen(filled: Store) -> None:
    found = preview_counterparties(filled, listed(LIST))
    bolt = filled.counterparties.get("C2")
    assert bolt is not None
    filled.counterparties.put(replace(bolt, language="de"))
    with pytest.raises(Outdated):
        import_counterparties(filled, listed(LIST), now=NOW, by="carol", seen=found.digest)
    assert filled.counterparties.get("C4") is None


def test_a_list_that_cannot_be_used_is_refused_with_its_row(filled: Store) -> None:
    with pytest.raises(FileRefused) as refusal:
        preview_counterparties(filled, listed("Code,Name,Currency\nC1,Acme,XYZ\n"))
    assert 2 == refusal.value.row
    assert 3 == filled.counterparties.count()
