from __future__ import annotations

from decimal import Decimal

from daemon.correction import Correction, Kind
from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.corrections import corrected_cases, corrections_of, keep_corrections
from parsers.document import Place
from parsers.statements.corrected import Field
from parsers.statements.line_corrections import NewLine
from rules.model.difference import Reason
from tests.support.stored import NOW, raw_mail

VALUE = Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1.00", becomes="2.00", number=1, by="carol", at=NOW)
LINE = NewLine(amount=Decimal("-7.50"), date=NOW.date(), place=Place(document="0" * 64, reader="csv", line=3))
ADDED = Correction(kind=Kind.ADD, index=0, added=LINE, number=3, by="carol", at=NOW)
JOIN = Correction(kind=Kind.JOIN, lines=(1,), entries=("r3",), reason=Reason.FX, number=2, undone_by="b", undone_at=NOW)


def test_corrections_come_back_as_they_were_kept_by_case_and_by_counterparty(store: Store) -> None:
    mail = raw_mail()
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        case = store.cases.create(tx, 1, NewCase(number=0, counterparty="C-1"), NOW)
        store.cases.create(tx, 1, NewCase(number=1, counterparty="C-1"), NOW)
    assert () == corrections_of(store.cases, case)

    with store.writing() as tx:
        keep_corrections(store.cases, tx, case, (VALUE, ADDED, JOIN))

    assert (VALUE, ADDED, JOIN) == corrections_of(store.cases, case)
    with store.reading() as tx:
        assert (((case, (VALUE, ADDED, JOIN)),), 1) == corrected_cases(tx, "C-1")
        assert ((), 1) == corrected_cases(tx, "C-1", limit=0)
        assert ((), 0) == corrected_cases(tx, "C-2")
