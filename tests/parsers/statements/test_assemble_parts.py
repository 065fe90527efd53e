"""One paper in several parts through the room: its pages, sheets, currencies and hidden rows."""

from __future__ import annotations

import pytest

from parsers.readers.grid import reading_of
from parsers.statements.assemble import statements_of
from parsers.statements.statement import Verdict
from tests.parsers.readers.test_header_words import page
from tests.parsers.statements.tables import LEDGER, amounts, assembled, statement


def test_hidden_rows_count_when_the_arithmetic_says_so() -> None:
    rows = LEDGER.strip()
    assert Verdict.PROVEN is statement(rows, hidden=(2,)).proof.verdict
    ghost = rows.replace("2026-03-05", "2026-03-04 | INV-X | Ghost | 1.00 | | 151.00\n2026-03-05")
    found = statement(ghost, hidden=(3,))
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


def test_two_currencies_in_a_column_are_two_statements() -> None:
    found = assembled(
        "Date|Invoice no|Currency|Outstanding\n2026-03-01|A-100|EUR|5.00\n2026-03-02|A-101|USD|7.00\n|Total|EUR|5.00\n|Total|USD|7.00"
    ).statements
    assert [("EUR", "5.00"), ("USD", "7.00")] == [(s.currency, str(s.lines[0].amount)) for s in found]


def test_one_account_twice_in_a_file_is_not_believed() -> None:
    half = "Date|Ref|Amount|Balance\n|Opening balance||0.00\n2026-03-01|A-100|5.00|5.00\n|Closing balance||5.00\n"
    result = assembled(half, half)
    assert "sections_open" in [problem.code for problem in result.problems]
    assert {Verdict.UNPROVEN} == {found.proof.verdict for found in result.statements}


def test_missing_pages_are_said_and_unproven() -> None:
    result = assembled(LEDGER, lines=("Page 1 of 3",))
    assert Verdict.PROVEN is result.statements[0].proof.verdict  # a sheet has no pages to count
    assert () == result.problems


def test_a_second_table_of_dates_and_amounts_that_was_not_read_is_told() -> None:
    other = "Wann|Wieviel|Reference|Quantity\n2026-03-01|1.00|A|1\n2026-03-02|2.00|B|1"
    result = assembled(
        LEDGER, "Date|Quantity|Unit price|Amount\n2026-03-01|1|1.00|1.00\n2026-03-02|1|2.00|2.00", lines=("Invoice",)
    )
    assert "sections_open" in [problem.code for problem in result.problems]
    assert Verdict.UNPROVEN is result.statements[0].proof.verdict
    assert Verdict.PROVEN is assembled(LEDGER, other.replace("Wieviel|", "x|")).statements[0].proof.verdict


def test_an_ageing_word_of_the_slip_under_the_account_is_no_balance_of_it() -> None:
    found = statement(LEDGER + " | | Overdue | | | 20.00\n | | Current | | | 10.00\n")
    assert (["50.00", "-120.00"], Verdict.PROVEN) == (amounts(found), found.proof.verdict)


PRINTED = [
    (10.0, 100.0, "Date"), (80.0, 100.0, "Reference"), (300.0, 100.0, "Amount"), (380.0, 100.0, "Balance"),
    (80.0, 115.0, "Opening balance"), (380.0, 115.0, "10.00"),
    (10.0, 130.0, "01.03.2026"), (80.0, 130.0, "A-1"), (300.0, 130.0, "5.00"), (380.0, 130.0, "15.00"),
    (10.0, 145.0, "02.03.2026"), (80.0, 145.0, "A-2"), (300.0, 145.0, "7.00"), (380.0, 145.0, "22.00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "codes"),
    [
        ("*** CONTINUED ***", 200.0, {"pages_missing"}),
        ("*** CONTINUED ***", 60.0, set()),  # from the page before, or a word of the title
        ("Page 2 of 2", 60.0, {"pages_missing"}),
        ("Page 1 of 1", 60.0, set()),
    ],
)
def test_a_part_of_a_paper_is_said_to_be_one(text: str, at: float, codes: set[str]) -> None:
    found = statements_of(reading_of([page(*PRINTED, (150.0, at, text))], "r", "d"), "d")
    assert codes == {problem.code for problem in found.problems}
    assert (Verdict.UNPROVEN if codes else Verdict.PROVEN) is found.statements[0].proof.verdict


MONTH = """
日期 | 单号 | 摘要 | 送货金额 | 付款金额 | 欠款余额
 | | 上月结余 | | | {0}.00
2026-0{1}-06 | CK{1}1 | 送货 | 5.00 | | {2}.00
2026-0{1}-25 | | 付款 | | 1.00 | {3}.00
"""


def test_a_sheet_for_each_month_is_a_statement_for_each() -> None:
    found = assembled(MONTH.format(3, 1, 8, 7), MONTH.format(7, 2, 12, 11))
    assert [Verdict.PROVEN, Verdict.PROVEN] == [statement.proof.verdict for statement in found.statements]


def test_two_sheets_that_do_not_follow_each_other_may_be_one_statement() -> None:
    found = assembled(MONTH.format(3, 1, 8, 7), MONTH.format(4, 2, 9, 8))
    assert [Verdict.UNPROVEN, Verdict.UNPROVEN] == [statement.proof.verdict for statement in found.statements]
    same_month = assembled(MONTH.format(3, 1, 8, 7), MONTH.format(7, 1, 12, 11))
    assert [Verdict.UNPROVEN, Verdict.UNPROVEN] == [statement.proof.verdict for statement in same_month.statements]


def test_a_carry_leads_from_one_sheet_to_the_next() -> None:
    head = "日期 | 凭证号 | 摘要 | 借方 | 贷方 | 余额\n"
    first = (
        head + " | | 上年结转 | | | 60.00\n2026-01-06 | 收-2 | 收货款 | | 30.00 | 30.00\n | | 过次页 | | 30.00 | 30.00"
    )
    second = head + " | | 承前页 | | 30.00 | 30.00\n2026-03-12 | 转-21 | 销售 | 9.00 | | 39.00"
    (found,) = assembled(first, second).statements
    assert (Verdict.PROVEN, ["-30.00", "9.00"]) == (found.proof.verdict, amounts(found))
    assert 2 == len(assembled(first, second.replace("30.00 | 30.00", "31.00 | 31.00")).statements)


def test_a_sheet_for_each_currency_may_be_told_by_a_title_alone() -> None:
    found = assembled(*(f"Statement of account|{code}|||\n{LEDGER.strip()}" for code in ("USD", "EUR")))
    assert [("USD", Verdict.PROVEN), ("EUR", Verdict.PROVEN)] == [
        (statement.currency, statement.proof.verdict) for statement in found.statements
    ]
