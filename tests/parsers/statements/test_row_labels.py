"""What rows are called."""

from __future__ import annotations

from parsers.statements.labels import Label
from parsers.statements.row_labels import row_label
from tests.parsers.statements.tables import section


def test_a_row_is_called_by_its_words_and_not_by_its_figures() -> None:
    made = section("Date|Ref|Description|Amount\n2026-03-31||Closing balance|5.00\n|INV-1|Closing works|5.00")
    assert [Label.CLOSING, None] == [row_label(row, made.columns) for row in made.rows]


def test_cells_that_say_the_same_in_their_own_words_name_the_row() -> None:
    made = section(
        "Date|Ref|Details|Debit|Balance|Ref|Amount\n2026-03-01|O/Bal|Balance brought forward|5.00|5.00|O/Bal|5.00"
        "\n2026-03-02|O/Bal|Goods|5.00|10.00|A-1|5.00"
    )
    assert [Label.OPENING, None] == [row_label(row, made.columns) for row in made.rows]


def test_a_label_may_begin_under_the_date() -> None:
    made = section("Date|Ref|Amount|Balance\nOpening|balance||5.00\nClosing|balance||5.00")
    assert [Label.OPENING, Label.CLOSING] == [row_label(row, made.columns) for row in made.rows]
