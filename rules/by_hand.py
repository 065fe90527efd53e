"""What a person has said goes before and after the rules: rows joined by hand are taken out of the pool first, rows set apart are kept out
of it until the rules are done, and reasons are laid over the differences last.

The laws hold as ever: each row is in one match or one difference, and the bridge closes. What does not fit the case any more is a note, which
holds the case, and is never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from rules.gaps import Gap
from rules.model.by_hand import ByHand, Joined
from rules.model.difference import Difference, Reason
from rules.model.match import Certainty
from rules.pool import Group, Pool

RULE = "by_hand"

REASONS_OF_GAPS = (
    Reason.AMOUNT_TYPO,
    Reason.SHORT_PAYMENT,
    Reason.OVER_PAYMENT,
    Reason.DISCOUNT,
    Reason.WITHHOLDING_TAX,
    Reason.BANK_FEE,
    Reason.FX,
    Reason.ROUNDING,
    Reason.SIGN_ERROR,
)
"""Why rows that belong together may have other amounts."""

NOT_TO_BE_NAMED = frozenset({Reason.PRIOR_PERIOD, Reason.UNEXPLAINED})
"""Reasons that speak of the account as a whole, and of no row: nobody gives them by hand."""


def join(pool: Pool, said: ByHand) -> None:
    """Take what a person joined out of the pool."""
    ids = {entry.id: position for position, entry in enumerate(pool.entries)}
    for one in said.joined:
        group = _group(pool, one, ids)
        if group is None:
            pool.notes.append(f"A match by hand does not fit any more ({_rows(one.lines, one.entries)}); undo it.")
        else:
            pool.take(group)


@contextmanager
def kept_apart(pool: Pool, said: ByHand) -> Iterator[None]:
    """Keep what a person set apart out of the rules' sight while the block runs."""
    lines = {line for one in said.apart for line in one.lines}
    ids = {entry for one in said.apart for entry in one.entries}
    entries = {position for position, entry in enumerate(pool.entries) if entry.id in ids}
    known = {pool.entries[position].id for position in entries}
    if lines - set(range(len(pool.theirs))) or ids - known:
        pool.notes.append("Rows that were set apart by hand are not there any more; undo it.")
    places = (pool.theirs.free, lines), (pool.ours.free, entries), (pool.prior, entries), (pool.later, entries)
    aside = [(place, place & rows) for place, rows in places]
    for place, rows in aside:
        place.difference_update(rows)
    yield
    for place, rows in aside:
        place.update(rows)


def named(pool: Pool, differences: Sequence[Difference], said: ByHand) -> tuple[Difference, ...]:
    """Return the differences with the reasons that a person gave; what was found before is internal."""
    if not said.named:
        return tuple(differences)
    reasons = {(tuple(sorted(one.lines)), tuple(sorted(one.entries))): one.reason for one in said.named}
    found = []
    for difference in differences:
        rows = tuple(sorted(difference.lines)), tuple(sorted(difference.entries))
        reason = reasons.pop(rows, None) if any(rows) else None
        if reason is None or reason in NOT_TO_BE_NAMED:
            found.append(difference)
            continue
        internal = {**difference.internal, "otherwise": difference.reason.value}
        explanation = f"{difference.explanation} The reason was given by hand."
        found.append(
            replace(difference, reason=reason, internal=internal, explanation=explanation.strip(), certain=True)
        )
    for lines, entries in reasons:
        pool.notes.append(f"A reason given by hand has no difference any more ({_rows(lines, entries)}); undo it.")
    return tuple(found)


def _group(pool: Pool, one: Joined, ids: dict[str, int]) -> Group | None:
    """Return the group, None where a row is not there, is taken, or lies on both sides of the statement's date."""
    if not one.lines or not one.entries or any(entry not in ids for entry in one.entries):
        return None
    lines, entries = tuple(sorted(set(one.lines))), tuple(sorted(ids[entry] for entry in set(one.entries)))
    at_hand = pool.ours.free | pool.prior
    if not set(lines) <= pool.theirs.free or not (set(entries) <= at_hand or set(entries) <= pool.later):
        return None
    gap = None
    if pool.theirs.sum(lines) != pool.ours.sum(entries):
        if one.reason not in REASONS_OF_GAPS or set(entries) <= pool.later:
            return None
        gap = Gap(one.reason, Decimal(0))
    return Group(lines=lines, entries=entries, rule=RULE, certainty=Certainty.CERTAIN, gap=gap)


def _rows(lines: Collection[int], entries: Collection[str]) -> str:
    return ", ".join(
        [*(f"line {line + 1}" for line in sorted(lines)), *(f"entry {entry}" for entry in sorted(entries))]
    )
