"""Stamps grow pale and red figures stay; shadows go; only lines that make a table are lines."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.scans.ink import cleaned, lines_drawn, printed
from tests.parsers.scans.papers import page


def test_a_stamp_is_taken_away_and_the_figures_under_it_stay() -> None:
    clean = page()
    stamped = clean.copy()
    cv2.circle(stamped, (1200, 450), 150, (40, 40, 215), 8)
    under = np.where(clean.mean(axis=2) < 100)
    stamped[under] = clean[under]  # red ink over black print is still dark

    grey = cleaned(stamped)

    ring = (stamped[:, :, 2] > 180) & (stamped[:, :, 0] < 90)
    assert ring.sum() > 3000
    assert grey[ring].mean() > 240
    assert grey[under].mean() < 90


def test_a_figure_printed_in_red_is_no_stamp() -> None:
    paper = np.full((1200, 900, 3), 255, dtype=np.uint8)
    for y in range(100, 1100, 60):
        cv2.putText(paper, "-1,234.50", (300, y), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 230), 3)

    grey = cleaned(paper)

    assert grey.min() < 100


def test_a_shadow_over_the_page_is_evened() -> None:
    shaded = (page() * np.linspace(0.5, 1, page().shape[1])[None, :, None]).astype(np.uint8)

    grey = cleaned(shaded)

    blank = page().mean(axis=2) > 250
    assert np.percentile(grey[blank], 2) > 225


def test_an_even_page_is_left_as_it_is() -> None:
    grey = np.asarray(cv2.cvtColor(page(), cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    assert np.array_equal(grey, cleaned(grey))


def test_light_letters_on_a_dark_ground_are_ink() -> None:
    cut = np.full((40, 200), 40, dtype=np.uint8)
    cut[10:30, 50:60] = 240
    assert (200, 20) == (int(printed(cut).sum()), int(printed(cut)[:, 55].sum()))


def test_a_grid_is_seen_and_a_stroke_here_and_there_is_not() -> None:
    grid = np.full((600, 800), 255, dtype=np.uint8)
    for y in (100, 200, 300, 400):
        cv2.line(grid, (50, y), (750, y + 3), 0, 2)
    cv2.line(grid, (400, 100), (400, 400), 0, 2)

    drawn = lines_drawn(grid, 80)

    assert 4 == len(drawn.flat)
    assert all(abs(at - y) < 6 for (at, _, _), y in zip(drawn.flat, (100, 200, 300, 400), strict=True))
    assert [] == drawn.upright
    assert drawn.mask[300, 400]
