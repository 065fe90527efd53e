"""The same number with another amount: one document told differently. The gap gets its type here, its words later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rules import gaps
from rules.gaps import Gap, Nature
from rules.matching import learned_number
from rules.matching.affinity import Relation, relation, usual_days
from rules.matching.folded_reference import EXACT, Keys, from_the_surest
from rules.matching.same_reference import rows_by_shared_key
from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.pool import Group, Pool, likely_nature

_RULE = "reference_gap"
_LEARNED = "learned"  # as earlier statements showed: never a proof where amounts differ
_WIDEST = 3  # how many times larger an amount may be when only a weak form of the number agrees


def match(pool: Pool) -> None:
    """Pair rows that share a number nobody else has on either side, whatever the gap; a weak number needs a typed gap."""
    for form, of_lines, of_entries in from_the_surest(pool):
        _pairs(pool, of_lines, of_entries, strength=form)
    if pool.terms.numbers and pool.theirs.free and pool.ours.free:
        _pairs(pool, lambda line: learned_number.keys(pool, line), pool.entry_numbers, strength=_LEARNED)


def _pairs(
    pool: Pool,
    keys_of_line: Keys,
    keys_of_entry: Keys,
    *,
    strength: str,
) -> None:
    shared = rows_by_shared_key(pool, keys_of_line, keys_of_entry)
    by_amount: dict[int, list[int]] = defaultdict(list)
    for entry in pool.ours.ordered():
        by_amount[pool.ours.cents[entry]].append(entry)
    for lines, entries in shared:
        free_lines = [line for line in lines if line in pool.theirs.free and not _slipped(pool, line, by_amount)]
        free_entries = [entry for entry in entries if entry in pool.ours.free]
        if free_lines and free_entries:
            _one_number(pool, free_lines, free_entries, strength=strength)


def _one_number(pool: Pool, lines: list[int], entries: list[int], *, strength: str) -> None:
    for line in lines:
        for entry in entries:
            if (
                line in pool.theirs.free
                and entry in pool.ours.free
                and pool.theirs.cents[line] == -pool.ours.cents[entry]
            ):
                clash = {pool.theirs.natures[line], pool.ours.natures[entry]} == {Nature.INVOICE, Nature.PAYMENT}
                gap = gaps.typed(pool.theirs.cents[line], pool.ours.cents[entry], Nature.UNKNOWN, pool.yardstick)
                certainty = Certainty.LIKELY if clash or strength != EXACT else Certainty.CERTAIN
                pool.take(Group((line,), (entry,), _RULE, certainty, gap=gap))
    if pool.open_item:
        _net(pool, lines, entries)
    for sign in (1, -1):  # a row of zero goes with either
        some_lines = [k for k in lines if k in pool.theirs.free and pool.theirs.cents[k] * sign >= 0]
        some_entries = [k for k in entries if k in pool.ours.free and pool.ours.cents[k] * sign >= 0]
        if some_lines and some_entries:
            _one_sign(pool, some_lines, some_entries, strength=strength)


def _one_sign(pool: Pool, lines: list[int], entries: list[int], *, strength: str) -> None:
    if len(lines) == 1 and len(entries) == 1:
        line, entry = lines[0], entries[0]
        gap = gap_of(pool, lines, entries)
        near = _near(pool.theirs.cents[line], pool.ours.cents[entry])
        usual = usual_days(pool, line, entry)
        if strength in {"core", _LEARNED} and not usual:
            return  # a customer's own running number may be one of ours by accident
        if gap is None and ((near and strength != "core") or (strength == EXACT and usual)):
            gap = gaps.leftover(pool.theirs.cents[line], pool.ours.cents[entry])
        if gap is not None:
            sure = strength == EXACT or (strength != _LEARNED and gap.chance < 1 and (strength != "core" or usual))
            certainty = Certainty.CERTAIN if sure and not _perhaps_paid(pool, line, entry) else Certainty.LIKELY
            pool.take(Group((line,), (entry,), _RULE, certainty, gap=gap))
        return
    # Several rows: together when their sums differ by a typed gap, else each with the one that it resembles most.
    if len(lines) == 1 or len(entries) == 1:
        gap = gap_of(pool, lines, entries)
        if gap is not None and gap.reason is not Reason.AMOUNT_TYPO:
            pool.take(Group(tuple(lines), tuple(entries), _RULE, Certainty.LIKELY, gap=gap))
            return
    resembling = sorted(
        (gap.chance, line, entry)
        for line in lines
        for entry in entries
        if (gap := gap_of(pool, (line,), (entry,))) is not None
    )
    for _chance, line, entry in resembling:
        if line in pool.theirs.free and entry in pool.ours.free:
            gap = gap_of(pool, (line,), (entry,))
            pool.take(Group((line,), (entry,), _RULE, Certainty.LIKELY, unambiguous=False, gap=gap))


def _perhaps_paid(pool: Pool, line: int, entry: int) -> bool:
    """Whether what an open item shows less than its document may be a part of a payment that we have not set against it."""
    theirs, ours = pool.theirs.cents[line], pool.ours.cents[entry]
    return (
        pool.open_item
        and abs(theirs) < abs(ours)
        and any(
            (pool.ours.cents[k] > 0) != (ours > 0) and abs(pool.ours.cents[k]) >= abs(ours - theirs)
            for k in pool.ours.free
        )
    )


def _net(pool: Pool, lines: list[int], entries: list[int]) -> None:
    """An open item less what was paid on it, told with another amount."""
    lines = [line for line in lines if line in pool.theirs.free]
    entries = [entry for entry in entries if entry in pool.ours.free]
    if len(lines) != 1 or len(entries) < 2:
        return
    theirs, ours = pool.theirs.sum(lines), pool.ours.sum(entries)
    if ours and (theirs > 0) == (ours > 0):
        gap = gap_of(pool, lines, entries) or gaps.leftover(theirs, ours)
        pool.take(Group(tuple(lines), tuple(entries), _RULE, Certainty.LIKELY, gap=gap))


def gap_of(pool: Pool, lines: Sequence[int], entries: Sequence[int]) -> Gap | None:
    """Return the typed gap between the sums, None where they agree or differ without a pattern."""
    nature = likely_nature(pool.ours, entries[0], pool.role)
    text = " ".join((*(pool.theirs.texts[k] for k in lines), *(pool.ours.texts[k] for k in entries)))
    return gaps.typed(pool.theirs.sum(lines), pool.ours.sum(entries), nature, pool.yardstick, text)


def _slipped(pool: Pool, line: int, by_amount: Mapping[int, Sequence[int]]) -> bool:
    """Whether the line's amount stands under a number one slip away: then its own number is the mistake."""
    return any(
        entry in pool.ours.free and relation(pool, line, entry) is Relation.NEAR and usual_days(pool, line, entry)
        for entry in by_amount.get(pool.theirs.cents[line], ())
    )


def _near(one: int, other: int) -> bool:
    large, small = max(abs(one), abs(other)), min(abs(one), abs(other))
    return large <= _WIDEST * small
