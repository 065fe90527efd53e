"""Values that a person has corrected, laid over what was read, and the proof asked again by the same code.

Pure. The reading itself is never changed: a correction says what was read and what it becomes, and is told in the proof as a repair with both
readings. So a corrected statement is `consistent` at best; where a printed figure contradicts it stays `broken`, whoever says what.
What the proof had lowered for other reasons (an open date, a faint word) stays lowered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from parsers.currencies import ISO_CODES
from parsers.document import Place
from parsers.statements.draft import Draft, DraftLine, PrintedRow, Side
from parsers.statements.line_corrections import OPPOSITE, LineAdded, LineRemoved, fits_line, lay_line, repair_of
from parsers.statements.proof import prove
from parsers.statements.statement import Check, Figure, Outcome, Proof, Repair, Statement, StatementLine, Verdict

_STRICTNESS = list(Verdict)


class Field(StrEnum):
    """What can be corrected: of a line (by `index`), of a printed sum (by `index` into `Statement.totals`), of the whole."""

    AMOUNT = "amount"
    RUNNING_BALANCE = "running_balance"
    DATE = "date"
    REFERENCE = "reference"  # the line's own number, its first
    TOTAL = "total"
    OPENING = "opening"
    CLOSING = "closing"
    STATEMENT_DATE = "statement_date"
    ACCOUNT = "account"
    CURRENCY = "currency"


OF_A_LINE = frozenset({Field.AMOUNT, Field.RUNNING_BALANCE, Field.DATE, Field.REFERENCE})
AMOUNTS = frozenset({Field.AMOUNT, Field.RUNNING_BALANCE, Field.TOTAL, Field.OPENING, Field.CLOSING})
DAYS = frozenset({Field.DATE, Field.STATEMENT_DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCorrection:
    """`was` and `becomes` as `value_of` tells values; amounts in the statement's own sign. `by` names the person."""

    field: Field
    becomes: str
    was: str
    index: int | None = None
    by: str = ""


def value_of(statement: Statement, field: Field, index: int | None = None) -> str:
    """Return a value as text: amounts as plain decimals, days as 2026-03-31, a currency by its code, "" where nothing was read.

    Raises `LookupError`.
    """
    match field:
        case Field.OPENING:
            return _text(None if statement.opening is None else statement.opening.amount)
        case Field.CLOSING:
            return _text(None if statement.closing is None else statement.closing.amount)
        case Field.STATEMENT_DATE:
            return "" if statement.date is None else statement.date.isoformat()
        case Field.ACCOUNT:
            return statement.account or ""
        case Field.CURRENCY:
            return statement.currency or ""
        case Field.TOTAL:
            return _text(statement.totals[_index(index, statement.totals)].amount)
        case _:
            return _of_line(statement.lines[_index(index, statement.lines)], field)


def fits(field: Field, becomes: str) -> bool:
    """Whether a text is a value of that field: a plain amount, a day, the code of a currency, or words."""
    try:
        if field in AMOUNTS:
            return Decimal(becomes).is_finite()
        if field in DAYS:
            dt.date.fromisoformat(becomes)
    except (InvalidOperation, ValueError):
        return False
    if field is Field.CURRENCY:
        return becomes in ISO_CODES
    return bool(becomes.strip())


