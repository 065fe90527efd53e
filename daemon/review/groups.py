"""What belongs together on the page of a case: each match, each difference, and what stands alone, in the order of the paper.

A row of the page has their side left and ours right; what the mouse points at on one side is lit on the other and on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from parsers.ledgers.entry import LedgerEntry
from parsers.statements.statement import Statement, StatementLine
from rules.model.difference import Difference
from rules.model.match import Match
from rules.model.reconciliation import Reconciliation


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirLine:
    """A line of the statement. `index` is its place in `Statement.lines`; `amount` is in our sign where there is a comparison."""

    index: int
    line: StatementLine
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is one business fact. `key` is unique on the page: "m3", "d0", "l7" (a line compared with nothing)."""

    key: str
    kind: Literal["match", "difference", "line"]
    lines: tuple[TheirLine, ...]
    entries: tuple[LedgerEntry, ...]
    match: Match | None = None
    difference: Difference | None = None

    @property
    def height(self) -> int:
        """How many rows it takes, where its lines and entries stand beside each other."""
        return max(len(self.lines), len(self.entries), 1)


def groups_of(statement: Statement | None, compared: Reconciliation | None) -> tuple[Group, ...]:
    """Return every group: those with a line in the order of the paper, then what only our books have, by date."""
    if compared is None:
        lines = () if statement is None else statement.lines
        return tuple(
            Group(
                key=f"l{index}",
                kind="line",
                lines=(TheirLine(index=index, line=line, amount=line.amount),),
                entries=(),
            )
            for index, line in enumerate(lines)
        )
    theirs = tuple(
        TheirLine(index=index, line=line, amount=amount)
        for index, (line, amount) in enumerate(zip(compared.statement.lines, compared.line_amounts, strict=True))
    )
    ours = {entry.id: entry for entry in compared.ledger.entries}
    found = [
        Group(
            key=f"m{number}",
            kind="match",
            lines=tuple(theirs[index] for index in match.lines),
            entries=_entries(ours, match.entries),
            match=match,
        )
        for number, match in enumerate(compared.matches)
    ]
    found += [
        Group(
            key=f"d{number}",
            kind="difference",
            lines=tuple(theirs[index] for index in difference.lines),
            entries=_entries(ours, difference.entries),
            difference=difference,
        )
        for number, difference in enumerate(compared.differences)
    ]
    return tuple(sorted(found, key=_order))


def group_of_lines(groups: tuple[Group, ...]) -> dict[int, str]:
    """Return for each line of the statement the key of its group."""
    return {line.index: group.key for group in groups for line in group.lines}


def _entries(ours: dict[str, LedgerEntry], named: tuple[str, ...]) -> tuple[LedgerEntry, ...]:
    # An entry of another account of the same counterparty has no row here; its difference says where it stands.
    return tuple(ours[name] for name in named if name in ours)


def _order(group: Group) -> tuple[int, int, str]:
    if group.lines:
        return (0, min(line.index for line in group.lines), group.key)
    day = min((entry.date.toordinal() for entry in group.entries), default=10**7)
    return (1, day, group.key)
