"""A statement as a person reads it in a terminal: what it is, its lines with their places, and its proof."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from daemon.cli.contract import amount_text
from daemon.cli.output import say, show_table
from parsers.document import Place
from parsers.statements.statement import Statement


def show_statement(statement: Statement) -> None:
    """Print the statement, amounts in its own sign."""
    say(f"  Statement of account ({statement.form}), read by {statement.reader}")
    for label, value in (
        ("holder", statement.holder),
        ("addressee", statement.addressee),
        ("account", statement.account),
        ("currency", statement.currency),
        ("date", None if statement.date is None else statement.date.isoformat()),
        ("period", _period(statement)),
        ("opening", None if statement.opening is None else money(statement.opening.amount)),
        ("closing", None if statement.closing is None else money(statement.closing.amount)),
    ):
        if value:
            say(f"    {label:<10}{value}")
    say()
    show_table(
        ["line", "date", "kind", "references", "description", "amount", "balance", "place"],
        [
            [
                str(number),
                day(line.date),
                line.kind or "",
                ", ".join(line.references),
                line.description,
                money(line.amount),
                "" if line.running_balance is None else money(line.running_balance),
                place_text(line.place),
            ]
            for number, line in enumerate(statement.lines)
        ],
        right=["line", "amount", "balance"],
    )
    for total in statement.totals + statement.ageing:
        say(f"    {total.label}: {money(total.amount)}")
    say()
    show_table(
        ["proof", "check", "found"],
        [
            [statement.proof.verdict, "", ""],
            *([check.outcome, check.name, check.detail] for check in statement.proof.checks),
        ],
    )
    for repair in statement.proof.repairs:
        say(
            f"    repaired: {repair.field} read as {repair.read_as}, put right to {repair.repaired_to}: {repair.because}"
        )


def place_text(place: Place | None) -> str:
    """Return where a value stood in a few characters, e.g. "page 2, 310 pt" (from the top), "Sheet1!B17", "line 8"."""
    if place is None:
        return ""
    if place.cell is not None:
        return f"{place.sheet}!{place.cell}" if place.sheet else place.cell
    if place.line is not None:
        return f"line {place.line}"
    if place.page is None:
        return ""
    return f"page {place.page}" + (f", {place.box[1]:.0f} pt" if place.box is not None else "")


def money(amount: Decimal) -> str:
    """Return the amount for reading: 1,234.50."""
    text = amount_text(amount)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    return f"{sign}{int(whole):,}.{fraction}"


def day(value: date | None) -> str:
    """Return the day as ISO 8601, "" for none."""
    return "" if value is None else value.isoformat()


def _period(statement: Statement) -> str:
    if statement.period is None:
        return ""
    return f"{day(statement.period.start) or '…'} to {day(statement.period.end) or '…'}"