def corrected(statement: Statement, corrections: Sequence[ValueCorrection | LineAdded | LineRemoved]) -> Statement:
    """Return the statement with the corrections laid over it in their order, proven again.

    Indices count the lines that stand there when it is their turn. One whose `was` is not what stands there (the paper was read anew, and
    otherwise) is not applied; it is told as a check, and the statement is unproven at best.
    """
    if not corrections:
        return statement
    said, draft = statement, statement.printed
    repairs = list(statement.proof.repairs)
    unfit: list[Check] = []
    for one in corrections:
        because = f"corrected by {one.by}" if one.by else "corrected by hand"
        if isinstance(one, LineAdded | LineRemoved):
            if not fits_line(said, one):
                detail = "a line that was added or removed by hand does not fit what is read now"
                unfit.append(Check("correction", Outcome.ABSENT, detail))
                continue
            told = repair_of(said, one, because)
            said = lay_line(replace(said, printed=draft, proof=replace(said.proof, repairs=tuple(repairs))), one)
            draft, repairs = said.printed, [*said.proof.repairs, told]
            said = _closed(said, draft)
            continue
        place = _place(said, one)
        try:
            sound = fits(one.field, one.becomes) and value_of(said, one.field, one.index) == one.was
        except LookupError:
            sound = False
        if not sound:
            detail = f"{one.field} was {one.was or 'nothing'} when it was corrected to {one.becomes}, and is something else now"
            unfit.append(Check("correction", Outcome.ABSENT, detail, place))
            continue
        if draft is not None:
            draft = _drafted(draft, one)
        said = _said(said, one, draft)
        line = one.index if one.field in OF_A_LINE else None
        repairs.append(Repair(one.field, one.was, one.becomes, because, place, line, one.by or "hand"))
    proof = _proven(statement, draft, tuple(repairs))
    if unfit:
        proof = Proof(_worse(proof.verdict, Verdict.UNPROVEN), (*proof.checks, *unfit), proof.repairs)
    return replace(said, proof=proof, printed=draft)


def _proven(statement: Statement, draft: Draft | None, repairs: tuple[Repair, ...]) -> Proof:
    """Return the new proof; the verdict is never better than what lowered the old one besides its sums."""
    old = statement.proof
    if statement.printed is None or draft is None:  # nothing to ask again
        return Proof(_worse(old.verdict, Verdict.UNPROVEN), old.checks, repairs)
    by_its_sums = prove(statement.printed, old.repairs).verdict
    proof = prove(draft, repairs)
    if _STRICTNESS.index(old.verdict) > _STRICTNESS.index(by_its_sums):
        proof = replace(proof, verdict=_worse(proof.verdict, old.verdict))
    return replace(proof, verdict=_worse(proof.verdict, Verdict.CONSISTENT))


def _worse(one: Verdict, other: Verdict) -> Verdict:
    return max(one, other, key=_STRICTNESS.index)


def _drafted(draft: Draft, one: ValueCorrection) -> Draft:
    """Lay a correction over the printed figures."""
    match one.field:
        case Field.AMOUNT | Field.RUNNING_BALANCE if one.index is not None:
            lines = list(draft.lines)
            if one.field is Field.RUNNING_BALANCE:
                lines[one.index] = replace(lines[one.index], balance=Decimal(one.becomes))
                return replace(draft, lines=tuple(lines))
            lines[one.index] = _moved(draft, lines[one.index], Decimal(one.becomes))
            # whether what was billed less what was paid gives the new amount is not kept line by line
            unasked = draft.incomplete or "an item's printed parts cannot be asked again" * bool(draft.items_held)
            return replace(draft, lines=tuple(lines), incomplete=unasked)
        case Field.TOTAL if one.index is not None:
            return replace(draft, rows=_summed(draft.rows, one.index, Decimal(one.becomes)))
        case Field.OPENING:
            return replace(draft, opening=_figure(draft.opening, one.becomes))
        case Field.CLOSING if draft.closings or not draft.dues:
            first = _figure(draft.closings[0] if draft.closings else None, one.becomes)
            return replace(draft, closings=(first, *draft.closings[1:]))
        case Field.CLOSING:
            return replace(draft, dues=(_figure(draft.dues[0], one.becomes), *draft.dues[1:]))
        case _:
            return draft


def _moved(draft: Draft, line: DraftLine, amount: Decimal) -> DraftLine:
    """Return the line with another amount, in the column where that is printed; columns without the statement's sign."""
    sides = [side for side, value in line.printed.items() if value]
    if len(sides) != 1 or not line.amount:
        # an unread cell: the column that holds the other lines of this sign
        alike = [
            side
            for other in draft.lines
            if other.amount and (other.amount > 0) == (amount > 0)
            for side, value in other.printed.items()
            if value
        ]
        side = max(sorted(set(alike)), key=alike.count) if alike else Side.AMOUNT
        return replace(line, amount=amount, printed={side: abs(amount) if side in OPPOSITE else amount})
    side = sides[0]
    turned = (line.printed[side] < 0) != (line.amount < 0)
    if side in OPPOSITE and (line.amount < 0) != (amount < 0):
        return replace(line, amount=amount, printed={OPPOSITE[side]: abs(amount)})
    return replace(line, amount=amount, printed={**line.printed, side: -amount if turned else amount})


