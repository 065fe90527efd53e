"""A person corrects a case: a value that was misread, a line that was not read or is none, rows that belong together or do not, the reason of a difference; and takes it back.

What is shown and typed here stands in the statement's own sign where it is a value of the paper, in ours where rows are compared.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from starlette.responses import Response

from daemon.correction import Correction, Kind
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.pages.case import found_of, the_case
from daemon.store.cases import Case
from daemon.store.corrections import corrections_of
from daemon.store.states import CaseState
from parsers.currencies import currency_code
from parsers.statements.corrected import AMOUNTS, DAYS, Field, value_of
from parsers.statements.line_corrections import NewLine, amounts_left, line_text
from parsers.statements.statement import Statement
from rules.by_hand import NOT_TO_BE_NAMED, REASONS_OF_GAPS
from rules.model.difference import Reason

OF_A_LINE = (Field.DATE, Field.REFERENCE, Field.AMOUNT, Field.RUNNING_BALANCE)
OF_THE_WHOLE = (Field.ACCOUNT, Field.CURRENCY, Field.STATEMENT_DATE, Field.OPENING, Field.CLOSING)

_AMOUNT = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,6})?")
_ROWS = 400  # rows of one match, at most


def show(visit: Visit) -> Response:
    """Show what can be corrected: the values of the line that `line` names (from 1), else those of the whole; the rows; the list."""
    case = the_case(visit)
    found = found_of(visit, case)
    statement = found.statement
    line = _line(visit.query.get("line", ""), statement)
    fields = [] if statement is None else list(_fields(statement, line))
    return visit.show(
        "correct.html",
        case=case,
        found=found,
        line=line,
        fields=fields,
        corrections=corrections_of(visit.services.store.cases, case.id),
        open=case.state is CaseState.WAITING and visit.may(Permission.WORK),
        gaps=REASONS_OF_GAPS,
        told=[] if statement is None else [line_text(statement, each) for each in range(-1, len(statement.lines))],
        left=() if statement is None else amounts_left(statement),
        reasons=[reason for reason in Reason if reason not in NOT_TO_BE_NAMED],
    )


def values(visit: Visit) -> Response:
    """Correct those values of a line, or of the whole, that were changed in the form."""
    case, statement = _readable(visit)
    line = _line(visit.text("line", 9), statement)
    made = [
        Correction(kind=Kind.VALUE, field=field, index=index, was=was, becomes=becomes)
        for name, field, index, _now in _fields(statement, line)
        if name in visit.form
        for was in [visit.text(f"was.{name}", 300)]
        for becomes in [_typed(field, visit.text(name, 300), was)]
        if becomes != was
    ]
    if not made:
        raise PageRefused(422, "error.correct_same")
    visit.services.desk.correct(case.id, visit.somebody.name, *made)
    return visit.go(f"/case/{case.id}", done="corrected")


def add(visit: Visit) -> Response:
    """Add a line that was not read, below the line that `after` names as the page showed it ("3:its text", "0:" for none)."""
    _case, statement = _readable(visit)
    number, _, was = visit.text("after", 800).partition(":")
    index = 0 if number in {"", "0"} else (_line(number, statement) or 0) + 1
    left, chosen = amounts_left(statement), visit.text("place", 5)
    if chosen and not (chosen.isascii() and chosen.isdecimal() and int(chosen) < len(left)):
        raise PageRefused(409, "error.changed_meanwhile")
    amount, balance, day = (
        _typed(field, visit.text(field.value, 300), "") for field in (Field.AMOUNT, Field.RUNNING_BALANCE, Field.DATE)
    )
    if not amount or not Decimal(amount):
        raise PageRefused(422, "error.correct_zero")
    line = NewLine(
        amount=Decimal(amount),
        date=dt.date.fromisoformat(day) if day else None,
        reference=visit.text("reference", 300),
        description=visit.text("description", 300),
        running_balance=Decimal(balance) if balance else None,
        place=left[int(chosen)] if chosen else None,
    )
    return _said(visit, Correction(kind=Kind.ADD, index=index, was=was, added=line))


def remove(visit: Visit) -> Response:
    """Take a line away that is none; `was` tells it as the page showed it."""
    _case, statement = _readable(visit)
    line = _line(visit.text("line", 9), statement)
    if line is None:
        raise PageRefused(404, "error.missing")
    return _said(visit, Correction(kind=Kind.REMOVE, index=line, was=visit.text("was", 800)))


def match(visit: Visit) -> Response:
    """Join the rows that were chosen."""
    lines, entries = _rows(visit)
    if not lines or not entries:
        raise PageRefused(422, "error.correct_both")
    return _said(visit, Correction(kind=Kind.JOIN, lines=lines, entries=entries, reason=_reason(visit)))


def unmatch(visit: Visit) -> Response:
    lines, entries = _rows(visit)
    return _said(visit, Correction(kind=Kind.APART, lines=lines, entries=entries))


def reason(visit: Visit) -> Response:
    given = _reason(visit)
    if given is None or given in NOT_TO_BE_NAMED:
        raise PageRefused(422, "error.correct_reason")
    lines, entries = _rows(visit)
    return _said(visit, Correction(kind=Kind.REASON, lines=lines, entries=entries, reason=given))


def undo(visit: Visit) -> Response:
    case, number = the_case(visit).id, visit.text("number", 9)
    if not (number.isascii() and number.isdecimal()):
        raise PageRefused(400, "error.form")
    visit.services.desk.undo(case, visit.somebody.name, int(number))
    return visit.go(f"/case/{case}", done="undone")


def _readable(visit: Visit) -> tuple[Case, Statement]:
    case = the_case(visit)
    statement = found_of(visit, case).statement
    if statement is None:
        raise PageRefused(409, "error.correct_nothing")
    return case, statement


def _said(visit: Visit, correction: Correction) -> Response:
    case = the_case(visit).id
    visit.services.desk.correct(case, visit.somebody.name, correction)
    return visit.go(f"/case/{case}", done="corrected")


def _fields(statement: Statement, line: int | None) -> Iterator[tuple[str, Field, int | None, str]]:
    """Yield name in the form, field, index, and the value as it stands."""
    if line is not None:
        for field in OF_A_LINE:
            yield field.value, field, line, value_of(statement, field, line)
        return
    for field in OF_THE_WHOLE:
        yield field.value, field, None, value_of(statement, field)
    for index in range(len(statement.totals)):
        yield f"total.{index}", Field.TOTAL, index, value_of(statement, Field.TOTAL, index)


def _typed(field: Field, text: str, was: str) -> str:
    """Return what somebody typed as the value is written inside. Raises `PageRefused` where it is none."""
    if not text:
        if was:
            raise PageRefused(422, "error.correct_empty")
        return was
    if field in AMOUNTS:
        plain = text.replace("\N{MINUS SIGN}", "-").replace(" ", "")
        if _AMOUNT.fullmatch(plain) is None:
            raise PageRefused(422, "error.correct_amount")
        amount = Decimal(plain.replace(",", ""))
        return was if was and amount == Decimal(was) else f"{amount:f}"
    if field in DAYS:
        try:
            return dt.date.fromisoformat(text).isoformat()
        except ValueError:
            raise PageRefused(422, "error.correct_day") from None
    if field is Field.CURRENCY:
        code = currency_code(text)
        if code is None:
            raise PageRefused(422, "error.correct_currency")
        return code
    return text


def _line(text: str, statement: Statement | None) -> int | None:
    """Return the index of the line that a text numbers from 1; None for "". Raises `PageRefused` where there is no such line."""
    if not text:
        return None
    known = text.isascii() and text.isdecimal() and len(text) < 7
    if statement is None or not known or not 1 <= int(text) <= len(statement.lines):
        raise PageRefused(404, "error.missing")
    return int(text) - 1


def _rows(visit: Visit) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the rows that a form chose: lines by index, entries by id. Raises `PageRefused`."""
    lines = [str(each) for each in visit.form.getlist("lines")]
    entries = [str(each) for each in visit.form.getlist("entries")]
    sound = all(each.isascii() and each.isdecimal() and len(each) < 7 for each in lines)
    if not sound or len(lines) + len(entries) > _ROWS or any(len(each) > 200 for each in entries):
        raise PageRefused(400, "error.form")
    return tuple(sorted({int(each) for each in lines})), tuple(dict.fromkeys(entries))


def _reason(visit: Visit) -> Reason | None:
    text = visit.text("reason", 40)
    if not text:
        return None
    try:
        return Reason(text)
    except ValueError:
        raise PageRefused(422, "error.correct_reason") from None


PAGES = (
    Page(name="correct", path="/case/{case}/correct", get=show),
    Page(name="correct_values", path="/case/{case}/correct/values", post=values),
    Page(name="correct_add", path="/case/{case}/correct/add", post=add),
    Page(name="correct_remove", path="/case/{case}/correct/remove", post=remove),
    Page(name="correct_match", path="/case/{case}/correct/match", post=match),
    Page(name="correct_unmatch", path="/case/{case}/correct/unmatch", post=unmatch),
    Page(name="correct_reason", path="/case/{case}/correct/reason", post=reason),
    Page(name="correct_undo", path="/case/{case}/correct/undo", post=undo),
)
