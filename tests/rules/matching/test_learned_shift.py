"""Booking days are learned from sure pairs only."""

from __future__ import annotations

from rules.gaps import Nature
from rules.matching.learned_shift import learn
from rules.matching.same_reference import match
from rules.model.match import Certainty
from rules.pool import Group
from tests.rules.jotting import pool


def test_certain_pairs_teach_the_shift_and_the_span() -> None:
    found = pool("2026-03-05 - A-11 5.00\n2026-03-24 - A-12 6.00", "2026-03-02 - A-11 5.00\n2026-03-20 - A-12 6.00")
    match(found)
    learn(found)
    assert {3: 1, 4: 1} == dict(found.shift.counts[Nature.INVOICE])
    assert 20 == found.shift.span


def test_guesses_teach_nothing_and_learning_again_forgets() -> None:
    found = pool("2026-03-05 - A-11 5.00", "2026-03-02 - A-11 5.00")
    found.take(Group((0,), (0,), "guess", Certainty.LIKELY))
    learn(found)
    learn(found)
    assert {} == found.shift.counts
