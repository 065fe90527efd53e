"""Other readings of the same rows that the printed figures confirm as well: where they say something else, the paper leaves it open."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Problem
from parsers.statements.columns import Column
from parsers.statements.interpret import Reading as Draw
from parsers.statements.seen_row import SeenRow
from parsers.statements.signs import invoices_in_credit


def rivals(
    draw: Draw, proven: Sequence[Draw], columns: tuple[Column, ...], rows: Sequence[SeenRow]
) -> list[tuple[str, Problem]]:
    """Return what is open where another reading of the same rows proves as well."""
    place = rows[0].place if rows else None
    amounts = [line.amount for line in draw.draft.lines]
    found: dict[str, Problem] = {}
    for other in proven:
        if not _differs(other, draw):
            continue
        mirrored = [None if line.amount is None else -line.amount for line in other.draft.lines] == amounts
        if mirrored and other.plan == draw.plan:
            if abs(invoices_in_credit(draw.lines, draw.plan, columns)) < 2:
                found["the sign of its amounts is open"] = Problem(
                    code="sign_open",
                    message="Whether debits or credits raise its balance cannot be told from the paper.",
                    place=place,
                )
        else:
            found["two readings of its columns prove and differ"] = columns_open("Two pairs of amount columns", rows)
    return list(found.items())


def columns_open(what: str, rows: Sequence[SeenRow]) -> Problem:
    """Return the problem that `what`, two choices of columns, both add up."""
    return Problem(
        code="columns_open",
        message=f"{what} both add up; the first was taken.",
        place=rows[0].place if rows else None,
    )


def alike(one: Draw, other: Draw) -> bool:
    """Whether two readings say the same movements, in either sign."""
    ours, theirs = ([line.amount for line in draw.draft.lines] for draw in (one, other))
    return ours == theirs or ours == [None if amount is None else -amount for amount in theirs]


def _differs(one: Draw, other: Draw) -> bool:
    return [line.amount for line in one.draft.lines] != [line.amount for line in other.draft.lines]
