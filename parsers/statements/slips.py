"""Remittance slips under a statement: tables that name its lines once more, for the payer to tick off."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.references import normal_form
from parsers.statements.statement import Statement


def is_slip(made: Statement, before: Sequence[Statement]) -> bool:
    """Whether each line is undated, runs no balance, and repeats the number and the amount of a line already read."""
    known = {
        (normal_form(reference), abs(line.amount))
        for statement in before
        for line in statement.lines
        for reference in line.references
    }
    return bool(made.lines) and all(
        line.date is None
        and line.running_balance is None
        and any(
            # a row without an amount under the last ("J2 Total enclosed") was joined to it
            (normal_form(told), abs(line.amount)) in known
            for reference in line.references
            for told in (reference, *reference.split())
        )
        for line in made.lines
    )
