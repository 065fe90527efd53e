"""The JSON contract of docs/json.md, key by key."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.cli import contract
from parsers.document import Place, Problem
from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import (
    Check,
    Figure,
    Form,
    LineKind,
    Period,
    Proof,
    Recognition,
    Repair,
    Statement,
    StatementLine,
    Total,
    Verdict,
)
from parsers.statements.statement import Outcome as CheckOutcome
from rules.model.decision import Because, Decision, Outcome
from rules.model.difference import Difference, Reason
from rules.model.match import Certainty, Match
from rules.model.reconciliation import Bridge, LedgerView, Orientation, Reconciliation, Step

PAPER = Place(document="ab", reader="pdf_words", page=2, box=(1.005, 2.0, 3.14159, 4.0))
CELL = Place(document="ab", reader="workbook", sheet="Konto", cell="B17")
STATEMENT = Statement(
    document="ab",
    reader="pdf_words",
    form=Form.BALANCE_FORWARD,
    holder="Acme 公司",
    account="C1",
    currency="EUR",
    date=dt.date(2026, 3, 31),
    period=Period(dt.date(2026, 3, 1), None),
    opening=Figure(Decimal(100)),
    closing=Figure(Decimal("87.7")),
    lines=(
        StatementLine(
            date=dt.date(2026, 3, 1),
            amount=Decimal("-12.30"),
            place=PAPER,
            kind=LineKind.PAYMENT,
            references=("P-1",),
            description="Payment",
            running_balance=Decimal("87.70"),
        ),
        StatementLine(date=None, amount=Decimal(0), place=CELL, due_date=dt.date(2026, 4, 1)),
    ),
    totals=(Total("Total", Decimal("87.7")),),
    ageing=(Total("0-30 days", Decimal("87.7")),),
    proof=Proof(
        Verdict.PROVEN,
        (Check("opening_closing", CheckOutcome.HOLDS, "adds up"),),
        (Repair("amount", "12.3O", "12.30", "the balance says so", PAPER, 0),),
    ),
)


def reconciliation(orientation: Orientation) -> Reconciliation:
    turned = -1 if orientation is Orientation.MIRROR else 1
    return Reconciliation(
        statement=STATEMENT,
        ledger=LedgerView(
            account="C1",
            opening=Decimal("100.00") * turned,
            balance=Decimal("90.00") * turned,
            as_of=dt.date(2026, 3, 31),
            entries=(
                LedgerEntry(
                    id="7",
                    row=7,
                    account="C1",
                    date=dt.date(2026, 3, 2),
                    amount=Decimal("-10.00") * turned,
                    references=("P-1",),
                    description="Receipt",
                ),
            ),
        ),
        orientation=orientation,
        orientation_proved=True,
        line_amounts=(Decimal("-12.30") * turned, Decimal(0)),
        opening_theirs=Decimal("100.00") * turned,
        matches=(Match(lines=(1,), entries=(), rule="nothing", certainty=Certainty.LIKELY, unambiguous=False),),
        differences=(
            Difference(
                amount=Decimal("-2.30") * turned,
                reason=Reason.OVER_PAYMENT,
                lines=(0,),
                entries=("7",),
                explanation="They paid more.",
                internal={"secret": "never shown"},
            ),
        ),
        bridge=Bridge(
            Decimal("90.00") * turned, Decimal("87.70") * turned, (Step("over payment", Decimal("-2.30") * turned, 0),)
        ),
        agreed=False,
    )


DECISION = Decision(Outcome.DIFFERENCES, (Because("bridge_closed", Outcome.CONFIRM, "It closes."),))


def test_a_recognition_is_written_as_documented() -> None:
    written = contract.documents_json(
        [Recognition("ab", "paper.pdf", (STATEMENT,), (Problem(code="odd", message="Odd.", place=CELL),))]
    )
    expected = {
        "documents": [
            {
                "name": "paper.pdf",
                "sha256": "ab",
                "statements": [
                    {
                        "holder": "Acme 公司",
                        "account": "C1",
                        "currency": "EUR",
                        "form": "balance-forward",
                        "date": "2026-03-31",
                        "period": {"from": "2026-03-01", "to": None},
                        "opening": "100.00",
                        "closing": "87.70",
                        "lines": [
                            {
                                "date": "2026-03-01",
                                "due_date": None,
                                "kind": "payment",
                                "references": ["P-1"],
                                "description": "Payment",
                                "amount": "-12.30",
                                "running_balance": "87.70",
                                "place": {"page": 2, "box": [1.0, 2.0, 3.14, 4.0], "reader": "pdf_words"},
                            },
                            {
                                "date": None,
                                "due_date": "2026-04-01",
                                "kind": None,
                                "references": [],
                                "description": "",
                                "amount": "0.00",
                                "running_balance": None,
                                "place": {"sheet": "Konto", "cell": "B17", "reader": "workbook"},
                            },
                        ],
                        "totals": [{"label": "Total", "amount": "87.70"}, {"label": "0-30 days", "amount": "87.70"}],
                        "proof": {
                            "verdict": "proven",
                            "checks": [{"name": "opening_closing", "verdict": "holds", "detail": "adds up"}],
                            "repairs": [
                                {
                                    "field": "amount",
                                    "line": 0,
                                    "read_as": "12.3O",
                                    "repaired_to": "12.30",
                                    "because": "the balance says so",
                                    "place": {"page": 2, "box": [1.0, 2.0, 3.14, 4.0], "reader": "pdf_words"},
                                }
                            ],
                        },
                    }
                ],
                "problems": [
                    {"code": "odd", "message": "Odd.", "place": {"sheet": "Konto", "cell": "B17", "reader": "workbook"}}
                ],
            }
        ]
    }
    assert expected == json.loads(json.dumps(written))


def test_a_reconciliation_is_written_as_documented() -> None:
    written = json.loads(json.dumps(contract.reconciliation_json(reconciliation(Orientation.SAME), DECISION)))
    statement = written.pop("statement")
    assert contract.statement_json(STATEMENT) == statement
    assert {
        "ledger": {
            "account": "C1",
            "opening": "100.00",
            "balance": "90.00",
            "as_of": "2026-03-31",
            "entries": [
                {
                    "id": "7",
                    "row": 7,
                    "date": "2026-03-02",
                    "references": ["P-1"],
                    "description": "Receipt",
                    "amount": "-10.00",
                }
            ],
        },
        "orientation": "same",
        "matches": [{"lines": [1], "entries": [], "rule": "nothing", "certainty": "likely", "unambiguous": False}],
        "differences": [
            {
                "reason": "over_payment",
                "amount": "-2.30",
                "lines": [0],
                "entries": ["7"],
                "explanation": "They paid more.",
            }
        ],
        "bridge": {
            "ours": "90.00",
            "theirs": "87.70",
            "steps": [{"label": "over payment", "amount": "-2.30"}],
            "closes": True,
        },
        "decision": {
            "outcome": "differences",
            "because": [{"gate": "bridge_closed", "answer": "confirm", "text": "It closes."}],
        },
    } == written


def test_where_the_sides_mirror_each_other_the_statement_too_is_written_in_our_sign() -> None:
    written = json.loads(json.dumps(contract.reconciliation_json(reconciliation(Orientation.MIRROR), DECISION)))
    statement = written["statement"]
    assert ("-100.00", "-87.70") == (statement["opening"], statement["closing"])
    assert written["bridge"]["theirs"] == statement["closing"]
    assert ["12.30", "0.00"] == [line["amount"] for line in statement["lines"]]
    assert "-87.70" == statement["lines"][0]["running_balance"]
    assert ["-87.70", "-87.70"] == [total["amount"] for total in statement["totals"]]


@pytest.mark.parametrize(
    ("sign", "credit_raises", "expected"),
    [
        (Orientation.SAME, None, "same"),
        (Orientation.SAME, False, "same"),
        (Orientation.SAME, True, "mirror"),
        (Orientation.MIRROR, False, "mirror"),
        (Orientation.MIRROR, True, "same"),
    ],
)
def test_the_orientation_speaks_of_debit_and_credit(
    sign: Orientation, credit_raises: bool | None, expected: str
) -> None:
    """A customer's payables account grows with credits: its sign is ours, but its credit is our debit."""
    laid = reconciliation(sign)
    laid = replace(laid, statement=replace(laid.statement, credit_raises=credit_raises))
    assert expected == contract.reconciliation_json(laid, DECISION)["orientation"]


def test_what_is_internal_is_never_written() -> None:
    assert "never shown" not in json.dumps(contract.reconciliation_json(reconciliation(Orientation.SAME), DECISION))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0.00"),
        ("-0.00", "0.00"),
        ("1E+3", "1000.00"),
        ("1.5", "1.50"),
        ("-1.005", "-1.005"),
        ("12345678901234567890.12", "12345678901234567890.12"),
        ("0E-7", "0.0000000"),
    ],
)
def test_an_amount_is_exact_and_has_two_decimals_at_least(amount: str, text: str) -> None:
    assert text == contract.amount_text(Decimal(amount))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_survives_its_writing(amount: Decimal) -> None:
    assert amount == Decimal(contract.amount_text(amount))
    assert "E" not in contract.amount_text(amount)


def test_an_unknown_place_is_an_empty_object() -> None:
    assert {} == contract.place_json(None)
    assert {"line": 8, "reader": "csv_text"} == contract.place_json(Place(document="ab", reader="csv_text", line=8))
