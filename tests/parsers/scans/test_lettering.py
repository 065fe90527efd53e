"""Words are cut where the ink leaves a blank, and numbers never at their points."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from parsers.scans.engine import Letter, SeenText
from parsers.scans.lettering import words_of

SCALE = 1.0


def drawn(
    *parts: str, gap: int = 30, pitch: int | None = None
) -> tuple[SeenText, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """Draw parts with `gap` pixels between them, one letter after another, and say what an engine would: no blanks at all."""
    placed: list[tuple[str, int, int]] = []
    x = 10
    for part in parts:
        for letter in part:
            (width, _), _ = cv2.getTextSize(letter, cv2.FONT_HERSHEY_SIMPLEX, SCALE, 2)
            placed.append((letter, x, width))
            x += width if pitch is None else pitch
        x += gap
    cut = np.full((46, x), 255, dtype=np.uint8)
    for letter, left, _ in placed:
        cv2.putText(cut, letter, (left, 34), cv2.FONT_HERSHEY_SIMPLEX, SCALE, 0, 2)
    letters = tuple(Letter(letter, (left + width / 2) / x, 0.99) for letter, left, width in placed)
    quad = np.array([(100, 200), (100 + x, 200), (100 + x, 246), (100, 246)], dtype=np.float32)
    return SeenText(quad, letters), cut


@pytest.mark.parametrize(
    "parts",
    [
        ("Bank", "transfer", "received"),
        ("2026-03-02", "INV-1021"),
        ("1,275.40", "12.50"),
        ("1,234,567.89",),
        ("02.03.2026",),
        ("-50.00",),
    ],
)
def test_words_are_what_the_blanks_leave(parts: tuple[str, ...]) -> None:
    seen, cut = drawn(*parts)
    assert list(parts) == [each.word.text for each in words_of(seen, cut)]


def test_a_point_set_in_a_wide_cell_does_not_cut_an_amount() -> None:
    seen, cut = drawn("58.70", pitch=30)
    assert ["58.70"] == [each.word.text for each in words_of(seen, cut)]


def test_full_width_figures_are_one_number() -> None:
    letters, x = [], 10
    cut = np.full((46, 420), 255, dtype=np.uint8)
    for letter in "合计585323.63元":
        wide = not letter.isdigit() and letter != "."
        left, right = (x + 1, x + 31) if wide else (x + 8, x + 12) if letter == "." else (x + 9, x + 23)
        cut[8:38, left:right] = 0 if letter != "." else 255
        cut[34:38, left:right] = 0
        letters.append(Letter(letter, (left + right) / 2 / 420, 0.99))
        x += 32
    quad = np.array([(0, 0), (420, 0), (420, 46), (0, 46)], dtype=np.float32)

    assert ["合计585323.63元"] == [each.word.text for each in words_of(SeenText(quad, tuple(letters)), cut)]


def test_typewritten_words_are_told_by_the_empty_cell() -> None:
    seen, cut = drawn("Mar", "31,", "2025", gap=22, pitch=22)
    assert ["Mar", "31,", "2025"] == [each.word.text for each in words_of(seen, cut)]


def test_each_letter_has_its_left_edge_in_the_picture() -> None:
    seen, cut = drawn("INV-1021")
    word = words_of(seen, cut)[0].word
    assert len(word.xs) == len(word.text)
    assert list(word.xs) == sorted(word.xs)
    assert 100 <= word.x0 < word.x1 <= 100 + cut.shape[1]
    assert abs(word.base - 234) < 4


def test_ink_that_nobody_read_belongs_to_no_letter() -> None:
    seen, cut = drawn("94288.70")
    wide = np.full((46, cut.shape[1] + 60), 255, dtype=np.uint8)
    wide[:, 60:] = cut
    wide[20:24, 4:14] = 0  # a dash in the next column
    letters = tuple(
        Letter(letter.text, (letter.at * cut.shape[1] + 60) / wide.shape[1], letter.sure) for letter in seen.letters
    )
    quad = seen.quad.copy()
    quad[1:3, 0] += 60

    word = words_of(SeenText(quad, letters), wide)[0].word

    assert abs(word.x0 - 170) < 6


def test_a_dash_close_before_a_number_makes_it_uncertain() -> None:
    seen, cut = drawn("-94288.70")
    without = SeenText(seen.quad, seen.letters[1:])  # the minus was overlooked
    assert words_of(seen, cut)[0].sure > 0.9
    assert 0.0 == words_of(without, cut)[0].sure


def test_what_the_engine_confuses_in_chinese_is_put_right() -> None:
    quad = np.array([(0, 0), (400, 0), (400, 40), (0, 40)], dtype=np.float32)
    cut = np.full((40, 400), 255, dtype=np.uint8)
    cut[8:32:2, 5:395] = 0

    def words(text: str) -> list[str]:
        letters = tuple(Letter(letter, (i + 0.5) / len(text), 0.99) for i, letter in enumerate(text))
        return [each.word.text for each in words_of(SeenText(quad, letters), cut)]

    def read(text: str) -> str:
        return "".join(words(text))

    assert ["银行收款单", "收-3836"] == words("银行收款单收-3836")
    assert "6月1日–2024年" == read("6月1日一2024年")
    assert "一月" == read("一月")
    assert "贷方" == read("货方")
