"""The figures of a case for lists: balances, gap, what is at stake, how much of it matched, and the gates behind the decision.

They repeat what the findings say, so that the desk sorts, filters and adds up cases by SQL without opening each.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from daemon.store.database import Database
from daemon.store.desk_schema import case_figures
from daemon.store.prepared import Prepared
from parsers.statements.statement import Statement
from rules.model.decision import Decision
from rules.model.reconciliation import Reconciliation

STAKE_UNITS = 10_000
"""`stake` counts in 1/10000 of the currency."""

_MOST = 2**63 - 1
_FORGET = Prepared(delete(case_figures).where(case_figures.c.case_id == bindparam("case")))
_KEEP = Prepared(insert(case_figures), [column.name for column in case_figures.c])
_NAMES = tuple(column.name for column in case_figures.c if column.name != "case_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One case's figures, amounts in our sign where there is a comparison (else `theirs` in the statement's own).

    `stake` is the largest of the balances and the gap, without sign, in 1/10000, rounded down: for order and filters, never shown.
    """

    currency: str = ""
    ours: Decimal | None = None
    theirs: Decimal | None = None
    gap: Decimal | None = None  # theirs - ours
    stake: int = 0
    verdict: str = ""  # of the extraction's proof
    statement_date: dt.date | None = None
    lines: int = 0
    matched: int = 0  # lines that are in a match
    differences: int = 0
    gates: tuple[str, ...] = ()  # behind the outcome


def figures_of(statement: Statement | None, compared: Reconciliation | None, decision: Decision) -> Figures:
    """Return the figures of a decided case."""
    ours = theirs = gap = None
    if compared is not None:
        ours, theirs = compared.bridge.ours, compared.bridge.theirs
        gap = theirs - ours
    elif statement is not None and statement.closing is not None:
        theirs = statement.closing.amount
    known = [abs(amount) for amount in (ours, theirs, gap) if amount is not None]
    return Figures(
        currency="" if statement is None else statement.currency or "",
        ours=ours,
        theirs=theirs,
        gap=gap,
        stake=min(int(max(known) * STAKE_UNITS), _MOST) if known else 0,
        verdict="" if statement is None else str(statement.proof.verdict),
        statement_date=None if statement is None else statement.date,
        lines=0 if statement is None else len(statement.lines),
        matched=0 if compared is None else sum(len(match.lines) for match in compared.matches),
        differences=0 if compared is None else len(compared.differences),
        gates=tuple(because.gate for because in decision.because if because.answer is decision.outcome),
    )


class AllFigures:
    """The figures of all cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, tx: Connection, case: int, figures: Figures) -> None:
        """Keep a case's figures in place of earlier ones."""
        _FORGET.run(tx, case=case)
        _KEEP.run(
            tx,
            case_id=case,
            currency=figures.currency[:8],
            ours=_text(figures.ours),
            theirs=_text(figures.theirs),
            gap=_text(figures.gap),
            stake=figures.stake,
            verdict=figures.verdict,
            statement_date=figures.statement_date,
            lines=figures.lines,
            matched=figures.matched,
            differences=figures.differences,
            gates=f" {' '.join(figures.gates)} " if figures.gates else "",
        )

    def get(self, case: int, tx: Connection | None = None) -> Figures | None:
        """Return a case's figures; None before it was decided."""
        with self._database.reading(tx) as connection:
            row = connection.execute(select(case_figures).where(case_figures.c.case_id == case)).first()
        return None if row is None else read_figures(row)


def read_figures(row: Row[Any], prefix: str = "") -> Figures:
    """Return the figures that a row holds in the columns of `case_figures`, named with a prefix."""
    found = {name: getattr(row, prefix + name) for name in _NAMES}
    for name in ("ours", "theirs", "gap"):
        found[name] = _amount(found[name])
    return Figures(**{**found, "gates": tuple(found["gates"].split())})


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None
