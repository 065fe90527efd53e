"""The order in which matching rules are asked: what is surest first. Each takes its groups out of the pool."""

from __future__ import annotations

from collections.abc import Callable

from rules.matching import (
    across_the_period,
    by_amount,
    collective,
    folded_reference,
    grouped,
    learned_number,
    learned_shift,
    netting,
    nothing,
    open_amount,
    parts_habit,
    reference_gap,
    reference_sum,
    reversal,
    same_reference,
    settled,
)
from rules.pool import Pool

LADDER: tuple[Callable[[Pool], None], ...] = (
    same_reference.match,  # the same number and the same amount
    folded_reference.match,  # the same number after folding what scans, prefixes and leading zeros change
    learned_number.match,  # a number that stands for ours, as earlier statements showed, and the same amount
    reference_sum.match,  # one number, several rows on one side or both; lists of numbers
    across_the_period.match,  # the same number and amount, booked by us before the period or after the statement's date
    open_amount.match,  # an open item less what was paid on it, as our export says
    netting.match,  # an invoice shown less our credit notes
    reversal.match,  # a booking and its own reversal, seen by one side only
    learned_shift.learn,  # what the sure pairs say of the other side's booking days
    reference_gap.match,  # the same number, another amount
    by_amount.match_sure,  # the same amount at a usual distance of days, where no rival is in sight
    learned_shift.learn,  # payments often share no number: their days are learned here
    by_amount.match_sure,  # who is slow is slower than was believed at first: again, as far as the sure pairs reach
    learned_shift.learn,
    by_amount.match,  # the rest of these
    across_the_period.match_by_amount,
    grouped.match,  # several rows that add up, near misses, odd amounts: best hypothesis first
    reversal.match_left,  # the reversals of rows that only looked like one of the other side's
    collective.match,  # one invoice for the deliveries of a month
    settled.match,  # what our own books have settled, for a list of open items
    parts_habit.match,  # what stays in doubt of these is judged by the others
    by_amount.doubt,  # where one more row of the amount was taken for a part
    nothing.match,  # rows of zero: no money, no difference
)
