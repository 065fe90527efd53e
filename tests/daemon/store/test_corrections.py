from __future__ import annotations

from daemon.correction import Correction, Kind
from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.corrections import corrected_cases, corrections_of, keep_corrections
from parsers.statements.corrected import Field
from rules.model.difference import Reason
from tests.support.stored import NOW, raw_mail

VALUE = Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1.00", becomes="2.00", number=1, by="carol", at=NOW)
JOIN = Correction(kind=Kind.JOIN, lines=(1,), entries=("r3",), reason=Reason.FX, number=2, undone_by="b", undone_at=NOW)


def test_corrections_come_back_as_they_were_kept_by_case_and_by_counterparty(store: Store) -> None:
    mail = raw_mail()
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        case = store.cases.create(tx, 1, NewCase(number=0, counterparty="C-1"), NOW)
        store.cases.create(tx, 1, NewCase(number=1, counterparty="C-1"), NOW)
    assert () == corrections_of(store.cases, case)

    with store.writing() as tx:
        keep_corrections(store.cases, tx, case, (VALUE, JOIN))

    assert (VALUE, JOIN) == corrections_of(store.cases, case)
    with store.reading() as tx:
        assert ((case, (VALUE, JOIN)),) == corrected_cases(tx, "C-1")
        assert () == corrected_cases(tx, "C-2")
