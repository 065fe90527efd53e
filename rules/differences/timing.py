"""Timing: what one side booked before the cut-off and the other after it. It clears by itself and is no error of anyone.

Who knows of a fact first depends on the fact: we know of our invoice to a customer before the customer does, the customer of
its payment before we do; with a supplier the other way round. Only the side that knows first can be ahead.
What the other side alone books as a journal (a set-off, a retention) is on no way to us, though our books end before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parsers.ledgers.entry import Role
from parsers.statements.statement import LineKind
from rules.differences.rest import Rest
from rules.gaps import Nature
from rules.model.difference import Difference, Fact, Reason
from rules.model.match import Certainty

_ENOUGH = 5  # sure pairs of a kind from which the learned habit counts


def explain_later(rest: Rest) -> Iterator[Difference]:
    """Yield the lines whose entry of ours is dated after the statement: theirs, and not yet ours."""
    if rest.as_of is None:
        return
    pool = rest.pool
    for group in pool.groups:
        if group.gap is None and any(_later(rest, entry) for entry in group.entries):
            yield rest.tell(
                Reason.TIMING_STATEMENT,
                group.lines,
                group.entries,
                f"We posted {rest.name(group.lines, group.entries)} after {rest.as_of}; they have it before.",
                amount=pool.theirs.sum(group.lines),
                certain=group.certainty is not Certainty.SUGGESTED,
                facts=_facts(rest),
            )


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield the free rows near the cut-off that the other side may well not have booked yet."""
    if rest.as_of is None:
        return
    last_of_ours = max((entry.date for entry in rest.pool.entries), default=None)
    for line in rest.free_lines:
        day = rest.pool.statement.lines[line].date
        if day is None or not _near(rest, day):
            continue
        journal = rest.pool.statement.lines[line].kind is LineKind.JOURNAL
        behind = last_of_ours is not None and day > last_of_ours and not journal  # our books end before
        if behind or _ahead(rest, rest.kind([line], []), ours=False):
            text = f"They booked {rest.name([line], [])} shortly before {rest.as_of}; we had not yet."
            yield rest.tell(Reason.TIMING_STATEMENT, [line], [], text, facts=_facts(rest))
    for entry in rest.free_entries:
        if _near(rest, rest.pool.entries[entry].date) and _ahead(rest, rest.kind([], [entry]), ours=True):
            text = f"We booked {rest.name([], [entry])} shortly before {rest.as_of}; they had not yet."
            yield rest.tell(Reason.TIMING_LEDGER, [], [entry], text, facts=_facts(rest))


def _later(rest: Rest, entry: int) -> bool:
    return rest.as_of is not None and rest.pool.entries[entry].date > rest.as_of


def _near(rest: Rest, day: date) -> bool:
    return rest.as_of is not None and 0 <= (rest.as_of - day).days <= rest.pool.terms.cutoff_days


def _ahead(rest: Rest, nature: Nature, *, ours: bool) -> bool:
    """Whether our side (or theirs) is the one that books such a fact first, by its nature or as the sure pairs show."""
    counts = rest.pool.shift.counts.get(nature)
    if counts is not None and counts.total() >= _ENOUGH:
        # A shift is their day minus ours: above zero we are first.
        first = sum(count for shift, count in counts.items() if (shift > 0 if ours else shift < 0))
        if first * 4 >= counts.total():
            return True
    ours_first = (nature is not Nature.PAYMENT) == (rest.pool.role is Role.CUSTOMER)
    return ours_first == ours


def _facts(rest: Rest) -> dict[str, Fact]:
    return {"period_end": rest.as_of} if rest.as_of is not None else {}
