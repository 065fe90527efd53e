"""A whole picture becomes words where they stood, and lines where they were drawn."""

from __future__ import annotations

import numpy as np
import pytest

from parsers.readers.words import lines_of
from parsers.scans.page import scanned_page
from tests.parsers.scans.papers import RIGHT, ROWS, page
from tests.support.scanned_papers import crooked

POINTS = 72 / 200


@pytest.mark.slow
def test_a_crooked_noisy_page_gives_its_lines_with_amounts_where_they_were_printed() -> None:
    read = scanned_page(crooked(page(), np.random.default_rng(3)), 1, POINTS)

    texts = [line.text.replace(" ", "") for line in lines_of(read.page.words)]
    assert all("".join(row).replace(" ", "") in texts for row in ROWS)
    ended = {word.text for word in read.page.words if abs(word.x1 - RIGHT[5]) < 8}
    assert {row[5] for row in ROWS} <= ended
    assert all(len(word.xs) == len(word.text) for word in read.page.words)


def test_an_empty_page_has_no_words() -> None:
    read = scanned_page(np.full((900, 700, 3), 252, dtype=np.uint8), 4, POINTS)
    assert (4, [], ()) == (read.page.number, read.page.words, read.faint)
    assert (252.0, 324.0) == (round(read.page.width, 1), round(read.page.height, 1))
