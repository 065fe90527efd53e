"""Columns are told from the rows where headings touch, overhang or stand askew."""

from __future__ import annotations

from parsers.headings import Heading
from parsers.readers.body_columns import layout_by_body
from parsers.readers.columns_of_words import Layout
from parsers.readers.words import lines_of
from tests.parsers.readers.test_header_words import page


def layout(head: list[tuple[float, float, str]], *rows: tuple[tuple[float, str], ...]) -> Layout | None:
    sheet = page(*head, *[(x, 120.0 + 12 * number, text) for number, row in enumerate(rows) for x, text in row])
    lines = lines_of(sheet.words)
    heads = len({base for _, base, _ in head})
    return layout_by_body(lines[:heads], lines[heads:], [])


def test_headings_that_touch_are_parted_where_the_rows_part() -> None:
    """ "Buchungsdatum Vorgang": a blank between two headings, of which the vocabulary knows one."""
    head = [(10.0, 100.0, "Datum Vorgangserklärung"), (250.0, 100.0, "Betrag")]
    rows = [
        ((10.0, f"0{i}.10.26"), (55.0, text), (250.0, f"{i}00,00"))
        for i, text in enumerate(("Ware", "Zahlung erhalten", "Fracht und Ware", "Ware", "Rechnung"), 1)
    ]
    found = layout(head, *rows)
    assert found is not None
    assert [Heading.DATE, None, Heading.AMOUNT] == [cell.heading for cell in found.cells]


def test_one_date_of_three_words_is_one_column() -> None:
    head = [(10.0, 100.0, "Entry Dt"), (120.0, 100.0, "Invoice No"), (250.0, 100.0, "Amount")]
    rows = [((10.0, f"0{i} May 2025"), (120.0, f"SI00{i}"), (250.0, f"{i}00.00")) for i in range(1, 6)]
    found = layout(head, *rows)
    assert found is not None
    assert ["Entry Dt", "Invoice No", "Amount"] == [cell.text for cell in found.cells]


def test_a_heading_over_nothing_keeps_its_column() -> None:
    head = [(10.0, 100.0, "Date"), (80.0, 100.0, "Reference"), (160.0, 100.0, "Debit"), (250.0, 100.0, "Credit")]
    rows = [((10.0, f"0{i}/05/25"), (80.0, f"SI00{i}"), (250.0, f"{i}00.00")) for i in range(1, 6)]
    found = layout(head, *rows)
    assert found is not None
    assert [Heading.DATE, Heading.REFERENCE, Heading.DEBIT, Heading.CREDIT] == [cell.heading for cell in found.cells]


def test_too_few_rows_tell_nothing() -> None:
    assert layout([(10.0, 100.0, "Date"), (80.0, 100.0, "Amount")], ((10.0, "01/05/25"), (80.0, "5.00"))) is None
