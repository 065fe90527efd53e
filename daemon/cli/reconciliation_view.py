"""A reconciliation as a person reads it in a terminal: the bridge, the differences, what matches, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from daemon.cli.output import STYLES, say, show_table, terminal_width
from daemon.cli.statement_view import day, money, place_text
from rules.model.decision import Because, Decision, Outcome
from rules.model.difference import Difference, Reason
from rules.model.match import Certainty
from rules.model.reconciliation import Reconciliation

_WIDE = 120  # columns from which an explanation stands in its row; else it comes beneath the table
_SHOWN = 8  # rows named in one cell; what our own books have settled may be thousands


def show_reconciliation(result: Reconciliation, decision: Decision) -> None:
    """Print everything; amounts in our sign (positive raises what the counterparty owes us)."""
    view = result.ledger
    currency = result.statement.currency or ""
    at = f" as at {day(view.as_of)}" if view.as_of is not None else ""
    say(f"Account {view.account}{at} {currency}".rstrip(), style="bold")
    say(
        f"Their paper: {len(result.statement.lines)} lines, {result.statement.proof.verdict}. Our ledger: {len(view.entries)} entries. "
        + ("Their sign is ours." if result.orientation == "same" else "Their sign is turned into ours.")
    )
    if not result.orientation_proved:
        say("Which of the two it is, no amount proves: look at the sides before anything else.", style="red")
    say(_in_short(result), style="green" if result.agreed else "yellow")
    say()
    _show_bridge(result)
    if result.differences:
        say()
        _show_differences(result)
    say()
    _show_matches(result)
    for note in result.notes:
        say(f"Note: {note}", style="yellow")
    say()
    show_decision(decision)


def _in_short(result: Reconciliation) -> str:
    agreed = {line for match in result.matches for line in match.lines}
    sure = {line for match in result.matches if match.certainty is Certainty.CERTAIN for line in match.lines}
    total = len(result.line_amounts)
    if result.agreed:
        return f"All agreed: {_count(total, 'line')}, both balances and the opening balances."
    differences = _count(len(result.differences), "difference")
    said = f"{len(agreed)} of {_count(total, 'line')} agree, {len(sure)} for certain; {differences}"
    doubted = sum(not difference.certain for difference in result.differences)
    return f"{said}, {doubted} to be looked at." if doubted else f"{said}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _show_bridge(result: Reconciliation) -> None:
    """The running balance lets a clerk tick off step after step."""
    bridge = result.bridge
    balance = bridge.ours
    rows = [["our balance", "", money(balance)]]
    for step in bridge.steps:
        balance += step.amount
        rows.append([step.label, money(step.amount), money(balance)])
    rows.append(["their balance", "", money(bridge.theirs)])
    show_table(["bridge", "amount", "balance"], rows, right=["amount", "balance"], strong=(0, len(rows) - 1))
    if not bridge.closes:
        say(f"The bridge does not close: {money(bridge.theirs - balance)} is left.", style="red")


def _show_differences(result: Reconciliation) -> None:
    told = any("first_told" in difference.facts for difference in result.differences)
    width = terminal_width()
    beneath = width is not None and width < _WIDE
    rows = []
    for number, difference in enumerate(result.differences, start=1):
        row = [
            str(number),
            _words(difference.reason),
            money(difference.amount),
            "certain" if difference.certain else "suggested",
            _theirs(result, difference.lines),
            _ours(result, difference.entries),
        ]
        rows.append([*row, *([_told(difference)] if told else []), *([] if beneath else [difference.explanation])])
    headings = ["no.", "difference", "amount", "certainty", "on their paper", "in our ledger"]
    headings += [*(["told"] if told else []), *([] if beneath else ["explanation"])]
    show_table(headings, rows, right=["no.", "amount"])
    if beneath:
        show_table(
            ["no.", "explanation"],
            [[str(number), one.explanation] for number, one in enumerate(result.differences, start=1)],
            right=["no."],
        )
    for number, difference in enumerate(result.differences, start=1):
        account, place = difference.internal.get("account"), difference.internal.get("row")
        if difference.reason is Reason.OTHER_ACCOUNT and account is not None:
            say(
                f"For staff alone: difference {number} seems to stand on our account {account}, row {place}.",
                style="cyan",
            )


def _words(code: str) -> str:
    """Return a code in words on a terminal, where it may be broken between them; piped, it stays the code of docs/json.md."""
    return code if terminal_width() is None else code.replace("_", " ")


def _told(difference: Difference) -> str:
    first, times = difference.facts.get("first_told"), difference.facts.get("times")
    return f"{first} ({times}×)" if first is not None else "new"


def _show_matches(result: Reconciliation) -> None:
    """What needs an eye comes first: suggestions, then what is likely, then what is certain."""
    weakest_first = (Certainty.SUGGESTED, Certainty.LIKELY, Certainty.CERTAIN)
    amounts = {entry.id: entry.amount for entry in result.ledger.entries}
    show_table(
        ["match", "certainty", "amount", "on their paper", "in our ledger"],
        [
            [
                _words(match.rule),
                match.certainty if match.unambiguous else f"{match.certainty}, others fit too",
                money(
                    sum((result.line_amounts[line] for line in match.lines), Decimal(0))
                    if match.lines
                    else sum((amounts.get(entry, Decimal(0)) for entry in match.entries), Decimal(0))
                ),
                _theirs(result, match.lines),
                _ours(result, match.entries),
            ]
            for match in sorted(result.matches, key=lambda match: weakest_first.index(match.certainty))
        ],
        right=["amount"],
    )


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


def _theirs(result: Reconciliation, lines: Sequence[int]) -> str:
    """Return the lines with number, day and place, so that each is found on the paper: "3 INV-7 2026-03-05 (page 1, 310 pt)"."""
    rows = []
    for index in lines[:_SHOWN]:
        line = result.statement.lines[index]
        place = place_text(line.place)
        words = (str(index), *line.references[:1], day(line.date), f"({place})" if place else "")
        rows.append(" ".join(word for word in words if word))
    return _listed(rows, len(lines))


def _ours(result: Reconciliation, entries: Sequence[str]) -> str:
    """Return the entries with the ledger's row as a spreadsheet numbers it: "row 12 INV-7 2026-03-05"."""
    known = {entry.id: entry for entry in result.ledger.entries}
    rows = []
    for one in entries[:_SHOWN]:
        entry = known.get(one)
        words = (f"row {entry.row}", *entry.references[:1], day(entry.date)) if entry is not None else (one,)
        rows.append(" ".join(words))
    return _listed(rows, len(entries))


def _listed(rows: Sequence[str], count: int) -> str:
    return "; ".join([*rows, *([f"… {count} in all"] if count > len(rows) else [])])
