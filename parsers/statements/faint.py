"""Words of a scan of which the recogniser was not sure: where no sum covers them, nothing may be answered by itself.

Arithmetic proves amounts and balances. It proves no date, no document number and no account: one misread figure there sends a true
amount under a wrong number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Place, Problem
from parsers.references import normal_form
from parsers.statements.statement import Statement, StatementLine, Verdict
from parsers.table import Cell


def doubted(statement: Statement, faint: Sequence[Cell]) -> tuple[Statement, tuple[Problem, ...]]:
    """Return the statement, unproven at best where a faint word tells a date, a number or the account; and what is in doubt."""
    problems: list[Problem] = []
    for number, line in enumerate(statement.lines, start=1):
        words = [cell for cell in faint if _inside(cell.place, line.place) and _matters(cell.text, line)]
        if words:
            text = " ".join(cell.text for cell in words)
            problems.append(
                Problem(
                    code="faint",
                    message=f'"{text}" in line {number} is hard to read and may be something else.',
                    place=words[0].place,
                )
            )
    account = normal_form(statement.account or "")
    for cell in faint:
        form = normal_form(cell.text)
        if account and len(form) >= 2 and form in account and any(char.isdigit() for char in form):
            problems.append(
                Problem(
                    code="faint",
                    message=f'"{cell.text}", part of the account, is hard to read and may be something else.',
                    place=cell.place,
                )
            )
            break
    if problems and statement.proof.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}:
        statement = statement.proven_by(replace(statement.proof, verdict=Verdict.UNPROVEN))
    return statement, tuple(problems)


def _inside(inner: Place, outer: Place) -> bool:
    if inner.page != outer.page or inner.box is None or outer.box is None:
        return False
    x, y = (inner.box[0] + inner.box[2]) / 2, (inner.box[1] + inner.box[3]) / 2
    return outer.box[0] <= x <= outer.box[2] and outer.box[1] <= y <= outer.box[3]


def _matters(text: str, line: StatementLine) -> bool:
    """Whether the word is more than wording and no figure that the sums look after."""
    digits = _digits(text)
    form = normal_form(text)
    if form and any(form in normal_form(reference) for reference in line.references):
        return True
    if not digits:
        return False
    figures = [_digits(line.read_as)]
    if line.running_balance is not None:
        figures.append(_digits(str(line.running_balance)))
        figures.append(_digits(str(line.running_balance)).lstrip("0"))
    return not any(digits in figure for figure in figures if figure)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
