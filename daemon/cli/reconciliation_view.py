"""A reconciliation as a person reads it in a terminal: the bridge, the differences, what matches, and the decision."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.cli.output import STYLES, say, show_table
from daemon.cli.statement_view import day, money
from rules.model.decision import Because, Decision, Outcome
from rules.model.reconciliation import Reconciliation


def show_reconciliation(result: Reconciliation, decision: Decision) -> None:
    """Print everything; amounts in our sign (positive raises what the counterparty owes us)."""
    view, bridge = result.ledger, result.bridge
    currency = result.statement.currency or ""
    at = f" as at {day(view.as_of)}" if view.as_of is not None else ""
    say(f"Account {view.account}{at} {currency}".rstrip(), style="bold")
    say(
        f"Their paper: {len(result.statement.lines)} lines, {result.statement.proof.verdict}. Our ledger: {len(view.entries)} entries. "
        + ("Their sign is ours." if result.orientation == "same" else "Their sign is turned into ours.")
    )
    say()
    rows = [["our balance", money(bridge.ours)]]
    rows += [[step.label, money(step.amount)] for step in bridge.steps]
    rows.append(["their balance", money(bridge.theirs)])
    show_table(["bridge", "amount"], rows, right=["amount"])
    if not bridge.closes:
        say("The bridge does not close.", style="red")
    if result.differences:
        say()
        show_table(
            ["difference", "amount", "lines", "rows", "explanation"],
            [
                [
                    difference.reason,
                    money(difference.amount),
                    _numbers(difference.lines),
                    _rows(result, difference.entries),
                    difference.explanation,
                ]
                for difference in result.differences
            ],
            right=["amount"],
        )
    say()
    show_table(
        ["match", "certainty", "lines", "rows"],
        [
            [match.rule, match.certainty, _numbers(match.lines), _rows(result, match.entries)]
            for match in result.matches
        ],
    )
    for note in result.notes:
        say(f"Note: {note}")
    say()
    show_decision(decision)


def show_decision(decision: Decision) -> None:
    """Print the outcome, and of the gates those that stand behind it; the others only by number."""
    say(f"Decision: {decision.outcome}", style=f"bold {STYLES.get(decision.outcome, '')}".strip())
    objections = because_of(decision)
    if objections:
        show_table(["gate", "answer", "because"], [[each.gate, each.answer, each.text] for each in objections])
    say(f"{len(decision.because) - len(objections)} of {len(decision.because)} gates have nothing to object.")


def because_of(decision: Decision) -> list[Because]:
    """Return the gates that made the outcome stricter than a confirmation, those of the outcome first."""
    mild = {Outcome.CONFIRM} | ({Outcome.DIFFERENCES} if decision.outcome is not Outcome.DIFFERENCES else set())
    told = [each for each in decision.because if each.answer not in mild]
    return sorted(told, key=lambda each: each.answer is not decision.outcome)


def _numbers(lines: Sequence[int]) -> str:
    return ", ".join(str(line) for line in lines)


def _rows(result: Reconciliation, entries: Sequence[str]) -> str:
    """Return the ledger's rows as a spreadsheet numbers them."""
    rows = {entry.id: str(entry.row) for entry in result.ledger.entries}
    return ", ".join(rows.get(entry, entry) for entry in entries)
