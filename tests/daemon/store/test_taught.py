from __future__ import annotations

import datetime as dt

from daemon.observe import events
from daemon.store import Store
from daemon.store.taught import changes_of, taught_parties
from parsers.ledgers.counterparty import Counterparty
from tests.support.stored import NOW

PARTIES = (
    Counterparty(code="C-1", name="Acme", reference_map=(("A", "B"),)),
    Counterparty(code="C-2", name="Bolt", passwords=('"disputed":["',)),
    Counterparty(code='C-"3"', name="Crane", disputed=("INV-1",), passwords=("sesame",)),
    Counterparty(code="C-4", name="Delta", numbers_refused=("A#",)),
)


def test_those_are_listed_of_whom_there_is_anything(store: Store) -> None:
    store.counterparties.replace_all(PARTIES)
    with store.reading() as tx:
        found, total = taught_parties(tx, limit=2)
        assert (["C-1", 'C-"3"'], 3) == ([each.code for each in found], total)
        assert ["C-4"] == [each.code for each in taught_parties(tx, limit=2, offset=2)[0]]
        assert ['C-"3"'] == [each.code for each in taught_parties(tx, search="crane", limit=9)[0]]
        assert ((), 0) == taught_parties(tx, search="sesame", limit=9)  # a search is no way to guess passwords
        assert ["C-2"] == [each.code for each in taught_parties(tx, code="C-2", limit=9)[0]]


def test_the_audit_tells_who_changed_what(store: Store) -> None:
    for day, code in enumerate(("C-1", 'C-"3"', "C-11", 'C-"3"')):
        with store.writing() as tx:
            facts = {"code": code, "disputed": f"INV-{day}; INV-9"}
            store.audit.add(tx, NOW + dt.timedelta(days=day), events.COUNTERPARTY_CHANGED, actor="ada", facts=facts)
    with store.reading() as tx:
        found = changes_of(tx, 'C-"3"')
        assert [1, 3] == [(each.at - NOW).days for each in found]
        assert 1 == len(changes_of(tx, "C-1"))
    assert (True, False) == (found[0].says("disputed", "INV-1"), found[0].says("disputed", "INV"))
