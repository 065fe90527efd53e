"""Sheets lie in a scanner as they fall: a page without a header of its own is laid over the page before it.

The columns of the first page go on on the next ones. There the same columns end at the same places, but for a shift and a
slightly other size, which are found from where the figures end.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from parsers.readers.words import PageWords, Ruling, Word

_FIGURE = re.compile(r"[(\-+]?[^\w\s]?\d[\d.,']*[.,]\d{2}\)?-?")
_NEAR = 2.5
"""Points within which two columns end at the same place."""
_LEAST = 5

Edges = npt.NDArray[np.float64]


def laid_over(page: PageWords, before: PageWords | None) -> PageWords:
    """Return the page with its words shifted and stretched sideways, where only so its figures end as those of the page before."""
    if before is None:
        return page
    there, here = _ends(before), _ends(page)
    if len(there) < _LEAST or len(here) < _LEAST:
        return page
    scale = before.width / page.width if abs(before.width / page.width - 1) < 0.2 else 1.0
    as_it_is = _matching(here, there)
    found, stretched = (as_it_is, (1.0, 0.0))
    for stretch in scale * np.arange(0.96, 1.0401, 0.005):
        for shift in np.arange(-40.0, 40.1, 1.0):
            fit = _matching(here * stretch + shift, there)
            if fit > found:
                found, stretched = fit, (float(stretch), float(shift))
    if found[0] < 0.7 * len(here) or found[0] < 1.25 * as_it_is[0]:
        return page
    stretch, shift = stretched
    return PageWords(
        page.number,
        before.width,
        page.height,
        [_moved(word, stretch, shift) for word in page.words],
        [Ruling(rule.at, rule.start * stretch + shift, rule.end * stretch + shift) for rule in page.horizontals],
        [Ruling(rule.at * stretch + shift, rule.start, rule.end) for rule in page.verticals],
    )


def _ends(page: PageWords) -> Edges:
    return np.array([word.x1 for word in page.words if _FIGURE.fullmatch(word.text)])


def _matching(here: Edges, there: Edges) -> tuple[int, float]:
    """Return how many of the ends here are near one there, and how near (less is further away)."""
    away = np.abs(here[:, None] - np.unique(np.round(there))[None, :]).min(axis=1)
    near = away[away <= _NEAR]
    return len(near), -float(near.sum())


def _moved(word: Word, stretch: float, shift: float) -> Word:
    xs = tuple(x * stretch + shift for x in word.xs)
    return Word(word.text, word.x0 * stretch + shift, word.top, word.x1 * stretch + shift, word.bottom, word.base, xs)
