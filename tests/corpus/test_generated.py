"""A few made-up papers of each layout through the real recogniser: the small, repeatable part of benchmarks/extraction.py."""

from __future__ import annotations

import pytest

from parsers.document import Document
from parsers.recognise import recognise
from tests.support import layouts, other_papers
from tests.support.scoring import Score, scored

_OTHER_PROGRAMS = frozenset({"chromium", "calc", "xls", "ods", "text"})
_NAMES = [
    name for name, layout in layouts.LAYOUTS.items() if layout.producer not in _OTHER_PROGRAMS and name != "very long"
]
SEED = 20260331


def read(name: str, seed: int = SEED) -> Score:
    paper = other_papers.make_paper(name, seed) if name in other_papers.KINDS else layouts.make_paper(name, seed)
    return scored(paper, recognise(Document(paper.name, paper.content)))


@pytest.mark.parametrize("name", _NAMES)
def test_no_made_up_statement_is_called_proven_and_read_wrongly(name: str) -> None:
    score = read(name)

    assert not score.is_wrongly_proven, [fault.text for fault in score.faults]


@pytest.mark.parametrize("name", layouts.SPOILED)
def test_a_contradiction_on_the_paper_is_never_proven(name: str) -> None:
    score = read(name)

    assert score.is_right, [fault.text for fault in score.faults]


@pytest.mark.parametrize("name", other_papers.KINDS)
def test_what_is_no_statement_gives_none(name: str) -> None:
    score = read(name)

    assert score.is_right, [fault.text for fault in score.faults]
