"""Neighbours."""

from __future__ import annotations

from parsers.document import Place
from parsers.statements.sections import Section
from parsers.statements.surroundings import below, beside, rows_outside
from parsers.table import Cell, Row
from tests.parsers.statements.tables import section, spot


def test_the_nearest_on_the_line_and_the_nearest_beneath() -> None:
    label, value, far, under = spot("Total"), spot("1.00", 60), spot("2.00", 160), spot("3.00", 5, 14)
    everything = [label, value, far, under]
    assert value is beside(label, everything)
    assert under is below(label, everything)


def test_another_key_or_another_page_is_no_value() -> None:
    label = spot("Account")
    assert beside(label, [label, spot("Currency", 60)]) is None
    assert beside(label, [label, spot("C1", 60, part=2)]) is None
    assert below(label, [label, spot("C1", 0, 90)]) is None


def test_a_line_of_text_that_looks_like_a_row_is_told() -> None:
    columns = section("Date|Ref|Amount\n2026-03-01|A|1.00").columns
    row = Row(
        tuple(
            Cell(text, Place(document="d", reader="t", page=1, box=(0, 100, 9, 110)))
            for text in ("2026-03-01", "A", "1.00")
        )
    )
    row_like = [spot("2026-03-02", 0, 300), spot("INV-2", 100, 300), spot("20.00", 200, 300)]
    label = [spot("2026-03-31", 0, 320), spot("Closing balance", 100, 320), spot("21.00", 200, 320)]
    above = [spot("2026-03-02", 0, 20), spot("INV-2", 100, 20), spot("20.00", 200, 20)]
    tight = [spot("6", 0, 340), spot("06/02/2024 F364", 20, 340), spot("958,931 CR 1,371,510 CR", 200, 340)]
    one = [spot("7 10/02/2024 F371 Pallet delivery 10/02/2024 89.83", 0, 360)]
    wordy = [spot("Payment is due on 30/04/2026, 1,200.00 in all.", 0, 380), spot("Page 1", 200, 380)]
    made = Section(columns, [row], [1], spots=[*row_like, *label, *above, *tight, *one, *wordy])
    assert [row_like[0], tight[0], one[0]] == rows_outside(made)
