"""Borders between columns, from headings and from what stands beneath."""

from __future__ import annotations

from parsers.headings import Heading
from parsers.readers.columns_of_words import is_money, layout_of, money_phrases
from parsers.readers.header_words import headers_of
from parsers.readers.words import TextLine, lines_of
from tests.parsers.readers.test_header_words import page

Texts = list[tuple[float, float, str]]


def laid(header: Texts, rows: Texts) -> list[list[str]]:
    sheet = page(*header, *rows)
    lines = lines_of(sheet.words)
    layout = layout_of(headers_of(lines, sheet)[0], lines[1:], [])
    result = []
    for line in lines[1:]:
        cells = [""] * len(layout.cells)
        for word in line.words:
            at = layout.column_at(word.middle)
            cells[at] = f"{cells[at]} {word.text}".strip()
        result.append(cells)
    return result


def test_shapes_of_amounts() -> None:
    for text in [
        "1,234.50",
        "1.234,50",
        "1 234,50",
        "(12.00)",
        "12.00-",
        "12.00 CR",
        "£5.00",
        "１２．００",
        "USD 7.50",
    ]:
        assert is_money(text), text
    for text in ["INV-12", "01/03/2026", "0.00 17,026.30", "12", "M8 x 40"]:
        assert not is_money(text), text
    assert is_money("12,345", whole=True)


def test_amounts_set_close_together_are_two() -> None:
    line: TextLine = lines_of(page((10, 100, "-46,777.00 10,936.00 CR")).words)[0]
    assert [1, 2] == [len(found) for found in money_phrases(line, whole=False)]


def test_long_descriptions_keep_out_of_the_amount_column() -> None:
    header: Texts = [(10, 100, "Date"), (70, 100, "Description"), (300, 100, "Debit"), (360, 100, "Credit")]
    rows: Texts = [
        (10, 115, "01/03/26"), (70, 115, "Steel fixings and other very long words"), (298, 115, "120.00"),
        (10, 130, "02/03/26"), (70, 130, "Paid"), (360, 130, "120.00"),
    ]  # fmt: skip
    assert [
        ["01/03/26", "Steel fixings and other very long words", "120.00", ""],
        ["02/03/26", "Paid", "", "120.00"],
    ] == laid(header, rows)


def test_headings_set_left_over_figures_set_right_keep_their_columns() -> None:
    header: Texts = [(10, 100, "Date"), (100, 100, "Debit"), (184, 100, "Credit"), (268, 100, "Balance")]
    rows: Texts = [
        (10, 115, "01/03/26"), (150, 115, "120.00"), (318, 115, "120.00"),
        (10, 130, "02/03/26"), (234, 130, "120.00"), (328, 130, "0.00"),
    ]  # fmt: skip
    assert [["01/03/26", "120.00", "", "120.00"], ["02/03/26", "", "120.00", "0.00"]] == laid(header, rows)


def test_one_heading_over_two_bands_of_figures_is_split() -> None:
    sheet = page(
        (10, 100, "Date"),
        (100, 100, "发生额 余额"),
        (10, 115, "01/03/26"),
        (95, 115, "10.00"),
        (124, 115, "20.00"),
        (10, 130, "02/03/26"),
        (95, 130, "10.00"),
        (124, 130, "30.00"),
    )
    lines = lines_of(sheet.words)
    header = next(h for h in headers_of(lines, sheet))
    layout = layout_of(header, lines[1:], [])
    assert [Heading.DATE, Heading.AMOUNT, Heading.BALANCE] == [cell.heading for cell in layout.cells]
