"""What slant is left after a page was turned as a whole: in a photo it differs from place to place.

A line's words get one base, and a column's words one edge. Both falls change evenly over the page, so that each is fitted as a plane to
what neighbours show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parsers.readers.words import Word
from parsers.scans.lettering import ReadWord

_LEAST_PAIRS = 12
_STEEPEST = 0.06
_SAME = 0.006
"""Falls that differ by less show the same slant."""


@dataclass(frozen=True, slots=True)
class _Fall:
    """The rise in one direction over a step in the other, at a place on the page."""

    x: float
    y: float
    slope: float
    length: float


@dataclass(frozen=True, slots=True)
class _Plane:
    """slope = level + across * x + down * y"""

    level: float = 0.0
    across: float = 0.0
    down: float = 0.0


def levelled(read: list[ReadWord], width: int) -> list[ReadWord]:
    """Return the words (in pixels) as if the page lay flat. `width` is the picture's."""
    middle = width / 2
    lines = _fitted(_along_lines(read), middle)
    read = [_lowered(each, lines, middle) for each in read]
    columns = _fitted(_along_columns(read), middle)
    height = max((each.word.base for each in read), default=0.0) / 2
    return [_shifted(each, columns, middle, height) for each in read]


def _fitted(falls: list[_Fall], middle: float) -> _Plane:
    """Fit a plane to the falls that most others agree with; flat where too few do."""
    if len(falls) < _LEAST_PAIRS:
        return _Plane()
    slopes = np.array([fall.slope for fall in falls])
    at = np.array([(1.0, fall.x - middle, fall.y) for fall in falls])
    weight = np.array([fall.length for fall in falls])
    kept = np.abs(slopes - _most_common(slopes)) < 4 * _SAME
    fitted = np.zeros(3)
    for _ in range(4):
        if kept.sum() < _LEAST_PAIRS:
            return _Plane()
        fitted, *_ = np.linalg.lstsq(at[kept] * weight[kept, None], slopes[kept] * weight[kept], rcond=None)
        rest = np.abs(at @ fitted - slopes)
        kept = rest <= max(0.0015, min(_SAME, 2.0 * float(np.median(rest[kept]))))
    level, across, down = (float(value) for value in fitted)
    return _Plane(level, across, down)


def _most_common(slopes: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    counts = [int((np.abs(slopes - slope) < _SAME).sum()) for slope in slopes]
    return float(slopes[int(np.argmax(counts))])


def _lowered(each: ReadWord, plane: _Plane, middle: float) -> ReadWord:
    word = each.word
    x = word.middle - middle
    down = plane.level * x + plane.across * x * x / 2 + plane.down * word.base * x
    moved = Word(word.text, word.x0, word.top - down, word.x1, word.bottom - down, word.base - down, word.xs)
    return ReadWord(moved, each.sure)


def _shifted(each: ReadWord, plane: _Plane, middle: float, height: float) -> ReadWord:
    word, y = each.word, each.word.base

    def straight(x: float) -> float:
        return (
            x
            - plane.level * (y - height)
            - plane.across * (x - middle) * (y - height)
            - plane.down * (y * y - height * height) / 2
        )

    xs = tuple(straight(x) for x in word.xs)
    return ReadWord(Word(word.text, straight(word.x0), word.top, straight(word.x1), word.bottom, y, xs), each.sure)


def _along_lines(read: list[ReadWord]) -> list[_Fall]:
    """Pair words that stand beside each other on one line, far enough apart to show its fall."""
    words = sorted((each.word for each in read), key=lambda word: word.x0)
    falls = []
    for index, before in enumerate(words):
        size = before.size
        best: Word | None = None
        for after in words[index + 1 :]:
            away = after.middle - before.middle
            if away < 3 * size or after.x0 < before.x1:
                continue
            if away > 30 * size:
                break
            level = abs(after.base - before.base) < 0.45 * size
            alike = 0.75 < after.size / size < 1.33
            if level and alike and (best is None or after.x0 < best.x0):
                best = after
        if best is not None:
            away = best.middle - before.middle
            falls.append(
                _Fall(
                    (before.middle + best.middle) / 2,
                    (before.base + best.base) / 2,
                    (best.base - before.base) / away,
                    away,
                )
            )
    return falls


def _along_columns(read: list[ReadWord]) -> list[_Fall]:
    """Pair words that begin, or end, below one another."""
    falls = []
    for edge in ("x0", "x1"):
        words = sorted((each.word for each in read), key=lambda word: word.base)
        for index, above in enumerate(words):
            x = getattr(above, edge)
            for below in words[index + 1 :]:
                away = below.base - above.base
                if away < 1.2 * above.size:
                    continue
                if away > 12 * above.size:
                    break
                aside = getattr(below, edge) - x
                if abs(aside) <= _STEEPEST * away + 2:
                    falls.append(_Fall(x + aside / 2, above.base + away / 2, aside / away, away))
    return falls
