"""Payments in parts over several days are sworn to where this counterparty's payments are seen in parts elsewhere as well.

Two receipts of ours that add up to one payment of theirs look like a receipt that they lost beside another that grew by it, however
rare the sum. One such sum may be that pair of errors; where the statement holds other payments in parts, about which there is no
doubt, it is the way in which one side keeps its books. Their rows are taken for the parts of our one receipt the more readily: ours
are compared with the bank's, so that none of ours grew by another.
"""

from __future__ import annotations

from dataclasses import replace

from rules.gaps import Nature, typed
from rules.matching.affinity import usual_days
from rules.matching.candidate import WIDER
from rules.matching.parts import names_a_part, of_one_kind
from rules.model.match import Certainty
from rules.pool import Group, Pool, likely_nature

_RULES = frozenset({"one_to_many", "many_to_many"})
_LONG_WEEKEND = 4  # days between two parts: banks rest from Friday to Tuesday
_SEEN = 1  # other payments in parts, of which there is no doubt
_SEEN_OF_OURS = 2  # the same, of ours in parts, before their one row is taken for two of ours
_SLIP = 4  # of two opposite slips each is seldom as large as a quarter of its amount
_ROUND = 5  # whole units


def match(pool: Pool) -> None:
    """Mark the groups as plausible that only the days of their parts, or as many rows on both sides, left in doubt."""
    doubtful = [k for k, group in enumerate(pool.groups) if _is_doubtful(group) and _may_be_parts(pool, group)]
    if not doubtful:
        return
    sure = [group for group in pool.groups if _is_sure(group) and _are_payments(pool, group)]
    of_ours = sum(len(group.lines) == 1 for group in sure)
    for position in doubtful:
        group = pool.groups[position]
        two_of_ours = len(group.lines) == 1 and len(group.entries) == 2
        if of_ours >= _SEEN_OF_OURS if two_of_ours else len(sure) >= _SEEN:
            pool.groups[position] = replace(group, plausible=True)


def _is_doubtful(group: Group) -> bool:
    return group.rule in _RULES and group.gap is None and not group.plausible and group.certainty is Certainty.LIKELY


def _is_sure(group: Group) -> bool:
    in_parts = bool(group.lines and group.entries) and len(group.lines) + len(group.entries) > 2
    return (
        in_parts
        and group.gap is None
        and (group.certainty is Certainty.CERTAIN or (group.rule in _RULES and group.plausible))
    )


def _are_payments(pool: Pool, group: Group) -> bool:
    """Whether all is money paid. Of invoices it matters which is which; of money only how much came."""
    return all(
        likely_nature(side, k, pool.role) is Nature.PAYMENT
        for side, rows in ((pool.theirs, group.lines), (pool.ours, group.entries))
        for k in rows
    )


def _may_be_parts(pool: Pool, group: Group) -> bool:
    lines, entries = group.lines, group.entries
    return (
        _are_payments(pool, group)
        and of_one_kind(pool, lines, entries)
        and not names_a_part(pool, lines, entries)
        and all(usual_days(pool, line, entry, WIDER) for line in lines for entry in entries)
        and _within_days(pool.theirs.days, lines)
        and _within_days(pool.ours.days, entries)
        and not (len(lines) == len(entries) and _like_slips(pool, group))
    )


def _within_days(days: list[int | None], rows: tuple[int, ...]) -> bool:
    known = [day for k in rows if (day := days[k]) is not None]
    return len(known) == len(rows) and max(known) - min(known) <= _LONG_WEEKEND


def _like_slips(pool: Pool, group: Group) -> bool:
    """Whether a row here is one there with a slip in it: small beside it, a round amount, or of a known pattern."""
    for line in group.lines:
        for entry in group.entries:
            theirs, ours = pool.theirs.cents[line], pool.ours.cents[entry]
            gap = abs(theirs - ours)
            if _SLIP * gap <= max(abs(theirs), abs(ours)) or gap % (_ROUND * pool.scale) == 0:
                return True
            if typed(theirs, ours, Nature.PAYMENT, pool.yardstick) is not None:
                return True
    return False