def _summed(rows: tuple[PrintedRow, ...], index: int, amount: Decimal) -> tuple[PrintedRow, ...]:
    """Put an amount in place of the figure that is number `index` of the printed sums, as `compose` counts them."""
    found = list(rows)
    at = 0
    for number, row in enumerate(rows):
        for side in row.figures:
            if at == index:
                found[number] = replace(row, figures={**row.figures, side: amount})
            at += 1
        if row.balance is not None and not row.figures:
            if at == index:
                found[number] = replace(row, balance=amount)
            at += 1
    return tuple(found)


def _said(statement: Statement, one: ValueCorrection, draft: Draft | None) -> Statement:
    """Lay a correction over what the statement says."""
    match one.field:
        case Field.OPENING:
            return replace(statement, opening=_figure(statement.opening, one.becomes))
        case Field.CLOSING:
            return replace(statement, closing=_figure(statement.closing, one.becomes))
        case Field.STATEMENT_DATE:
            return replace(statement, date=dt.date.fromisoformat(one.becomes))
        case Field.ACCOUNT:
            return replace(statement, account=one.becomes.strip())
        case Field.CURRENCY:
            return replace(statement, currency=one.becomes)
        case Field.TOTAL if one.index is not None:
            totals = list(statement.totals)
            totals[one.index] = replace(totals[one.index], amount=Decimal(one.becomes))
            return replace(statement, totals=tuple(totals))
        case _ if one.index is not None:
            lines = list(statement.lines)
            lines[one.index] = _line(lines[one.index], one.field, one.becomes)
            found = replace(statement, lines=tuple(lines))
            return _closed(found, draft) if one.field is Field.RUNNING_BALANCE else found
        case _:
            return statement


def _closed(statement: Statement, draft: Draft | None) -> Statement:
    """A closing balance that is printed nowhere but at the end of the chain goes with the chain."""
    if draft is None or draft.closings or draft.dues or statement.closing is None or not statement.lines:
        return statement
    last = statement.lines[0 if draft.descending else -1].running_balance
    return statement if last is None else replace(statement, closing=replace(statement.closing, amount=last))


def _line(line: StatementLine, field: Field, becomes: str) -> StatementLine:
    match field:
        case Field.AMOUNT:
            return replace(line, amount=Decimal(becomes))
        case Field.RUNNING_BALANCE:
            return replace(line, running_balance=Decimal(becomes))
        case Field.DATE:
            return replace(line, date=dt.date.fromisoformat(becomes))
        case _:
            return replace(line, references=(becomes.strip(), *line.references[1:]))


def _figure(figure: Figure | None, becomes: str) -> Figure:
    return Figure(Decimal(becomes)) if figure is None else replace(figure, amount=Decimal(becomes))


def _of_line(line: StatementLine, field: Field) -> str:
    match field:
        case Field.AMOUNT:
            return _text(line.amount)
        case Field.RUNNING_BALANCE:
            return _text(line.running_balance)
        case Field.DATE:
            return "" if line.date is None else line.date.isoformat()
        case _:
            return line.references[0] if line.references else ""


def _place(statement: Statement, one: ValueCorrection) -> Place | None:
    index = one.index
    if one.field in OF_A_LINE and index is not None and 0 <= index < len(statement.lines):
        line = statement.lines[index]
        return line.amount_place or line.place if one.field is Field.AMOUNT else line.place
    figure = {Field.OPENING: statement.opening, Field.CLOSING: statement.closing}.get(one.field)
    return None if figure is None else figure.place


def _index(index: int | None, rows: Sequence[object]) -> int:
    if index is None or not 0 <= index < len(rows):
        raise LookupError(f"The statement has no row {index}.")
    return index


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"
