"""One document, several statements."""

from __future__ import annotations

from parsers.document import Place
from parsers.statements.sections import sections_of
from parsers.table import Cell, Reading, Row, Table
from tests.parsers.statements.tables import reading, section

HEAD = "Date|Ref|Amount|Balance\n"


def test_a_sheet_with_titles_gives_one_section_and_its_text() -> None:
    sections, leading = sections_of(reading("Acme Ltd|||\nAccount: C1|||\n" + HEAD + "2026-03-01|A-1|1.00|1.00"))
    assert (1, 1) == (len(sections), len(sections[0].rows))
    assert ["Acme Ltd", "Account: C1"] == [spot.text for spot in sections[0].spots] == [spot.text for spot in leading]


def test_an_opening_after_a_closing_with_lines_begins_another_statement() -> None:
    one = "|Opening balance||0.00\n2026-03-01|A-1|1.00|1.00\n|Closing balance||1.00\n"
    assert 2 == len(sections_of(reading(HEAD + one + one))[0])
    assert 1 == len(sections_of(reading(HEAD + one + "|Opening balance||0.00"))[0])


def test_each_sheet_is_a_section() -> None:
    sheet = HEAD + "2026-03-01|A-1|1.00|1.00"
    found = sections_of(reading(sheet, "Worauf|Wieso\nx|y", sheet))[0]
    assert 2 == len(found)


def paged(*pages: list[list[str]], accounts: tuple[str, ...] = ()) -> Reading:
    tables, lines = [], []
    for number, rows in enumerate(pages, 1):
        made = tuple(
            Row(
                tuple(
                    Cell(
                        text,
                        Place(
                            document="d", reader="t", page=number, box=(i * 50, 100 + 12 * k, i * 50 + 40, 110 + 12 * k)
                        ),
                    )
                    for i, text in enumerate(row)
                )
            )
            for k, row in enumerate(rows)
        )
        tables.append(Table(made, "t", page=number))
    for number, account in enumerate(accounts, 1):
        lines.append(Cell(account, Place(document="d", reader="t", page=number, box=(0, 50, 80, 60))))
    return Reading("t", tuple(tables), tuple(lines))


TOP = ["Date", "Ref", "Amount", "Balance"]


def test_a_header_repeated_on_the_next_page_goes_on() -> None:
    found = sections_of(
        paged([TOP, ["2026-03-01", "A-1", "1.00", "1.00"]], [TOP, ["2026-03-02", "A-2", "1.00", "2.00"]])
    )[0]
    assert [2] == [len(made.rows) for made in found]


def test_another_account_on_the_next_page_is_another_statement() -> None:
    pages = ([TOP, ["2026-03-01", "A-1", "1.00", "1.00"]], [TOP, ["2026-03-02", "A-2", "1.00", "2.00"]])
    assert 2 == len(sections_of(paged(*pages, accounts=("Account no: C1", "Account no: C2")))[0])
    assert 1 == len(sections_of(paged(*pages, accounts=("Account no: C1", "Account no: C1")))[0])


def test_a_carry_joins_pages_whose_headings_differ() -> None:
    first = [TOP, ["2026-03-01", "A-1", "1.00", "1.00"], ["", "Carried forward", "", "1.00"]]
    second = [
        ["Dt", "No", "Amount", "Balance"],
        ["", "Brought forward", "", "1.00"],
        ["2026-03-02", "A-2", "1.00", "2.00"],
    ]
    assert 1 == len(sections_of(paged(first, second))[0])


def test_boxes_slips_and_ageing_stand_beside_the_table() -> None:
    text = (
        HEAD
        + "2026-03-01|A-1|1.00|1.00\nCurrent|1-30 days|31-60 days|Over 60 days\n1.00|0.00|0.00|0.00\nPlease pay by return|||\nCredit limit:|50.00||"
    )
    made = section(text)
    assert 1 == len(made.rows)
    assert {"Current", "Please pay by return", "Credit limit:"} <= {spot.text for spot in made.spots}


def test_an_opening_balance_beneath_the_last_line_begins_a_box() -> None:
    rows = [TOP, ["2026-03-01", "A-1", "1.00", "1.00"], ["", "Total", "1.00", ""]]
    box = [["", "", "Opening balance", "0.00"], ["", "", "Closing balance", "1.00"]]
    made = sections_of(paged([*rows, ["", "Opening balance", "", "0.00"], ["", "Closing balance", "", "1.00"]]))[0][0]
    assert (2, ["Opening balance", "0.00", "Closing balance", "1.00"]) == (
        len(made.rows),
        [spot.text for spot in made.spots],
    )
    assert 2 == len(sections_of(paged([*rows, *box]))[0][0].rows)


def test_another_opening_under_other_headings_begins_another_statement() -> None:
    first = [TOP, ["2026-03-01", "A-1", "1.00", "1.00"]]
    second = [
        ["Dt", "No", "Amount", "Balance"],
        ["", "Brought forward", "", "150.00"],
        ["2026-03-02", "A-2", "1.00", "151.00"],
    ]
    assert 2 == len(sections_of(paged(first, second))[0])
