from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from daemon.store import forms
from parsers.document import Place, Problem
from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import (
    Check,
    Figure,
    Form,
    LineKind,
    Outcome,
    Period,
    Proof,
    Repair,
    Statement,
    StatementLine,
    Total,
    Verdict,
)
from rules.model.decision import Because, Decision
from rules.model.decision import Outcome as Decided
from rules.model.difference import Difference, Fact, Reason
from rules.model.match import Certainty, Match
from rules.model.reconciliation import Bridge, LedgerView, Orientation, Reconciliation, Step

PLACE = Place(document="d" * 64, reader="pdf_words", page=2, box=(1.5, 2.25, 3.125, 0.1))
DAY = dt.date(2026, 3, 31)
STATEMENT = Statement(
    document="d" * 64,
    reader="pdf_words",
    form=Form.BALANCE_FORWARD,
    lines=(
        StatementLine(
            date=DAY,
            amount=Decimal("-12.30"),
            place=PLACE,
            kind=LineKind.PAYMENT,
            references=("银付-1", "P/2"),
            running_balance=Decimal("0E-2"),
            read_as="12.30-",
        ),
        StatementLine(date=None, amount=Decimal("1E+3"), place=PLACE),
    ),
    period=Period(None, DAY),
    opening=Figure(Decimal("12.30"), PLACE, "12.30"),
    totals=(Total("本期合计", Decimal(0), None),),
    credit_raises=False,
    notes=("开户行：…",),
    proof=Proof(
        Verdict.BROKEN,
        (Check("running_balance", Outcome.FAILS, "…", PLACE),),
        (Repair("amount", "1", "7", "chain", PLACE, 0),),
    ),
)


def test_a_statement_comes_back_equal() -> None:
    assert STATEMENT == forms.read_statement(forms.keep_statement(STATEMENT))


def test_problems_come_back_with_what_the_document_looks_like() -> None:
    problems = (Problem(code="locked", message="…", place=PLACE, facts={"file": "账.pdf"}),)

    assert (problems, "invoice") == forms.read_problems(forms.keep_problems(problems, "invoice"))


def test_a_decision_comes_back_equal() -> None:
    decision = Decision(Decided.HOLD, (Because("gate", Decided.HOLD, "Why.", {"a": "b"}),))

    assert decision == forms.read_decision(forms.keep_decision(decision))


_FACTS = st.dictionaries(
    st.text(max_size=5),
    st.one_of(
        st.text(max_size=8),
        st.integers(),
        st.dates(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.sampled_from(["2026-03-31", "12.30", "7"]),
    ),
    max_size=5,
)


@given(_FACTS, _FACTS)
def test_a_reconciliation_comes_back_equal_with_every_fact_of_its_own_kind(
    facts: dict[str, Fact], internal: dict[str, Fact]
) -> None:
    """A text that looks like a day stays a text."""
    reconciliation = Reconciliation(
        statement=STATEMENT,
        ledger=LedgerView(
            account="C-1",
            opening=Decimal("0.00"),
            balance=Decimal("5.10"),
            as_of=DAY,
            entries=(LedgerEntry(id="r2", row=2, account="C-1", date=DAY, amount=Decimal("5.10")),),
        ),
        orientation=Orientation.MIRROR,
        orientation_proved=True,
        line_amounts=(Decimal("12.30"), Decimal("-1E+3")),
        opening_theirs=None,
        matches=(Match(lines=(0,), entries=("r2",), rule="same_reference", certainty=Certainty.LIKELY),),
        differences=(
            Difference(amount=Decimal("-0.10"), reason=Reason.ROUNDING, lines=(1,), facts=facts, internal=internal),
        ),
        bridge=Bridge(Decimal("5.10"), Decimal("5.00"), (Step("rounding", Decimal("-0.10"), 0),)),
        agreed=False,
        notes=("the search budget was reached",),
    )

    kept = forms.keep_reconciliation(reconciliation)

    assert reconciliation == forms.read_reconciliation(kept)
    assert kept == forms.keep_reconciliation(forms.read_reconciliation(kept))
    found = forms.read_reconciliation(kept).differences[0].facts
    assert {name: type(value) for name, value in facts.items()} == {name: type(value) for name, value in found.items()}
