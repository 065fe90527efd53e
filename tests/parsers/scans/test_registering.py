"""The next sheet lay a little differently; its columns are those of the first."""

from __future__ import annotations

from random import Random

from parsers.readers.words import PageWords, Word
from parsers.scans.registering import laid_over


def page(
    number: int, *, shift: float = 0.0, stretch: float = 1.0, ends: tuple[float, ...] = (400, 480, 560)
) -> PageWords:
    random = Random(number)
    words = []
    for row in range(12):
        y = 100 + 20 * row
        words.append(Word(f"INV-{row}", 50 * stretch + shift, y - 8, 90 * stretch + shift, y + 2, y))
        for end in random.sample(ends, 2):
            x1 = end * stretch + shift
            words.append(Word("1,234.50", x1 - 40, y - 8, x1, y + 2, y))
    return PageWords(number, 595, 842, words)


def test_a_sheet_that_lay_aside_is_shifted_back() -> None:
    straight, aside = page(2), page(2, shift=17)
    laid = laid_over(aside, page(1))
    assert all(abs(a.x1 - b.x1) < 3 for a, b in zip(straight.words, laid.words, strict=True))


def test_a_photo_from_nearer_is_shrunk() -> None:
    straight, near = page(2), page(2, stretch=1.03, shift=-9)
    laid = laid_over(near, page(1))
    assert all(abs(a.x1 - b.x1) < 3.5 for a, b in zip(straight.words, laid.words, strict=True))


def test_a_page_that_lies_right_or_is_another_table_stays() -> None:
    lies_right, other = page(2), page(2, ends=(150, 333, 371, 415))
    assert lies_right is laid_over(lies_right, page(1))
    assert other is laid_over(other, page(1, ends=(400, 560)))
    assert other is laid_over(other, None)
