"""A line that was not read is added by a person, one that is no line is removed: laid over a statement and its printed figures.

Pure. `corrected` proves again what comes of it. What cannot be asked again line by line makes the reading incomplete, never better.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.document import Place
from parsers.statements.draft import Draft, DraftLine, PrintedRow, Side
from parsers.statements.proof import prove
from parsers.statements.statement import Repair, Statement, StatementLine, Verdict

OPPOSITE = {Side.DEBIT: Side.CREDIT, Side.CREDIT: Side.DEBIT}
_STRICTNESS = list(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """What somebody read on the paper; amounts in the statement's own sign. `place` is one of the amounts that no line took up."""

    amount: Decimal
    date: dt.date | None = None
    reference: str = ""
    description: str = ""
    running_balance: Decimal | None = None
    place: Place | None = None

    def __str__(self) -> str:
        return _text(self.date, self.reference, self.amount, self.running_balance)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAdded:
    """`line` stands at `index`, from 0, once it is there; `after` tells the line above it as `line_text` does, "" where it is the first."""

    index: int
    line: NewLine
    after: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRemoved:
    """The line at `index` is none; `was` tells it as `line_text` does."""

    index: int
    was: str
    by: str = ""


def line_text(statement: Statement, index: int) -> str:
    """Tell a line in one line of text: day, number, amount, balance; "" before the first. Raises `LookupError`."""
    if index == -1:
        return ""
    if not 0 <= index < len(statement.lines):
        raise LookupError(f"The statement has no row {index}.")
    line = statement.lines[index]
    return _text(line.date, line.references[0] if line.references else "", line.amount, line.running_balance)


def amounts_left(statement: Statement) -> tuple[Place, ...]:
    """Return where the amounts of the table stand that no line took up."""
    return () if statement.printed is None else statement.printed.unread


def fits_line(statement: Statement, one: LineAdded | LineRemoved) -> bool:
    """Whether the statement is still the one of which that was said."""
    try:
        if isinstance(one, LineRemoved):
            return one.index >= 0 and line_text(statement, one.index) == one.was
        place = one.line.place
        known = place is None or place in amounts_left(statement)
        return known and bool(one.line.amount) and line_text(statement, one.index - 1) == one.after
    except LookupError:
        return False


def lay_line(statement: Statement, one: LineAdded | LineRemoved) -> Statement:
    """Return the statement and its printed figures with the line, or without it; its proof is still the old one. It must fit."""
    lines, draft = list(statement.lines), statement.printed
    if isinstance(one, LineRemoved):
        del lines[one.index]
        after = None if draft is None else _drafts_without(draft, one.index)
    else:
        lines.insert(one.index, _line(statement, one))
        after = None if draft is None else _drafts_with(draft, one.index, one.line)
    repairs = tuple(_moved(each, one) for each in statement.proof.repairs)
    proof = replace(statement.proof, repairs=repairs)
    return replace(statement, lines=tuple(lines), printed=after, proof=proof)


def repair_of(statement: Statement, one: LineAdded | LineRemoved, because: str) -> Repair:
    """Tell it as a repair, with both readings; `statement` is the one before."""
    by = one.by or "hand"
    if isinstance(one, LineRemoved):
        return Repair("line_removed", one.was, "", because, statement.lines[one.index].place, None, by)
    return Repair("line_added", "", str(one.line), because, one.line.place, one.index, by)


def _text(day: dt.date | None, reference: str, amount: Decimal, balance: Decimal | None) -> str:
    parts = (
        "" if day is None else day.isoformat(),
        reference,
        f"{amount:f}",
        "" if balance is None else f"= {balance:f}",
    )
    return " ".join(part for part in parts if part)


def _moved(repair: Repair, one: LineAdded | LineRemoved) -> Repair:
    """Return an earlier repair with its line counted as lines are counted now."""
    if repair.line is None or repair.line < one.index:
        return repair
    if isinstance(one, LineAdded):
        return replace(repair, line=repair.line + 1)
    return replace(repair, line=None if repair.line == one.index else repair.line - 1)


def _line(statement: Statement, one: LineAdded) -> StatementLine:
    new = one.line
    beside = (
        statement.lines[max(one.index - 1, 0)].place
        if statement.lines
        else Place(document=statement.document, reader="hand")
    )
    return StatementLine(
        date=new.date,
        amount=new.amount,
        place=new.place or beside,
        references=(new.reference,) if new.reference else (),
        description=new.description,
        running_balance=new.running_balance,
        amount_place=new.place,
    )


def _drafts_with(draft: Draft, index: int, new: NewLine) -> Draft:
    """Return the printed figures with the line. Whether a sum printed just there counts it in, the better proof says."""
    lines = list(draft.lines)
    lines.insert(index, DraftLine(new.amount, new.running_balance, _printed(draft.lines, new.amount), new.place))
    unread = tuple(place for place in draft.unread if place != new.place)
    told = draft.first_line_told and index != (len(draft.lines) if draft.descending else 0)
    base = replace(draft, lines=tuple(lines), unread=unread, first_line_told=told, incomplete=_unasked(draft))
    below = replace(base, rows=tuple(_shifted(row, 1, row.position >= index) for row in draft.rows))
    above = replace(base, rows=tuple(_shifted(row, 1, row.position > index) for row in draft.rows))
    return min((below, above), key=lambda each: _STRICTNESS.index(prove(each).verdict))


def _drafts_without(draft: Draft, index: int) -> Draft:
    lines = (*draft.lines[:index], *draft.lines[index + 1 :])
    rows = tuple(_shifted(row, -1, row.position > index) for row in draft.rows)
    told = draft.first_line_told and index != (len(lines) if draft.descending else 0)
    return replace(draft, lines=lines, rows=rows, first_line_told=told, incomplete=_unasked(draft))


def _shifted(row: PrintedRow, by: int, below: bool) -> PrintedRow:
    return replace(row, position=row.position + by) if below else row


def _unasked(draft: Draft) -> str:
    return draft.incomplete or "an item's printed parts cannot be asked again" * bool(draft.items_held)


def _printed(lines: Sequence[DraftLine], amount: Decimal) -> dict[Side, Decimal]:
    """Return the amount as its column would print it: as other lines of its sign, else opposite to those of the other sign."""
    found: dict[bool, Counter[tuple[Side, bool]]] = {True: Counter(), False: Counter()}
    for line in lines:
        for side, value in line.printed.items():
            if line.amount and value and side is not Side.BALANCE:
                found[(line.amount > 0) == (amount > 0)][side, value > 0] += 1
    if found[True]:
        (side, positive), _ = found[True].most_common(1)[0]
        return {side: abs(amount) if positive else -abs(amount)}
    if found[False]:
        (side, positive), _ = found[False].most_common(1)[0]
        if side in OPPOSITE and positive:
            return {OPPOSITE[side]: abs(amount)}
        return {side: -abs(amount) if positive else abs(amount)}
    return {Side.AMOUNT: amount}
