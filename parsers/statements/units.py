"""A statement whose figures stand in thousands or ten thousands (单位：万元), put into whole money.

Such figures are rounded, so nobody may be answered on them automatically: the amounts are put right, the verdict is at most unproven; `implausible` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from parsers.scaled_units import unit_in_heading, unit_told
from parsers.statements.columns import Column, is_money
from parsers.statements.spots import Spot
from parsers.statements.statement import Figure, Proof, Statement, StatementLine, Total, Verdict


def printed_unit(columns: tuple[Column, ...], spots: Iterable[Spot]) -> Decimal | None:
    """Return what one printed unit is worth where a heading of amounts or the text around says so, else None."""
    headed = (unit_in_heading(column.text)[1] for column in columns if is_money(column.heading))
    told = (unit_told(spot.text) for spot in spots)
    return next((unit for found in (headed, told) for unit in found if unit is not None), None)


def in_whole_money(statement: Statement, unit: Decimal) -> Statement:
    """Return the statement with every amount times `unit`; what was printed stays in `read_as`."""
    proof = statement.proof
    if proof.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}:
        proof = Proof(Verdict.UNPROVEN, proof.checks, proof.repairs)
    return replace(
        statement,
        lines=tuple(_line(line, unit) for line in statement.lines),
        opening=_figure(statement.opening, unit),
        closing=_figure(statement.closing, unit),
        totals=tuple(_total(total, unit) for total in statement.totals),
        ageing=tuple(_total(total, unit) for total in statement.ageing),
        proof=proof,
        printed=None,
    )


def _line(line: StatementLine, unit: Decimal) -> StatementLine:
    balance = None if line.running_balance is None else _whole(line.running_balance * unit)
    return replace(line, amount=_whole(line.amount * unit), running_balance=balance)


def _figure(figure: Figure | None, unit: Decimal) -> Figure | None:
    return None if figure is None else replace(figure, amount=_whole(figure.amount * unit))


def _total(total: Total, unit: Decimal) -> Total:
    return replace(total, amount=_whole(total.amount * unit))


def _whole(amount: Decimal) -> Decimal:
    """Return the product without the decimals that the unit made of the printed ones."""
    plain = amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()
    return plain + Decimal(0)
