from __future__ import annotations

import datetime as dt
from decimal import Decimal

from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.figures import Figures, figures_of
from rules.model.decision import Because, Decision, Outcome
from tests.support.stored import NOW, raw_mail

HELD = Decision(Outcome.HOLD, (Because("a", Outcome.CONFIRM, ""), Because("b", Outcome.HOLD, "")))


def test_figures_come_back_as_they_were_kept_and_the_last_ones_count(store: Store) -> None:
    mail = raw_mail()
    figures = Figures(
        currency="KWD",
        ours=Decimal("-1234.567"),
        theirs=Decimal("0.000"),
        gap=Decimal("1234.567"),
        stake=12_345_670,
        verdict="proven",
        statement_date=dt.date(2026, 3, 31),
        lines=7,
        matched=5,
        differences=2,
        gates=("a", "b"),
    )
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        case = store.cases.create(tx, 1, NewCase(number=0), NOW)
        assert store.figures.get(case, tx) is None
        store.figures.put(tx, case, Figures())
        store.figures.put(tx, case, figures)

    assert figures == store.figures.get(case)


def test_a_case_without_a_statement_has_no_amount_but_its_gates() -> None:
    assert Figures(gates=("b",)) == figures_of(None, None, HELD)
