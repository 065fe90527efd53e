"""A page seen from aside is laid flat."""

from __future__ import annotations

from parsers.readers.words import Word
from parsers.scans.lettering import ReadWord
from parsers.scans.levelling import levelled

WIDTH = 1600


def table(*, fall: float = 0.0, turn: float = 0.0, lean: float = 0.0) -> list[ReadWord]:
    """Twelve rows of five columns; `fall` of the lines, changing by `turn` down the page, and `lean` of the columns."""
    words = []
    for row in range(12):
        for column in range(5):
            y = 200.0 + 60 * row
            x = 150.0 + 300 * column + lean * (y - 530)
            base = y + (fall + turn * y) * (x - WIDTH / 2)
            words.append(ReadWord(Word("1,234.50", x, base - 20, x + 120, base + 5, base, (x, x + 60)), 1.0))
    return words


def spread(values: list[float]) -> float:
    return max(values) - min(values)


def test_lines_that_fall_differently_come_level() -> None:
    flat = levelled(table(fall=0.004, turn=0.00001), WIDTH)
    for row in range(12):
        assert spread([each.word.base for each in flat[5 * row : 5 * row + 5]]) < 1.5


def test_columns_that_lean_stand_straight() -> None:
    straight = levelled(table(lean=0.02), WIDTH)
    for column in range(5):
        assert spread([each.word.x0 for each in straight[column::5]]) < 1.5


def test_a_flat_page_stays_as_it_is() -> None:
    before = table()
    after = levelled(before, WIDTH)
    assert all(abs(a.word.base - b.word.base) < 0.01 for a, b in zip(before, after, strict=True))
    assert all(abs(a.word.x0 - b.word.x0) < 0.01 for a, b in zip(before, after, strict=True))


def test_a_few_words_tell_no_slant() -> None:
    few = table(fall=0.01)[:5]
    assert few == levelled(few, WIDTH)
