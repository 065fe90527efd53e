"""What no sum covers must be read for certain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from parsers.document import Place
from parsers.statements.faint import doubted
from parsers.statements.statement import Form, Proof, Statement, StatementLine, Verdict
from parsers.table import Cell

LINE = StatementLine(
    date=dt.date(2026, 3, 2),
    amount=Decimal("1275.40"),
    running_balance=Decimal("1775.40"),
    references=("INV-1021",),
    description="Steel fixings, 250 pcs",
    read_as="1,275.40",
    place=Place(document="d", reader="pdf_scan", page=1, box=(40, 100, 550, 112)),
)


def statement(verdict: Verdict = Verdict.PROVEN, account: str = "C-1045") -> Statement:
    return Statement(
        document="d", reader="pdf_scan", form=Form.BALANCE_FORWARD, lines=(LINE,), account=account, proof=Proof(verdict)
    )


def faint(text: str, box: tuple[float, float, float, float] = (100, 101, 150, 111), page: int = 1) -> Cell:
    return Cell(text, Place(document="d", reader="pdf_scan", page=page, box=box))


@pytest.mark.parametrize("text", ["INV-1021", "INV-", "2026-03-02", "1021"])
def test_an_uncertain_number_or_date_leaves_nothing_proven(text: str) -> None:
    found, problems = doubted(statement(), (faint(text),))
    assert Verdict.UNPROVEN is found.proof.verdict
    assert ["faint"] == [problem.code for problem in problems]
    assert text in problems[0].message


@pytest.mark.parametrize("text", ["1,275.40", "1,775.40", "Steel", "fixings,"])
def test_amounts_have_their_sums_and_wording_tells_nothing(text: str) -> None:
    assert (statement(), ()) == doubted(statement(), (faint(text),))


def test_words_elsewhere_do_not_matter() -> None:
    assert (statement(), ()) == doubted(
        statement(), (faint("INV-1021", page=2), faint("INV-1021", box=(100, 300, 150, 310)))
    )


def test_an_uncertain_account_leaves_nothing_proven() -> None:
    found, problems = doubted(statement(), (faint("C-1045", box=(40, 20, 90, 30)),))
    assert (Verdict.UNPROVEN, 1) == (found.proof.verdict, len(problems))


def test_a_broken_statement_does_not_become_better() -> None:
    found, _ = doubted(statement(Verdict.BROKEN), (faint("INV-1021"),))
    assert Verdict.BROKEN is found.proof.verdict
