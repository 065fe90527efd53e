"""Which line is which entry among rows of one amount: the choice of pairs whose weights add up to most.

Rows of one kind keep the order of their days on both sides, so they are aligned as two texts are. Where kinds travel in
opposite directions (they know of their payment first, we of our credit note) the order is none, and every choice is open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

_CROWD = 250_000  # cells of the alignment; beyond it each row takes its nearest
_OPEN = 60  # rows of a side for which every choice is looked at; the work grows with their third power
_VETO = -1e9
_HARDLY = 1e-6  # nats: less is no gain

Weights = dict[tuple[int, int], float]
Pairs = list[tuple[int, int]]


def aligned(lines: Sequence[int], entries: Sequence[int], weights: Weights) -> Pairs:
    """Return the pairs, in the order of days on both sides, whose weights add up to most. Both are in order of their days."""
    if len(lines) == 1 and len(entries) == 1:
        pair = (lines[0], entries[0])
        return [pair] if weights.get(pair, _VETO) > 0 else []
    if len(lines) * len(entries) > _CROWD:
        return _nearest(weights)
    width = len(entries) + 1
    best = [[0.0] * width for _ in range(len(lines) + 1)]
    for row, line in enumerate(lines, start=1):
        above, here = best[row - 1], best[row]
        for column, entry in enumerate(entries, start=1):
            here[column] = max(above[column], here[column - 1], above[column - 1] + weights.get((line, entry), _VETO))
    pairs, row, column = [], len(lines), len(entries)
    while row and column:
        # Where two assignments are worth the same, the earlier row is paired: the later one is the one too many.
        if best[row][column] == best[row - 1][column]:
            row -= 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            pairs.append((lines[row - 1], entries[column - 1]))
            row, column = row - 1, column - 1
    return sorted(pairs)


def crossed(lines: Sequence[int], entries: Sequence[int], weights: Weights) -> Pairs:
    """Return the pairs in any order, where that is worth more than the best in the order of days."""
    pairs = aligned(lines, entries, weights)
    if min(len(lines), len(entries)) < 2 or max(len(lines), len(entries)) > _OPEN:
        return pairs
    free = _assigned(lines, entries, weights)
    return free if _worth(free, weights) > _worth(pairs, weights) + _HARDLY else pairs


def _worth(pairs: Pairs, weights: Weights) -> float:
    return math.fsum(weights[pair] for pair in pairs)


def _nearest(weights: Weights) -> Pairs:
    pairs: Pairs = []
    lines: set[int] = set()
    entries: set[int] = set()
    for (line, entry), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0 and line not in lines and entry not in entries:
            pairs.append((line, entry))
            lines.add(line)
            entries.add(entry)
    return sorted(pairs)


def _assigned(lines: Sequence[int], entries: Sequence[int], weights: Weights) -> Pairs:
    """The assignment problem by shortest augmenting paths (Kuhn, Munkres); a row may stay alone at no cost."""
    wide = len(entries) + len(lines)  # for each line one column of its own, where it stays alone
    cost = [[-weights.get((line, entry), _VETO) for entry in entries] + [0.0] * len(lines) for line in lines]
    of_row, of_column = [0.0] * (len(lines) + 1), [0.0] * (wide + 1)
    taken_by, way = [0] * (wide + 1), [0] * (wide + 1)
    for row in range(1, len(lines) + 1):
        taken_by[0], column = row, 0
        least, seen = [math.inf] * (wide + 1), [False] * (wide + 1)
        while taken_by[column]:
            seen[column] = True
            current, step, following = taken_by[column], math.inf, 0
            costs = cost[current - 1]
            for other in range(1, wide + 1):
                if seen[other]:
                    continue
                reduced = costs[other - 1] - of_row[current] - of_column[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(wide + 1):
                if seen[other]:
                    of_row[taken_by[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            taken_by[column] = taken_by[way[column]]
            column = way[column]
    return sorted(
        (lines[taken_by[column] - 1], entries[column - 1])
        for column in range(1, len(entries) + 1)
        if taken_by[column] and weights.get((lines[taken_by[column] - 1], entries[column - 1]), _VETO) > 0
    )
