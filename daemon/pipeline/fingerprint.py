"""What a statement says, as one hash: the same statement sent again is recognised whatever file or mail it comes in.

The same statement as PDF and as workbook often names its account, its currency or its day in one of them only, and may turn its
signs; such a pair has two hashes and is told by `say_the_same`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from decimal import Decimal

from parsers.references import normal_form
from parsers.statements.statement import Figure, Statement


def fingerprint(statement: Statement) -> str:
    """Return a hash of account, currency, dates, balances and lines; names, places and wording do not count."""
    period = statement.period
    content = [
        normal_form(statement.account or ""),
        statement.currency,
        str(statement.date),
        [str(period.start), str(period.end)] if period is not None else None,
        _amount(statement.opening.amount) if statement.opening is not None else None,
        _amount(statement.closing.amount) if statement.closing is not None else None,
        sorted(
            [str(line.date), _amount(line.amount), normal_form(line.references[0]) if line.references else ""]
            for line in statement.lines
        ),
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def _amount(amount: Decimal) -> str:
    """Return the value without regard to how many decimals are printed: 12.50 is 12.5."""
    return str(amount.normalize() + 0)


def say_the_same(one: Statement, other: Statement) -> bool:
    """Whether two papers are one statement: the same movements and balances, and nothing that one of them says against the other."""
    if normal_form(one.account or "") != normal_form(other.account or "") and one.account and other.account:
        return False
    if not _agree(one.currency, other.currency) or not all(map(_agree, _days(one), _days(other))):
        return False
    if not one.lines and not other.lines:  # nothing moved: the balance and the day are all there is to go by
        days = any(day is not None and day == same for day, same in zip(_days(one), _days(other), strict=True))
        return days and one.closing is not None and other.closing is not None and _same_figures(one, other, 1)
    return any(_same_figures(one, other, sign) for sign in (1, -1))


def are_rivals(one: Statement, other: Statement) -> bool:
    """Whether two papers are of one account and one day, as far as they tell, and yet not one statement."""
    if one.account and other.account and normal_form(one.account) != normal_form(other.account):
        return False
    if not _agree(one.currency, other.currency):
        return False
    printed = [_printed_day(each) for each in (one, other)]
    days = printed if None not in printed else [_last_day(each) for each in (one, other)]
    return days[0] == days[1] and not say_the_same(one, other)


def _printed_day(statement: Statement) -> dt.date | None:
    return (statement.period.end if statement.period else None) or statement.date


def _last_day(statement: Statement) -> dt.date | None:
    return max((line.date for line in statement.lines if line.date), default=None)


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _days(statement: Statement) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    period = statement.period
    return statement.date, period.start if period else None, period.end if period else None


def _same_figures(one: Statement, other: Statement, sign: int) -> bool:
    pairs = ((one.opening, other.opening), (one.closing, other.closing))
    if not all(_agree(_value(left, 1), _value(right, sign)) for left, right in pairs):
        return False
    movements, others = _movements(one, 1), _movements(other, sign)
    if movements.keys() != others.keys():
        return False
    return all(
        len(names) == len(others[key]) and _agree(_named(names), _named(others[key]))
        for key, names in movements.items()
    )


def _value(figure: Figure | None, sign: int) -> Decimal | None:
    return None if figure is None else figure.amount * sign


def _movements(statement: Statement, sign: int) -> dict[tuple[dt.date | None, Decimal], list[str]]:
    """Return the document numbers of the lines by day and amount."""
    found: dict[tuple[dt.date | None, Decimal], list[str]] = {}
    for line in statement.lines:
        reference = normal_form(line.references[0]) if line.references else ""
        found.setdefault((line.date, line.amount * sign), []).append(reference)
    return found


def _named(references: list[str]) -> Counter[str] | None:
    """Return the numbers of documents, None where a line has none that could be compared (BACS is none)."""
    return Counter(references) if all(any(map(str.isdigit, reference)) for reference in references) else None
