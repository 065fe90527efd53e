"""Pages of words become tables and lines."""

from __future__ import annotations

from parsers.readers.grid import reading_of
from parsers.readers.words import Ruling
from parsers.table import Reading
from tests.parsers.readers.test_header_words import page

HEADER = [(10.0, 100.0, "Date"), (80.0, 100.0, "Description"), (300.0, 100.0, "Amount"), (380.0, 100.0, "Balance")]
ROWS = [
    (10.0, 115.0, "01/03/26"), (80.0, 115.0, "Goods"), (300.0, 115.0, "100.00"), (380.0, 115.0, "100.00"),
    (10.0, 130.0, "02/03/26"), (80.0, 130.0, "Paid"), (300.0, 130.0, "-40.00"), (380.0, 130.0, "60.00"),
]  # fmt: skip


def rows(reading: Reading) -> list[tuple[str, ...]]:
    return [row.texts() for table in reading.tables for row in table.rows]


def test_the_table_ends_where_text_begins() -> None:
    reading = reading_of(
        [page((10, 50, "Statement"), *HEADER, *ROWS, (10, 200, "Thank you for your custom"))], "r", "d"
    )
    assert [("01/03/26", "Goods", "100.00", "100.00"), ("02/03/26", "Paid", "-40.00", "60.00")] == rows(reading)[1:]
    assert ["Statement", "Thank you for your custom"] == [line.text for line in reading.lines]


def test_a_box_under_the_table_is_text() -> None:
    box = [
        (100.0, 170.0, "Opening balance"),
        (300.0, 170.0, "Balance due"),
        (110.0, 184.0, "0.00"),
        (305.0, 184.0, "60.00"),
    ]
    reading = reading_of([page(*HEADER, *ROWS, *box)], "r", "d")
    assert 3 == len(rows(reading))
    assert ["Opening balance", "Balance due", "0.00", "60.00"] == [line.text for line in reading.lines]


def test_a_sentence_across_the_columns_is_text() -> None:
    sentence = (10.0, 145.0, "Balance due as of 31 March 2026 for all items above: 60.00 payable at once")
    reading = reading_of([page(*HEADER, *ROWS, sentence)], "r", "d")
    assert 3 == len(rows(reading))


def test_lines_between_two_rules_are_one_row() -> None:
    sheet = page(
        *HEADER,
        *ROWS[:4],
        (80, 126, "with a second line"),
        (10, 150, "02/03/26"),
        (80, 150, "Paid"),
        (300, 150, "-40.00"),
    )
    sheet.horizontals = [Ruling(y, 5, 420) for y in (104, 135, 156)]
    assert ("01/03/26", "Goods with a second line", "100.00", "100.00") == rows(reading_of([sheet], "r", "d"))[1]


def test_amounts_at_different_heights_of_one_box_are_one_row() -> None:
    sheet = page(
        *HEADER,
        (10, 120, "01/03/"), (10, 130, "2026"), (80, 117, "Invoice ACC-2025-"), (80, 133, "00042"),
        (300, 125, "100.00"), (380, 120, "USD"), (380, 130, "100.00"),
        (10, 155, "02/03/2026"), (80, 155, "Paid"), (300, 155, "-40.00"), (380, 155, "60.00"),
    )  # fmt: skip
    unruled = len(rows(reading_of([sheet], "r", "d")))
    sheet.horizontals = [Ruling(y, 5, 420) for y in (104, 142, 162)]
    sheet.verticals = [Ruling(x, 90, 162) for x in (5, 75, 290, 370, 420)]

    assert 3 < unruled
    assert [("01/03/ 2026", "Invoice ACC-2025-00042", "100.00", "USD 100.00")] == rows(reading_of([sheet], "r", "d"))[
        1:2
    ]


def test_a_page_without_words_gives_nothing() -> None:
    assert Reading("r") == reading_of([page()], "r", "d")


def test_a_row_set_so_tightly_that_it_is_one_phrase_is_a_row() -> None:
    """The words of a long description, a date and two amounts follow one another at a blank's distance."""
    row = (10.0, 130.0, "Goods returned and taken back on our account, boxes"), (269.0, 130.0, "02/03/26")
    sheet = page(
        (10, 100, "Description"), (270, 100, "Date"), (320, 100, "Amount"), (360, 100, "Balance"),
        (10, 115, "Goods"), (270, 115, "01/03/26"), (320, 115, "100.00"), (360, 115, "100.00"),
        *row, (316, 130, "-40.00"), (351, 130, "60.00"),
        (10, 145, "Goods"), (270, 145, "03/03/26"), (320, 145, "100.00"), (360, 145, "160.00"),
    )  # fmt: skip
    assert ("-40.00", "60.00") == rows(reading_of([sheet], "r", "d"))[2][-2:]


def test_a_box_of_ages_alone_on_the_next_page_is_no_row() -> None:
    ages = [(x, 50.0, text) for x, text in ((10, "Current"), (150, "1-30 days"), (300, "31-60 days"))]
    values = [(x, 62.0, text) for x, text in ((10, "10.00"), (150, "20.00"), (300, "30.00"))]
    reading = reading_of([page(*HEADER, *ROWS), page(*ages, *values)], "r", "d")
    assert 3 == len(rows(reading))


def test_words_of_a_description_that_sound_like_headings_begin_no_table() -> None:
    false = [(80.0, 130.0, "Payment details"), (190.0, 130.0, "Balance of order")]
    more = [(10.0, 145.0, "03/03/26"), (80.0, 145.0, "Paid"), (300.0, 145.0, "-10.00"), (380.0, 145.0, "50.00")]
    reading = reading_of([page(*HEADER, *ROWS[:4], *false, *more)], "r", "d")
    assert 1 == len(reading.tables)
    assert ("03/03/26", "Paid", "-10.00", "50.00") == rows(reading)[-1]


def test_pages_of_one_table_share_its_columns() -> None:
    """On the second page alone no number stands under "Debit", and a number under "Credit" begins left of its heading."""
    header = [(10.0, 100.0, "Date"), (200.0, 100.0, "Debit"), (270.0, 100.0, "Credit"), (380.0, 100.0, "Balance")]
    first = [
        item
        for i in range(6)
        for item in (
            (10.0, 115.0 + 12 * i, f"0{i + 1}/03/26"),
            (190.0 if i % 2 else 260.0, 115.0 + 12 * i, "1,200.00"),
            (375.0, 115.0 + 12 * i, "9,000.00"),
        )
    ]
    second = [(10.0, 115.0, "09/03/26"), (240.0, 115.0, "3,333,333.00"), (375.0, 115.0, "9,000.00")]
    reading = reading_of([page(*header, *first), page(*header, *second)], "r", "d")
    assert ("09/03/26", "", "3,333,333.00", "9,000.00") == rows(reading)[-1]
