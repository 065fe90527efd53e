from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.pipeline.fingerprint import are_rivals, fingerprint, say_the_same
from parsers.document import Place
from parsers.statements.statement import Figure, Form, Period, Statement, StatementLine

PLACE = Place(document="a", reader="pdf")
LINE = StatementLine(date=dt.date(2026, 3, 1), amount=Decimal("12.50"), place=PLACE, references=("INV-1",))
SAYS = Statement(
    document="a",
    reader="pdf",
    form=Form.BALANCE_FORWARD,
    lines=(LINE, replace(LINE, references=("INV-2",), amount=Decimal(-3))),
    account="C-1",
    currency="USD",
    date=dt.date(2026, 3, 31),
    period=Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
    opening=Figure(Decimal(0)),
    closing=Figure(Decimal("9.50")),
)


@pytest.mark.parametrize(
    "same",
    [
        replace(SAYS, document="b", reader="workbook", holder="Acme", language="en", notes=("x",)),
        replace(SAYS, lines=tuple(reversed(SAYS.lines))),
        replace(SAYS, closing=Figure(Decimal("9.5"), PLACE, "9.5")),
        replace(SAYS, lines=(replace(LINE, description="Invoice", amount=Decimal("12.5")), SAYS.lines[1])),
        replace(SAYS, account="C 1"),
    ],
)
def test_the_same_statement_in_another_file_has_the_same_fingerprint(same: Statement) -> None:
    assert fingerprint(SAYS) == fingerprint(same)


@pytest.mark.parametrize(
    "other",
    [
        replace(SAYS, date=dt.date(2026, 4, 30)),
        replace(SAYS, period=None),
        replace(SAYS, currency="EUR"),
        replace(SAYS, account="C-2"),
        replace(SAYS, opening=None),
        replace(SAYS, closing=Figure(Decimal("9.51"))),
        replace(SAYS, lines=SAYS.lines[:1]),
        replace(SAYS, lines=(*SAYS.lines, LINE)),
        replace(SAYS, lines=(replace(LINE, amount=Decimal("-12.50")), SAYS.lines[1])),
        replace(SAYS, lines=(replace(LINE, date=dt.date(2026, 3, 2)), SAYS.lines[1])),
        replace(SAYS, lines=(replace(LINE, references=("INV-3",)), SAYS.lines[1])),
    ],
)
def test_whatever_it_says_differently_makes_another_fingerprint(other: Statement) -> None:
    assert fingerprint(SAYS) != fingerprint(other)


BARE = replace(SAYS, reader="workbook", account=None, currency=None, date=None, period=None)
TURNED = replace(
    BARE,
    lines=tuple(replace(line, amount=-line.amount) for line in SAYS.lines),
    opening=Figure(Decimal(0)),
    closing=Figure(Decimal("-9.50")),
)
QUIET = replace(SAYS, lines=(), opening=Figure(Decimal("9.50")))


@pytest.mark.parametrize(
    "same",
    [
        SAYS,
        BARE,
        TURNED,
        replace(BARE, opening=None),
        replace(SAYS, lines=tuple(replace(line, references=()) for line in SAYS.lines)),
    ],
)
def test_a_paper_that_says_less_of_itself_is_the_same_statement(same: Statement) -> None:
    assert say_the_same(SAYS, same)
    assert say_the_same(same, SAYS)


@pytest.mark.parametrize(
    "other",
    [
        replace(SAYS, date=dt.date(2026, 4, 30)),
        replace(SAYS, currency="EUR"),
        replace(SAYS, account="C-2"),
        replace(BARE, closing=Figure(Decimal("9.51"))),
        replace(BARE, opening=Figure(Decimal(1))),
        replace(BARE, lines=SAYS.lines[:1]),
        replace(BARE, lines=(*SAYS.lines, LINE)),
        replace(BARE, lines=(replace(LINE, amount=Decimal("12.51")), SAYS.lines[1])),
        replace(BARE, lines=(replace(LINE, references=("INV-3",)), SAYS.lines[1])),
        replace(TURNED, closing=SAYS.closing),
    ],
)
def test_a_paper_that_says_anything_else_is_another_statement(other: Statement) -> None:
    assert not say_the_same(SAYS, other)
    assert not say_the_same(other, SAYS)


def test_two_papers_without_movements_need_the_same_day() -> None:
    assert say_the_same(QUIET, replace(QUIET, account=None))
    assert not say_the_same(QUIET, replace(QUIET, date=None, period=None))
    assert not say_the_same(QUIET, replace(QUIET, date=dt.date(2026, 4, 30), period=None))


SHORTER = replace(SAYS, lines=SAYS.lines[:1], closing=Figure(Decimal("12.50")))


@pytest.mark.parametrize("rival", [SHORTER, replace(SHORTER, account=None, currency=None)])
def test_two_papers_of_one_day_that_differ_are_rivals(rival: Statement) -> None:
    assert are_rivals(SAYS, rival)
    assert are_rivals(rival, SAYS)


def test_undated_papers_are_rivals_by_their_last_line() -> None:
    undated = replace(SHORTER, date=None, period=None)
    earlier = replace(undated, lines=(replace(LINE, date=dt.date(2026, 2, 1)),))
    assert are_rivals(SAYS, undated)
    assert not are_rivals(SAYS, earlier)


@pytest.mark.parametrize(
    "other",
    [
        SAYS,
        BARE,
        replace(SHORTER, account="C-2"),
        replace(SHORTER, currency="EUR"),
        replace(SHORTER, date=dt.date(2026, 2, 28), period=None),
    ],
)
def test_the_same_statement_and_one_of_another_account_or_day_are_no_rivals(other: Statement) -> None:
    assert not are_rivals(SAYS, other)
