"""A row as it is seen gives its texts column by column."""

from __future__ import annotations

from parsers.statements.seen_row import RowKind, SeenRow
from tests.parsers.statements.tables import PLACE


def test_the_text_of_columns_joins_what_continues_them_in_the_order_asked_for() -> None:
    row = SeenRow(0, RowKind.LINE, (), PLACE, texts={1: ["Goods", "second line"], 3: ["PO 7"]})

    assert "PO 7 Goods second line" == row.text((3, 2, 1))
    assert (float("inf"), float("-inf")) == (row.cells_top(), row.cells_bottom())
