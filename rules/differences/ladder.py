"""The order in which what is left is explained: the particular reasons first, "missing" last, so that nothing stays without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rules.differences import duplicate, missing, named, other_account, prior_period, timing, typed_gap
from rules.differences.rest import Rest
from rules.model.difference import Difference

LADDER: tuple[Callable[[Rest], Iterable[Difference]], ...] = (
    typed_gap.explain,  # rows that belong together and differ in amount or number
    timing.explain_later,  # lines whose entry of ours is dated after the statement
    prior_period.explain,  # the opening balances
    duplicate.explain,  # a row that repeats a matched one
    named.explain,  # rows that say themselves what they are: a fee, a discount, a tax
    other_account.explain,  # posted to another account of ours
    timing.explain,  # near the cut-off
    missing.explain,  # all the rest
)
