"""One picture of a page, read: words and drawn lines in points, in the page as it stands upright."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from parsers.document import Box
from parsers.readers.words import PageWords, Ruling, Word
from parsers.scans.engine import Picture, Quad, SeenText, cut_out, found_in, read_in
from parsers.scans.ink import cleaned, lines_drawn
from parsers.scans.lettering import ReadWord, words_of
from parsers.scans.levelling import levelled
from parsers.scans.script import in_one_script
from parsers.scans.upright import (
    quarter_turned,
    slant,
    stands_on_its_head,
    stands_sideways,
    straightened,
)

FAINT = 0.7
"""A letter of which the engine is less certain than this may be another."""
MAX_BOXES = 1500
"""More boxes of text do not stand on a page of a statement."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """`faint` are the boxes (points) of words whose letters may be others; `too_large`: more text than a page holds."""

    page: PageWords
    faint: tuple[Box, ...] = ()
    too_large: bool = False


def scanned_page(picture: Picture, number: int, points: float) -> ScannedPage:
    """Read a picture in colour or grey. `points` is the size of one pixel."""
    grey = cleaned(picture)
    grey = straightened(grey, -slant(grey))
    quads = found_in(grey)
    if stands_sideways(quads):
        grey = quarter_turned(grey, 1)
        grey = straightened(grey, -slant(grey))
        quads = found_in(grey)
    if quads and stands_on_its_head(grey, quads):
        grey = quarter_turned(grey, 2)
        quads = found_in(grey)
    height, width = grey.shape
    if len(quads) > MAX_BOXES:
        return ScannedPage(PageWords(number, width * points, height * points, []), too_large=True)
    quads = sorted(_apart(quads), key=lambda quad: (float(quad[0][1]), float(quad[0][0])))
    usual = median([float(quad[3][1] - quad[0][1]) for quad in quads]) if quads else 36.0
    drawn = lines_drawn(grey, round(2.2 * usual))
    ruled = drawn.mask.astype(np.uint8)
    read: list[ReadWord] = []
    for quad in quads:
        cut = cut_out(grey, quad)
        letters = read_in(cut)
        if letters:
            read.extend(words_of(SeenText(quad, letters), cut, cut_out(ruled, quad) > 0))
    read = in_one_script(_of_one_size(levelled(read, width)))
    page = PageWords(
        number,
        width * points,
        height * points,
        [_in_points(each.word, points) for each in read],
        [Ruling(at * points, start * points, end * points) for at, start, end in drawn.flat],
        [Ruling(at * points, start * points, end * points) for at, start, end in drawn.upright],
    )
    faint = tuple(_box(_in_points(each.word, points)) for each in read if each.sure < FAINT)
    return ScannedPage(page, faint)


def _in_points(word: Word, points: float) -> Word:
    return Word(
        word.text,
        word.x0 * points,
        word.top * points,
        word.x1 * points,
        word.bottom * points,
        word.base * points,
        tuple(x * points for x in word.xs),
    )


def _box(word: Word) -> Box:
    return (round(word.x0, 1), round(word.top, 1), round(word.x1, 1), round(word.bottom, 1))


def _apart(quads: list[Quad]) -> list[Quad]:
    """Part boxes that overlap on one line in the middle of their overlap: each was drawn wider than its text by as much."""
    boxes = sorted((quad.copy() for quad in quads), key=lambda quad: float(quad[:, 0].min()))
    for index, left in enumerate(boxes):
        for right in boxes[index + 1 :]:
            if right[:, 0].min() >= left[:, 0].max():
                break
            height = min(float(left[3, 1] - left[0, 1]), float(right[3, 1] - right[0, 1]))
            if abs(float(left[:, 1].mean() - right[:, 1].mean())) > 0.5 * height:
                continue
            end, begin = float((left[1, 0] + left[2, 0]) / 2), float((right[0, 0] + right[3, 0]) / 2)
            if 0 < end - begin < 1.5 * height and end < float(right[:, 0].max()) and begin > float(left[:, 0].min()):
                left[1:3, 0] -= (end - begin) / 2
                right[[0, 3], 0] += (end - begin) / 2
    return boxes


def _of_one_size(read: list[ReadWord]) -> list[ReadWord]:
    """Give words of one line the line's usual size where theirs is near it: a lone comma or capital says little of the type."""
    words = sorted((each.word for each in read), key=lambda word: word.base)
    bases = np.array([word.base for word in words])
    sizes = np.array([word.size for word in words])
    result = []
    for each in read:
        word = each.word
        first, last = np.searchsorted(bases, (word.base - 0.3 * word.size, word.base + 0.3 * word.size))
        usual = float(np.median(sizes[first:last])) if last > first else word.size
        if 0.6 < usual / word.size < 1.5:
            word = Word(
                word.text, word.x0, word.base - usual * 0.79, word.x1, word.base + usual * 0.21, word.base, word.xs
            )
        result.append(ReadWord(word, each.sure))
    return result
