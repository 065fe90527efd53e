"""What the proof has asked of a draft so far, and the figures that its questions share."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import accumulate

from parsers.document import Place
from parsers.statements.draft import ZERO, Draft, Side
from parsers.statements.statement import Check, Figure, Form, Outcome

_MARKED = re.compile(r"(?<![A-Z])(?:CR|DR)(?![A-Z])|HABEN|SOLL|[借贷貸]|(?:^|[\d\s.)])[CDHS]$")


class Asking:
    """Collects checks, and which lines are covered by which kind of printed figure."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.amounts = [line.amount if line.amount is not None else ZERO for line in draft.lines]
        self.checks: list[Check] = []
        self.single: set[int] = set()  # lines with a printed balance on both sides
        self.grouped: set[int] = set()  # lines covered by a sum over several
        self.column: dict[Side, set[int]] = {side: set() for side in Side}
        self.from_zero = False
        self.chain_end: Decimal | None = None
        self.left_over = False  # a figure is printed that nothing explains
        self.printed: dict[Side, list[Decimal]] = {}  # the sums of a column's figures from the first line on

    def tell(self, name: str, holds: bool | None, detail: str, place: Place | None = None) -> None:
        outcome = Outcome.ABSENT if holds is None else Outcome.HOLDS if holds else Outcome.FAILS
        self.checks.append(Check(name, outcome, detail, place))

    def held(self, name: str) -> bool:
        mine = [check for check in self.checks if check.name == name]
        return any(check.outcome is Outcome.HOLDS for check in mine) and self.never_failed(name)

    def never_failed(self, name: str) -> bool:
        return not any(check.outcome is Outcome.FAILS for check in self.checks if check.name == name)


def final_balance(draft: Draft) -> Decimal | None:
    """Return the balance after the last line, from the opening or the chain; for open items their sum. None where unknown."""
    total = sum((line.amount for line in draft.lines if line.amount is not None), ZERO)
    if draft.opening is not None:
        return draft.opening.amount + total
    lines = draft.lines[::-1] if draft.descending else draft.lines
    if lines and lines[-1].balance is not None:
        return lines[-1].balance
    return total if draft.form is Form.OPEN_ITEM or not lines else None


def agrees(figure: Figure, value: Decimal) -> bool:
    """Whether a printed balance says `value`. A mark for credit may be how the paper writes either sign."""
    if figure.amount == value:
        return True
    return is_marked(figure) and figure.amount == -value


def is_marked(figure: Figure) -> bool:
    """Whether a mark for a side stands beside the amount. The D of "USD" is none."""
    return _MARKED.search(figure.read_as.upper().strip()) is not None


def running_at(asking: Asking, position: int) -> Decimal | None:
    draft = asking.draft
    if draft.descending:
        return draft.lines[position].balance if position < len(draft.lines) else None
    if draft.opening is not None:
        return draft.opening.amount + sum(asking.amounts[:position], ZERO)
    if position and draft.lines[position - 1].balance is not None:
        return draft.lines[position - 1].balance
    return sum(asking.amounts[:position], ZERO) if asking.from_zero or draft.form is Form.OPEN_ITEM else None


def printed_sum(asking: Asking, side: Side, start: int, end: int) -> Decimal:
    sums = asking.printed.get(side)
    if sums is None:
        figures = (line.printed.get(side, ZERO) for line in asking.draft.lines)
        sums = asking.printed[side] = list(accumulate(figures, initial=ZERO))
    end = min(end, len(sums) - 1)
    return sums[end] - sums[min(start, end)]
