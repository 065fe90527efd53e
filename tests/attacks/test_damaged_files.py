"""Papers that arrive damaged, in the file or inside one of its packed parts: each is read or told, and the next paper is read.

A small part of `benchmarks.fuzz`, always with the same seeds.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.support.hostile_files import codes, read
from tests.support.layouts import make_paper
from tests.support.mutating import mutated


@pytest.mark.parametrize("layout", ["ruled", "free zh", "xlsx typed", "csv zh"])
def test_no_damage_stops_a_reader_over_its_own_code(layout: str) -> None:
    paper = make_paper(layout, 6_000_000)
    for seed in range(8):
        content = mutated(paper.content, Random(seed))
        assert not {"reader_failed", "reader_crashed"} & codes(read(content, paper.name)), seed


def test_the_same_seed_does_the_same_damage_and_another_seed_another() -> None:
    content = make_paper("xlsx", 6_000_000).content
    assert mutated(content, Random(3)) == mutated(content, Random(3))
    assert len({mutated(content, Random(seed)) for seed in range(10)}) > 5
