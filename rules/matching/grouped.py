"""What is left after pairs: all hypotheses go into one pot, and the best is taken first.

One pot and not one after the other, because a fee here may explain what looks like a split there. A hit that chance explains
as well is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rules.matching import many_to_many, odd_amount, one_to_many
from rules.matching.candidate import Candidate
from rules.model.match import Certainty
from rules.pool import Group, Pool

_ACCEPT = 3.0  # nats
_STAYS_OVER = 3.5  # three rows in a hundred have no counterpart
_LIKELY = 5.0
_SURE = 8.0
_MARGIN = 4.0  # by how much the best must beat a rival that shares a row with it


def match(pool: Pool) -> None:
    """Score every hypothesis on what is free and take the best first."""
    if not pool.theirs.free or not pool.ours.free:
        return
    exact = [*one_to_many.hypotheses(pool), *many_to_many.hypotheses(pool)]
    candidates = [*exact, *_less_what_stays_over(exact, odd_amount.hypotheses(pool))]
    candidates.sort(key=lambda one: (-one.score, one.gap is not None, one.lines, one.entries))
    rivals = _rivals(candidates)
    for position, candidate in enumerate(candidates):
        if candidate.score < _ACCEPT:
            break
        if pool.theirs.free.issuperset(candidate.lines) and pool.ours.free.issuperset(candidate.entries):
            margin = candidate.score - rivals[position]
            pool.take(
                Group(
                    candidate.lines,
                    candidate.entries,
                    candidate.rule,
                    _certainty(candidate, margin),
                    unambiguous=margin >= _MARGIN,
                    plausible=candidate.sober,
                    gap=candidate.gap,
                )
            )


def _less_what_stays_over(exact: Sequence[Candidate], odd: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the odd pairs, those worth less that lie inside a sober group which adds up to the cent: they leave a row over."""
    groups: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for candidate in exact:
        if candidate.gap is None and candidate.sober:
            for key in candidate.rows():
                groups[key].append(candidate)
    for pair in odd:
        inside = any(
            set(pair.lines) <= set(group.lines) and set(pair.entries) <= set(group.entries)
            for key in pair.rows()
            for group in groups.get(key, ())
        )
        yield replace(pair, score=pair.score - _STAYS_OVER) if inside else pair


def _certainty(candidate: Candidate, margin: float) -> Certainty:
    if candidate.gap is None and candidate.score >= _SURE and margin >= _MARGIN and candidate.sober:
        return Certainty.CERTAIN
    return Certainty.LIKELY if candidate.score >= _LIKELY and margin > 1 else Certainty.SUGGESTED


def _rivals(candidates: Sequence[Candidate]) -> list[float]:
    """Return for each candidate the best score of another that shares a row with it."""
    best: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for position, candidate in enumerate(candidates):
        for key in candidate.rows():
            if len(best[key]) < 2:  # candidates come best first
                best[key].append((candidate.score, position))
    rivals = []
    for position, candidate in enumerate(candidates):
        others = [score for key in candidate.rows() for score, other in best[key] if other != position]
        rivals.append(max(others, default=0.0))
    return rivals
