"""Pieces of text with their places."""

from __future__ import annotations

from parsers.statements.spots import spots_of_line, spots_of_row
from parsers.table import Cell, Row
from tests.parsers.statements.tables import PLACE


def test_a_line_without_geometry_is_parted_at_wide_gaps() -> None:
    spots = spots_of_line(Cell("Account: C1  Currency: EUR", PLACE), 0, 3.0, 0)
    assert ["Account: C1", "Currency: EUR"] == [spot.text for spot in spots]
    assert spots[0].x1 < spots[1].x0


def test_full_width_figures_of_a_row_become_plain() -> None:
    assert ["12.00"] == [spot.text for spot in spots_of_row(Row((Cell("", PLACE), Cell("１２．００", PLACE))), 0, 1.0)]
