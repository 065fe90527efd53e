"""A page comes upright however it lay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from parsers.scans.upright import (
    quarter_turned,
    slant,
    stands_on_its_head,
    stands_sideways,
    straightened,
)
from tests.parsers.scans.papers import page

GREY = np.asarray(cv2.cvtColor(page(), cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def rotated(angle: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    height, width = GREY.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1)  # cv2 turns counterclockwise
    return np.asarray(cv2.warpAffine(GREY, matrix, (width, height), borderValue=255), dtype=np.uint8)


@pytest.mark.parametrize("angle", [-4.3, -1.2, 0.0, 0.6, 3.1])
def test_lines_that_fall_to_the_right_are_told_to_a_tenth_of_a_degree(angle: float) -> None:
    assert abs(angle - slant(rotated(angle))) < 0.12


def test_straightened_by_its_slant_a_page_has_none() -> None:
    crooked = rotated(2.0)
    assert abs(slant(straightened(crooked, -slant(crooked)))) < 0.12


def test_blank_paper_has_no_slant() -> None:
    assert 0.0 == slant(np.full((800, 600), 255, dtype=np.uint8))


def test_four_quarter_turns_are_none() -> None:
    assert np.array_equal(GREY, quarter_turned(quarter_turned(GREY, 3), 1))


def box(x: float, y: float, width: float, height: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], dtype=np.float32)


def test_text_that_runs_up_the_page_stands_sideways() -> None:
    assert stands_sideways([box(0, 0, 20, 200), box(50, 0, 20, 300), box(90, 0, 40, 20)])
    assert not stands_sideways([box(0, 0, 200, 20), box(0, 50, 300, 20), box(0, 90, 20, 40)])


def test_a_page_upside_down_reads_better_turned() -> None:
    height, width = GREY.shape
    quads = [box(100, 55, 470, 50), box(100, 140, 230, 40), box(100, 180, 470, 45)]
    upside_down = quarter_turned(GREY, 2)
    there = [box(width - quad[2][0], height - quad[2][1], *(quad[2] - quad[0])) for quad in quads]

    assert not stands_on_its_head(GREY, quads)
    assert stands_on_its_head(upside_down, there)
