"""The JSON contract (docs/json.md): what other programs read, so its names and forms change only with a new version.

Amounts are texts with at least two decimals, never numbers, because readers of JSON would make floats of them. Dates are ISO 8601.
In a recognition the amounts stand in the statement's own sign (opening + sum of lines = closing); in a reconciliation
every amount, those of the statement included, stands in our sign: positive raises what the counterparty owes us.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from parsers.document import Place, Problem
from parsers.statements.statement import Proof, Recognition, Statement, Total
from rules.model.decision import Decision
from rules.model.reconciliation import LedgerView, Orientation, Reconciliation

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def documents_json(recognitions: Sequence[Recognition]) -> dict[str, Json]:
    """Return what `tieout extract --json` prints: every document with what is on it."""
    return {"documents": [recognition_json(recognition) for recognition in recognitions]}


def recognition_json(recognition: Recognition) -> dict[str, Json]:
    """Return one document: its statements (none where it is no statement) and what was odd."""
    return {
        "name": recognition.name,
        "sha256": recognition.document,
        "statements": [statement_json(statement) for statement in recognition.statements],
        "problems": [_problem(problem) for problem in recognition.problems],
    }


def statement_json(statement: Statement) -> dict[str, Json]:
    """Return one statement, its amounts in the sign they have in `statement`."""
    period = statement.period
    return {
        "holder": statement.holder,
        "account": statement.account,
        "currency": statement.currency,
        "form": statement.form.value,
        "date": _date(statement.date),
        "period": None if period is None else {"from": _date(period.start), "to": _date(period.end)},
        "opening": None if statement.opening is None else amount_text(statement.opening.amount),
        "closing": None if statement.closing is None else amount_text(statement.closing.amount),
        "lines": [
            {
                "date": _date(line.date),
                "due_date": _date(line.due_date),
                "kind": None if line.kind is None else line.kind.value,
                "references": list(line.references),
                "description": line.description,
                "amount": amount_text(line.amount),
                "running_balance": None if line.running_balance is None else amount_text(line.running_balance),
                "place": place_json(line.place),
            }
            for line in statement.lines
        ],
        "totals": [
            {"label": total.label, "amount": amount_text(total.amount)} for total in statement.totals + statement.ageing
        ],
        "proof": _proof(statement.proof),
    }


def reconciliation_json(reconciliation: Reconciliation, decision: Decision) -> dict[str, Json]:
    """Return what `tieout reconcile --json` prints."""
    return {
        "statement": statement_json(in_our_sign(reconciliation)),
        "ledger": _ledger(reconciliation.ledger),
        "orientation": orientation(reconciliation).value,
        "matches": [
            {
                "lines": list(match.lines),
                "entries": list(match.entries),
                "rule": match.rule,
                "certainty": match.certainty.value,
                "unambiguous": match.unambiguous,
            }
            for match in reconciliation.matches
        ],
        "differences": [
            {
                "reason": difference.reason.value,
                "amount": amount_text(difference.amount),
                "lines": list(difference.lines),
                "entries": list(difference.entries),
                "explanation": difference.explanation,
            }
            for difference in reconciliation.differences
        ],
        "bridge": {
            "ours": amount_text(reconciliation.bridge.ours),
            "theirs": amount_text(reconciliation.bridge.theirs),
            "steps": [
                {"label": step.label, "amount": amount_text(step.amount)} for step in reconciliation.bridge.steps
            ],
            "closes": reconciliation.bridge.closes,
        },
        "decision": decision_json(decision),
    }


def decision_json(decision: Decision) -> dict[str, Json]:
    """Return the outcome with every gate's answer."""
    return {
        "outcome": decision.outcome.value,
        "because": [
            {"gate": because.gate, "answer": because.answer.value, "text": because.text} for because in decision.because
        ],
    }


def place_json(place: Place | None) -> dict[str, Json]:
    """Return where a value stood, without what does not apply ({} where the place is unknown)."""
    if place is None:
        return {}
    found: dict[str, Json] = {
        "page": place.page,
        "box": None if place.box is None else [round(side, 2) for side in place.box],
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "reader": place.reader,
    }
    return {key: value for key, value in found.items() if value is not None}


def amount_text(amount: Decimal) -> str:
    """Return the amount exactly, with at least two decimals, without exponent and without a negative zero."""
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int)  # amounts are finite
    shown = f"{amount:f}" if exponent <= -2 else f"{amount:.2f}"
    return shown.removeprefix("-") if amount == 0 else shown


def orientation(reconciliation: Reconciliation) -> Orientation:
    """Return whether their debit is our credit (mirror) or our debit (same), the accountant's word for it.

    Inside, `Reconciliation.orientation` speaks of the sign of the printed balance. The two part ways on a customer's payables account,
    whose balance grows with credits: its sign is ours, its sides are not.
    """
    turned = reconciliation.statement.credit_raises is True
    same = (reconciliation.orientation is Orientation.SAME) is not turned
    return Orientation.SAME if same else Orientation.MIRROR


def in_our_sign(reconciliation: Reconciliation) -> Statement:
    """Return the statement as our books would print it: every amount turned where the two sides mirror each other."""
    statement = reconciliation.statement
    if reconciliation.orientation is Orientation.SAME:
        return statement
    return replace(
        statement,
        opening=None if statement.opening is None else replace(statement.opening, amount=-statement.opening.amount),
        closing=None if statement.closing is None else replace(statement.closing, amount=-statement.closing.amount),
        lines=tuple(
            replace(
                line,
                amount=-line.amount,
                running_balance=None if line.running_balance is None else -line.running_balance,
            )
            for line in statement.lines
        ),
        totals=_turned(statement.totals),
        ageing=_turned(statement.ageing),
    )


def _turned(totals: Sequence[Total]) -> tuple[Total, ...]:
    return tuple(replace(total, amount=-total.amount) for total in totals)


def _ledger(view: LedgerView) -> dict[str, Json]:
    return {
        "account": view.account,
        "opening": amount_text(view.opening),
        "balance": amount_text(view.balance),
        "as_of": _date(view.as_of),
        "entries": [
            {
                "id": entry.id,
                "row": entry.row,
                "date": _date(entry.date),
                "references": list(entry.references),
                "description": entry.description,
                "amount": amount_text(entry.amount),
            }
            for entry in view.entries
        ],
    }


def _proof(proof: Proof) -> dict[str, Json]:
    return {
        "verdict": proof.verdict.value,
        "checks": [
            {"name": check.name, "verdict": check.outcome.value, "detail": check.detail} for check in proof.checks
        ],
        "repairs": [
            {
                "field": repair.field,
                "line": repair.line,
                "read_as": repair.read_as,
                "repaired_to": repair.repaired_to,
                "because": repair.because,
                "place": place_json(repair.place),
            }
            for repair in proof.repairs
        ],
    }


def _problem(problem: Problem) -> dict[str, Json]:
    return {"code": problem.code, "message": problem.message, "place": place_json(problem.place)}


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
