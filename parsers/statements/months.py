"""A workbook with a sheet a month: each is a statement of its own, where each is whole and begins with what the one before ended."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from parsers.statements.statement import Statement, Verdict


def follow_each_other(statements: Sequence[Statement]) -> bool:
    """Whether the statements stand on sheets of their own, are proven each by itself, and go on from each other day by day."""
    return all(map(_is_whole, statements)) and all(
        one.lines[0].place.sheet != other.lines[0].place.sheet
        and one.closing is not None
        and other.opening is not None
        and one.closing.amount == other.opening.amount
        and max(_days(one)) < min(_days(other))
        for one, other in itertools.pairwise(sorted(statements, key=lambda each: min(_days(each), default=dt.date.max)))
    )


def _is_whole(statement: Statement) -> bool:
    return (
        statement.proof.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}
        and bool(statement.lines)
        and statement.lines[0].place.sheet is not None
        and all(line.date is not None for line in statement.lines)
    )


def _days(statement: Statement) -> list[dt.date]:
    return [line.date for line in statement.lines if line.date is not None]
