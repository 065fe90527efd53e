"""Put right what could not be read, or was misread in a scan, where a chain of printed running balances leaves one solution.

On digital paper only a cell that stands there and could not be read is repaired (an error cell, a formula without its value,
letters among the digits): its amount is the difference of the printed balances before and after it. Nothing readable is changed:
a figure that contradicts is the paper's own error, and a person must see it.

In a scan a figure may have been misread as well. It is put right where the figures around it leave no doubt which one is wrong:

- one link of the chain fails and both its balances are confirmed by the links beside it (the last one by the printed closing
  balance): the amount is wrong;
- two neighbouring links fail and the chain from the balance before to the balance after holds: the balance between is wrong;
- and what it should be differs from what was read as misread letters do: in a digit or two, the decimal point, or the sign.

Few figures may be wrong, or the columns were misunderstood and nothing is repaired. Totals alone never repair, since more than one
cell could make a sum fit. Each repair is recorded with both readings, and a repaired statement is never `proven`, because
the repaired figure is no longer covered by one of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.document import Place
from parsers.statements.draft import Draft, DraftLine, Side
from parsers.statements.statement import Repair

_MOST = 0.15
"""Share of the lines of a scan that may be put right; one always may."""


def repaired(draft: Draft, *, scanned: bool = False) -> tuple[Draft, tuple[Repair, ...]]:
    """Return the draft with its amounts solved where the chain allows it, and what was put right."""
    if scanned:
        draft, misread = _misread(draft)
    else:
        misread = ()
    if all(line.amount is not None for line in draft.lines):
        return draft, misread
    order = list(range(len(draft.lines)))
    if draft.descending:
        order.reverse()
    lines = list(draft.lines)
    repairs: list[Repair] = []
    before = draft.opening.amount if draft.opening is not None else None
    for index in order:
        line = lines[index]
        confirmed = not scanned or _confirmed(draft, order, index)
        if line.amount is None and before is not None and line.balance is not None and confirmed:
            amount = line.balance - before
            lines[index] = replace(line, amount=amount)
            because = f"the balance goes from {before} to {line.balance}"
            repairs.append(_repair("amount", line.read_as, amount, because, line.place, index))
        before = (
            line.balance
            if line.balance is not None
            else None
            if line.amount is None or before is None
            else before + line.amount
        )
    return replace(draft, lines=tuple(lines)), (*misread, *repairs)


def _confirmed(draft: Draft, order: Sequence[int], index: int) -> bool:
    """Whether the balance of a line is borne out by the next one, or at the end by the closing balance: in a scan it may be wrong too."""
    line, at = draft.lines[index], order.index(index)
    if at + 1 == len(order):
        return any(figure.amount == line.balance for figure in (*draft.closings, *draft.dues))
    after = draft.lines[order[at + 1]]
    if after.amount is None or after.balance is None or line.balance is None:
        return False
    return line.balance + after.amount == after.balance


def _misread(draft: Draft) -> tuple[Draft, tuple[Repair, ...]]:
    """Put right the misread figures of a scan, as far as nothing but misreading explains them."""
    lines = list(draft.lines[::-1] if draft.descending else draft.lines)
    opening = draft.opening.amount if draft.opening is not None else None
    closings = [figure.amount for figure in (*draft.closings, *draft.dues)]
    if len(lines) < 3 or sum(line.balance is not None and line.amount is not None for line in lines) < 0.7 * len(lines):
        return draft, ()
    repairs: list[Repair] = []
    count = len(lines)
    at = 0
    while at < count:
        if _follows(lines, at, opening) is not False:
            at += 1
            continue
        held_before = at == 0 or _follows(lines, at - 1, opening) is not False
        fixed: tuple[DraftLine, Repair] | None = None
        if held_before and at + 1 < count and _follows(lines, at + 1, opening) is False:
            fixed = _balance(lines, at, opening, closings)
        elif held_before and (at + 1 == count or _follows(lines, at + 1, opening)):
            fixed = _last(lines, opening, closings) if at + 1 == count else _amount(lines, at, opening)
        if fixed is None:
            return draft, ()
        line, repair = fixed
        lines[at] = line
        index = count - 1 - at if draft.descending else at
        repairs.append(replace(repair, line=index))
        at += 1
    if not repairs or len(repairs) > max(1, _MOST * count):
        return draft, ()
    return replace(draft, lines=tuple(lines[::-1] if draft.descending else lines)), tuple(repairs)


def _before(lines: Sequence[DraftLine], at: int, opening: Decimal | None) -> Decimal | None:
    return lines[at - 1].balance if at else opening


def _follows(lines: Sequence[DraftLine], at: int, opening: Decimal | None) -> bool | None:
    """Whether the balance of a line follows from the one before; None where a figure of the three is not there."""
    before, line = _before(lines, at, opening), lines[at]
    if before is None or line.amount is None or line.balance is None:
        return None
    return before + line.amount == line.balance


def _amount(lines: Sequence[DraftLine], at: int, opening: Decimal | None) -> tuple[DraftLine, Repair] | None:
    """The links beside hold, so the balances on both sides are right. At the first line the opening balance may be wrong as well."""
    before, line = _before(lines, at, opening), lines[at]
    if at == 0 or before is None or line.balance is None:
        return None
    if _follows(lines, at - 1, opening) is not True:
        return None
    return _changed(line, line.balance - before, f"the balance goes from {before} to {line.balance}")


def _balance(
    lines: Sequence[DraftLine], at: int, opening: Decimal | None, closings: Sequence[Decimal]
) -> tuple[DraftLine, Repair] | None:
    """Where this link and the next fail. If the chain holds over both, the balance between them is wrong."""
    before, line, after = _before(lines, at, opening), lines[at], lines[at + 1]
    if before is None or line.amount is None or line.balance is None or after.amount is None or after.balance is None:
        return None
    confirmed = (at + 2 == len(lines) and after.balance in closings) or (
        at + 2 < len(lines) and _follows(lines, at + 2, opening) is True
    )
    right = before + line.amount
    if right + after.amount != after.balance or not confirmed or not looks_like(line.balance, right):
        return None
    because = f"{before} and {line.amount} give {right}, and {after.amount} more give {after.balance}"
    return replace(line, balance=right), _repair(
        "running_balance", line.balance_read_as or str(line.balance), right, because, line.place, 0
    )


def _last(
    lines: Sequence[DraftLine], opening: Decimal | None, closings: Sequence[Decimal]
) -> tuple[DraftLine, Repair] | None:
    """At the end of the chain the printed closing balance says which of the two figures is wrong."""
    at = len(lines) - 1
    before, line = _before(lines, at, opening), lines[at]
    if at == 0 or before is None or line.amount is None or line.balance is None:
        return None
    if _follows(lines, at - 1, opening) is not True or len(set(closings)) != 1:
        return None
    closing = closings[0]
    if closing == line.balance:
        return _changed(line, line.balance - before, f"the balance goes from {before} to {line.balance}")
    if closing == before + line.amount and looks_like(line.balance, closing):
        because = f"{before} and {line.amount} give {closing}, as the closing balance says"
        return replace(line, balance=closing), _repair(
            "running_balance", line.balance_read_as or str(line.balance), closing, because, line.place, 0
        )
    return None


def _changed(line: DraftLine, right: Decimal, because: str) -> tuple[DraftLine, Repair] | None:
    if line.amount is None or not right or not looks_like(line.amount, right):
        return None
    sides = [side for side, value in line.printed.items() if value]
    if len(sides) != 1 or abs(line.printed[sides[0]]) != abs(line.amount):
        return None
    if sides[0] is not Side.AMOUNT and (right < 0) != (line.amount < 0):
        return None  # a misread digit does not move an amount to the other column
    turned = (line.printed[sides[0]] < 0) != (line.amount < 0)
    printed = {**line.printed, sides[0]: -right if turned else right}
    return replace(line, amount=right, printed=printed), _repair("amount", line.read_as, right, because, line.place, 0)


def _repair(  # noqa: PLR0917 - as many facts as a repair has
    field: str, read_as: str, right: Decimal, because: str, place: Place | None, line: int
) -> Repair:
    return Repair(field=field, read_as=read_as, repaired_to=str(right), because=because, place=place, line=line)


def looks_like(read: Decimal, right: Decimal) -> bool:
    """Whether `read` may be `right` misread: a lost sign, a digit or two that are others, missing or too many, a lost decimal point."""
    one, other = (f"{abs(value):.2f}".replace(".", "") for value in (read, right))
    if one == other:
        return True
    if one.rstrip("0") == other.rstrip("0") or _figures(read) == _figures(right):
        return True  # 1234.56 read as 123456, or 6,055.10 as 6.05510
    return _edits(one, other) <= (1 if min(len(one), len(other)) < 5 else 2)


def _figures(value: Decimal) -> str:
    return f"{abs(value):f}".replace(".", "").strip("0")


def _edits(one: str, other: str) -> int:
    """Return how many digits must be changed, put in or taken out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, start=1):
        diagonal, row[0] = row[0], index
        for column, wanted in enumerate(other, start=1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (letter != wanted)),
            )
    return row[-1]
