"""Rows whose cells stand at different heights, on paper as a browser prints it: cells set in the middle of a tall row."""

from __future__ import annotations

from parsers.readers.grid import reading_of
from parsers.readers.words import PageWords
from parsers.statements.assemble import statements_of
from parsers.statements.statement import Statement, Verdict
from tests.parsers.readers.test_header_words import page

HEADER = [
    (10.0, 100.0, "Date"),
    (80.0, 100.0, "Type"),
    (180.0, 100.0, "Details"),
    (300.0, 100.0, "Amount"),
    (380.0, 100.0, "Balance"),
]


def read(*pages: PageWords) -> Statement:
    for number, sheet in enumerate(pages, 1):
        sheet.number = number
    found = statements_of(reading_of(pages, "r", "d"), "d").statements
    assert 1 == len(found)
    return found[0]


def tall(y: float, date: str, kind: str, detail: str, amount: str, balance: str) -> list[tuple[float, float, str]]:
    """A row whose date, kind and details take two lines each, its amounts one line between them."""
    columns = [(10.0, date), (80.0, kind), (180.0, detail)]
    upper = [(x, y, text.split("|")[0]) for x, text in columns]
    lower = [(x, y + 10, text.split("|")[1]) for x, text in columns if "|" in text]
    return [*upper, *lower, (300.0, y + 5, amount), (380.0, y + 5, balance)]


def test_a_framing_row_wrapped_around_its_amounts_is_the_opening_balance() -> None:
    statement = read(
        page(
            *HEADER,
            *tall(116, "01 Oct|2025", "***Opening|Balance***", "", "100.00", "100.00"),
            *tall(142, "03 Oct|2025", "Invoice|sent", "INV-4401|due later", "250.00", "350.00"),
            *tall(168, "05 Oct|2025", "Payment|made", "30117|by bank", "-100.00", "250.00"),
        )
    )
    assert statement.opening is not None
    assert ("100.00", Verdict.PROVEN) == (str(statement.opening.amount), statement.proof.verdict)
    assert ["250.00", "-100.00"] == [str(line.amount) for line in statement.lines]


def test_a_row_that_goes_on_over_the_page_keeps_its_date_and_its_number() -> None:
    rest = tall(44, "07 Oct|2025", "Invoice|sent", "INV-4409|due later", "75.00", "325.00")
    statement = read(
        page(
            *HEADER,
            *tall(116, "03 Oct|2025", "Invoice|sent", "INV-4401|due later", "250.00", "250.00"),
        ),
        page(*rest, *tall(70, "09 Oct|2025", "Invoice|sent", "INV-4413|due later", "5.00", "330.00")),
    )
    assert ["INV-4401", "INV-4409", "INV-4413"] == [line.references[0] for line in statement.lines]
    assert ["2025-10-03", "2025-10-07", "2025-10-09"] == [str(line.date) for line in statement.lines]


def test_a_number_broken_at_its_hyphen_by_the_end_of_the_page_is_whole() -> None:
    second = page(
        (180, 48, "0077"), (10, 60, "09.10.2025"), (180, 60, "INV-4413"), (300, 60, "5.00"), (380, 60, "255.00")
    )
    statement = read(
        page(*HEADER, (10, 116, "03.10.2025"), (180, 116, "INV-2025-"), (300, 116, "250.00"), (380, 116, "250.00")),
        second,
    )
    assert ["INV-2025-0077", "INV-4413"] == [line.references[0] for line in statement.lines]


def test_a_word_over_a_group_of_lines_is_no_part_of_the_first_number() -> None:
    statement = read(
        page(
            *HEADER,
            (180, 106, "SI"),
            (10, 116, "03.10.2025"),
            (180, 116, "90006339"),
            (300, 116, "250.00"),
            (380, 116, "250.00"),
        )
    )
    assert ("90006339",) == statement.lines[0].references


def test_where_some_gaps_tell_the_line_below_the_others_follow() -> None:
    rows: list[tuple[float, float, str]] = []
    y = 120.0
    for number, wide in enumerate((20.0, 14.0, 20.0), 1):
        y += wide
        rows.append((180.0, y, f"INV-{number}00{number} Goods"))
        y += 13
        rows += [
            (10.0, y, f"0{number}/03/26"),
            (180.0, y, "in parcels"),
            (300.0, y, "10.00"),
            (380.0, y, f"{number}0.00"),
        ]
    found = read(page(*HEADER, (10, 118, "01/03/26"), (180, 118, "Opening balance"), (380, 118, "0.00"), *rows))
    assert [f"INV-{n}00{n} Goods in parcels" for n in (1, 2, 3)] == [line.description for line in found.lines]


def test_a_framing_label_that_goes_on_beneath_is_one() -> None:
    head = [(10.0, 100.0, "S.No"), (60.0, 100.0, "Date"), *HEADER[2:]]
    opening = [(10.0, 115.0, "Balance"), (60.0, 115.0, "01/03/26"), (380.0, 115.0, "66.20"), (10.0, 127.0, "b/f")]
    line = [
        (10.0, 142.0, "1"),
        (60.0, 142.0, "02/03/26"),
        (180.0, 142.0, "Goods"),
        (300.0, 142.0, "5.00"),
        (380.0, 142.0, "71.20"),
    ]
    statement = read(page(*head, *opening, *line))
    assert statement.opening is not None
    assert ("66.20", 1) == (str(statement.opening.amount), len(statement.lines))
