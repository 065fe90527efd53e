"""Gutters: the upright white strips between the columns of a table's body, which part headings that are set close together."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from parsers.readers.words import TextLine, Word

_AMOUNT = re.compile(r"\d[.,]\d{2}(?!\d)|\d,\d{3}|^\d+$")


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip that hardly any word enters; `left` and `right` are where the words beside it usually end and begin."""

    x0: float
    x1: float


def gutters_of(lines: list[TextLine]) -> list[Gutter]:
    """Return the gutters of the lines that carry amounts; none where fewer than three lines speak."""
    telling = [
        line
        for line in lines
        if len(line.words) >= 3
        and any(_AMOUNT.search(word.text) for word in line.words)
        and not any(word.text.endswith((":", "：")) for word in line.words)
    ]
    if len(telling) < 3:
        return []
    spans = [(word.x0, word.x1) for line in telling for word in line.words]
    few = max(1, len(telling) // 5)  # a label or a note may run across
    edges = sorted({x for span in spans for x in span})
    begins = sorted(a for a, b in spans if a < b)
    ends = sorted(b for a, b in spans if a < b)
    gutters: list[Gutter] = []
    for x0, x1 in itertools.pairwise(edges):
        middle = (x0 + x1) / 2
        if bisect_left(begins, middle) - bisect_right(ends, middle) > few:
            continue
        if gutters and gutters[-1].x1 == x0:
            gutters[-1] = Gutter(gutters[-1].x0, x1)
        else:
            gutters.append(Gutter(x0, x1))
    return [gutter for gutter in gutters if gutter.x1 - gutter.x0 > 1.5]


def cut_at(phrase: list[Word], gutters: list[Gutter]) -> list[list[Word]]:
    """Split a phrase at the blanks that lie over a gutter: one blank a gutter, the one that lines up with a column's edge."""
    cuts: set[int] = set()
    for gutter in gutters:
        blanks = [
            index
            for index in range(1, len(phrase))
            if min(phrase[index].x0, gutter.x1) - max(phrase[index - 1].x1, gutter.x0) > 0.5
        ]
        if not blanks:
            continue
        cuts.add(
            min(blanks, key=lambda index: min(abs(phrase[index].x0 - gutter.x1), abs(phrase[index - 1].x1 - gutter.x0)))
        )
    pieces: list[list[Word]] = [[]]
    for index, word in enumerate(phrase):
        if index in cuts:
            pieces.append([])
        pieces[-1].append(word)
    return pieces
