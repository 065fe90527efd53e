"""Words with boxes on a page, and the text lines they form: the shared geometry of all readers that see paper.

Coordinates are points, origin top left, y downwards, in the page as a person sees it. Where the words came from (a PDF's
character boxes, a second PDF library, later a scan) makes no difference here.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

WIDE_GAP = 0.9
"""A gap wider than this share of the letter height separates two phrases; a blank is about a quarter of it."""


@dataclass(slots=True)
class Word:
    """Letters without a blank between them. `xs` holds each letter's left edge, so that a fused word can be cut."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float  # the y of the line that the letters stand on
    xs: tuple[float, ...] = ()
    tinted: bool = False  # printed in a strong colour, as seals are and red figures too

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def cut(self, x: float) -> tuple[Word, Word] | None:
        """Return both halves of the word at the letter edge nearest to `x`; None where it cannot be cut there."""
        if len(self.xs) != len(self.text) or not self.x0 < x < self.x1:
            return None
        at = min(range(1, len(self.xs)), key=lambda i: abs(self.xs[i] - x), default=0)
        if at == 0:
            return None
        edge = self.xs[at]
        left = Word(self.text[:at], self.x0, self.top, edge, self.bottom, self.base, self.xs[:at])
        right = Word(self.text[at:], edge, self.top, self.x1, self.bottom, self.base, self.xs[at:])
        return left, right

    def joined(self, after: Word) -> Word:
        """Return both as one word on this one's line; `after` stands to its right."""
        return Word(
            self.text + after.text,
            self.x0,
            min(self.top, after.top),
            after.x1,
            max(self.bottom, after.bottom),
            self.base,
            self.xs + after.xs,
        )


@dataclass(slots=True)
class Ruling:
    """A straight drawn line. A horizontal one lies at `at` = y from `start` to `end` in x; a vertical one likewise."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageWords:
    """One page: its words in any order, and its rulings where they were cheap to get."""

    number: int  # 1-based
    width: float
    height: float
    words: list[Word]
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)


@dataclass(slots=True)
class TextLine:
    """Words that stand on one line, from left to right."""

    words: list[Word]
    spaced: bool = False  # its words were letter-spaced: their blanks are wide as well
    amounts: dict[bool, list[list[Word]]] = field(
        default_factory=dict, repr=False, compare=False
    )  # worked out once as well
    _phrases: dict[float, list[list[Word]]] = field(default_factory=dict, repr=False, compare=False)

    def phrases(self, wide: float = WIDE_GAP) -> list[list[Word]]:
        """Return the line's phrases, worked out once: every later step asks for them again."""
        found = self._phrases.get(wide)
        if found is None:
            found = self._phrases[wide] = phrases_of(self.words, wide)
        return found

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def text(self) -> str:
        """The line's text; two blanks stand where the gap separates phrases, so that labels and values stay apart."""
        return "  ".join(text_of(phrase) for phrase in self.phrases())


def lines_of(words: list[Word]) -> list[TextLine]:
    """Group words into lines from top to bottom: equal baselines within a third of the letter height."""
    if len(words) == 1:
        return [TextLine(words[:])]
    lines: list[list[Word]] = []
    bases: list[float] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        if lines and abs(bases[-1] - word.base) <= 0.33 * min(word.size, lines[-1][0].size):
            lines[-1].append(word)
            # the line's baseline follows its words slowly, so that slight skew does not break it
            bases[-1] += (word.base - bases[-1]) / len(lines[-1])
        else:
            lines.append([word])
            bases.append(word.base)
    result = []
    for line in lines:
        words_of_line = sorted(line, key=lambda word: (word.x0, word.x1))
        closed = _closed_up(words_of_line)
        result.append(TextLine(closed, spaced=len(closed) < len(words_of_line)))
    return result


def _closed_up(words: list[Word]) -> list[Word]:
    """Join letter-spaced words: runs of single letters with gaps as even as a typesetter makes them."""
    if sum(1 for word in words if len(word.text) == 1 and word.text.isalpha()) < 4:
        return words
    gaps = [
        after.x0 - before.x1
        for before, after in itertools.pairwise(words)
        if _lone(before) and _lone(after) and after.x0 - before.x1 < 1.2 * before.size
    ]
    if len(gaps) < 3:
        return words
    usual = sorted(gaps)[len(gaps) // 3]
    result: list[Word] = []
    lone = False
    for word in words:
        before = result[-1] if result else None
        if before is not None and lone and _lone(word) and word.x0 - before.x1 <= 1.35 * usual + 0.05 * word.size:
            result[-1] = before.joined(word)
        else:
            result.append(word)
        lone = _lone(word)
    return result


def _lone(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalpha() and not is_wide(word.text)


def phrases_of(words: list[Word], wide: float = WIDE_GAP) -> list[list[Word]]:
    """Split the words of a line where the gap is wider than `wide` letter heights."""
    phrases: list[list[Word]] = []
    for word in words:
        if phrases and word.x0 - phrases[-1][-1].x1 <= wide * min(word.size, phrases[-1][-1].size):
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases


def text_of(words: list[Word]) -> str:
    """Join words with blanks; letters of scripts without blanks that touch are joined without one."""
    if len(words) == 1:
        return words[0].text
    parts: list[str] = []
    for before, word in zip([None, *words], words, strict=False):
        if before is not None:
            touching = word.x0 - before.x1 < 0.12 * min(word.size, before.size)
            if not (touching and (is_wide(before.text[-1]) or is_wide(word.text[0]))):
                parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def is_wide(letter: str) -> bool:
    """Whether the letter belongs to a script written without blanks (Han, kana, their punctuation)."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\uff00" <= letter <= "\uff60"
