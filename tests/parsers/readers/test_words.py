"""Words form lines, lines form phrases."""

from __future__ import annotations

from dataclasses import replace

from parsers.readers.words import Word, lines_of, phrases_of, text_of


def word(text: str, x0: float, base: float = 100.0, *, step: float = 5.0) -> Word:
    xs = tuple(x0 + step * i for i in range(len(text)))
    return Word(text, x0, base - 8, x0 + step * len(text), base + 2, base, xs)


def test_words_on_one_baseline_form_a_line_from_left_to_right() -> None:
    lines = lines_of([word("b", 50), word("a", 10), word("c", 10, 120)])
    assert [["a", "b"], ["c"]] == [[found.text for found in line.words] for line in lines]


def test_a_wide_gap_separates_phrases() -> None:
    found = phrases_of([word("Closing", 0), word("balance", 38), word("12.00", 120)])
    assert ["Closing balance", "12.00"] == [text_of(phrase) for phrase in found]


def test_a_fused_word_is_cut_at_the_letter_nearest_to_the_border() -> None:
    halves = word("5.35220.13", 0).cut(21)
    assert halves is not None
    assert ("5.35", "220.13") == (halves[0].text, halves[1].text)
    assert word("a", 0).cut(2) is None
    assert word("abc", 0).cut(99) is None


def test_letter_spaced_words_are_closed_up() -> None:
    letters = [word(letter, 9.0 * i) for i, letter in enumerate("DATE")]
    line = lines_of([*letters, word("Amount", 90)])[0]
    assert ["DATE", "Amount"] == [found.text for found in line.words]
    assert line.spaced


def test_han_letters_that_touch_are_joined_without_a_blank() -> None:
    assert "期末余额" == text_of([word("期末", 0), word("余额", 10)])
    assert "a b" == text_of([word("a", 0), word("b", 9)])


def test_words_that_are_joined_stand_where_both_stood() -> None:
    before, after = replace(word("Nr.", 0), xs=(0.0, 3.0, 6.0)), replace(word("7", 9), top=-1.0, xs=(9.0,))
    joined = before.joined(after)
    assert ("Nr.7", 0.0, -1.0, after.x1, (0.0, 3.0, 6.0, 9.0)) == (
        joined.text,
        joined.x0,
        joined.top,
        joined.x1,
        joined.xs,
    )
