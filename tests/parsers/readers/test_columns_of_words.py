"""Borders between columns, from headings and from what stands beneath."""

from __future__ import annotations

from parsers.headings import Heading
from parsers.readers.columns_of_words import layout_of
from parsers.readers.header_words import headers_of
from parsers.readers.words import Ruling, lines_of
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


def test_columns_ruled_cell_by_cell_within_a_frame_are_parted_there() -> None:
    sheet = page(
        (10, 100, "Date"), (100, 100, "VAT"), (160, 100, "Amount"),
        (10, 115, "01/03/26"), (120, 115, "1.52"), (190, 115, "11.70"),
        (10, 130, "02/03/26"), (120, 130, "0.55"), (190, 130, "14.20"),
    )  # fmt: skip
    lines = lines_of(sheet.words)
    frame = [Ruling(5, 90, 134), Ruling(250, 90, 134)]
    cells = [Ruling(at, y, y + 13) for at in (90, 158) for y in (91, 106, 121)]
    layout = layout_of(headers_of(lines, sheet)[0], lines[1:], [*frame, *cells])
    assert [90, 158] == layout.borders


def test_marks_beside_a_balance_belong_to_it() -> None:
    header: Texts = [(10, 100, "Date"), (100, 100, "Debit"), (200, 100, "Closing Bal")]
    rows: Texts = [
        (10, 115, "01/03/26"), (100, 115, "120.00"), (205, 115, "120.00"), (245, 115, "DR"),
        (10, 130, "02/03/26"), (105, 130, "10.00"), (205, 130, "130.00"), (245, 130, "DR"),
        (10, 145, "03/03/26"), (105, 145, "20.00"), (205, 145, "150.00"), (245, 145, "DR"),
    ]  # fmt: skip
    assert ["01/03/26", "120.00", "120.00 DR"] == laid(header, rows)[0]


def test_whole_amounts_that_text_follows_closely_keep_their_column() -> None:
    header: Texts = [
        (10, 100, "Date"),
        (100, 100, "Dr"),
        (160, 100, "CR"),
        (220, 100, "BALANCE"),
        (260, 100, "Particulars"),
    ]
    rows: Texts = [
        (10, 115, "01/03/26"), (85, 115, "2,487"), (230, 115, "2,487 Spare parts"),
        (10, 130, "02/03/26"), (80, 130, "26,335"), (225, 130, "28,822 Steel fixings 250 pcs"),
        (10, 145, "03/03/26"), (85, 145, "1,000"), (225, 145, "29,822 Goods"),
        (10, 160, "04/03/26"), (145, 160, "2,000"), (225, 160, "27,822 Payment"),
    ]  # fmt: skip
    assert ["01/03/26", "2,487", "", "2,487", "Spare parts"] == laid(header, rows)[0]
    assert ["04/03/26", "", "2,000", "27,822", "Payment"] == laid(header, rows)[3]


def test_what_stands_in_brackets_heads_no_column() -> None:
    header: Texts = [(10, 100, "Date"), (100, 100, "Net Amount"), (200, 100, "Amount (local)")]
    rows: Texts = [
        (10, 115, "01/03/26"), (110, 115, "9.30"), (205, 115, "66.25"),
        (10, 130, "02/03/26"), (110, 130, "6.50"), (205, 130, "46.30"),
        (240, 160, "43.20"), (240, 175, "64.42"),
    ]  # fmt: skip
    assert ["01/03/26", "9.30", "66.25"] == laid(header, rows)[0]
