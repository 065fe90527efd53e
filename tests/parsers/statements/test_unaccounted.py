"""A reading that leaves figures aside is not complete, whatever its sums say."""

from __future__ import annotations

import pytest

from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import statement

GOOD = {Verdict.PROVEN, Verdict.CONSISTENT}


def verdict(text: str, *lines: str) -> Verdict:
    return statement(text, "Statement of account", *lines).proof.verdict


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Date|Ref|Inv. Amt|Amount Due\n2026-03-01|A-1001|103.00|403.00\n2026-03-02|A-1002|7.00|7.00\nTotal outstanding||110.00|",
            "what is open contradicts what was billed",
        ),
        (
            "Date|Ref|Amount|Paid\n2026-03-01|A-1001|100.00|20.00\n2026-03-05|A-1002|50.00|0.00\nBalance due||150.00|",
            "what was paid is left aside",
        ),
        (
            (
                "Date|Ref|Amount|Date|Ref|Amount\n2026-03-01|A-1|100.00|2026-03-02|P-1|30.00\n"
                "2026-03-05|A-2|50.00|2026-03-06|P-2|20.00\nTotal||150.00|||50.00"
            ),
            "two lists stand side by side",
        ),
        (
            (
                "Date|Ref|Invoice amount|Skonto withheld|Payable then\n2026-03-01|A-1001|100.00|2.00|98.00\n"
                "2026-03-05|A-1002|50.00|1.00|49.00\nTotal||150.00|3.00|147.00"
            ),
            "columns that nobody knows are added up as well",
        ),
        (
            (
                "Date|Ref|Debit|Credit|Sundry\n2026-03-01|A-1|5.00||\n2026-03-02|A-2||2.00|\n2026-03-03|A-3|||9.99\n"
                "Total||5.00|2.00|\nBalance due||3.00||"
            ),
            "a row stands in a column that is not taken",
        ),
        (
            "Date|Ref|Debit|Credit\n2026-03-01|A-1|5.00|2.00\n2026-03-02|A-2|1.00|4.00\nTotal||6.00|6.00",
            "a line stands on both sides",
        ),
        (
            (
                "Date|Ref|Details|Debit|Credit\n2026-03-01|A-1|Goods|5.00|\n2026-03-02|A-2|Goods|4.00|\n|A-3|1.00 3.00|0.00|\n"
                "Balance due|||9.00|"
            ),
            "amounts stand where words should",
        ),
    ],
)
def test_a_reading_that_looks_away_is_not_believed(text: str, why: str) -> None:
    assert verdict(text) not in GOOD, why


def test_a_balance_that_runs_under_an_unknown_heading_is_taken_up() -> None:
    head = "Date|Ref|Debit|Credit|Stand\n"
    rows = "2026-03-01|A-1|100.00||110.00\n2026-03-02|A-2|50.00||160.00\n2026-03-03|P-1||20.00|140.00\n"
    ends = ("Opening balance: 10.00", "Closing balance: 140.00")
    assert Verdict.PROVEN is verdict(head + rows, *ends)
    assert verdict(head + rows.replace("160.00", "165.00"), *ends) not in GOOD


def test_what_only_says_again_is_no_contradiction() -> None:
    """What is still open beside the history, the same movements in another currency, and sums under names that nobody knows."""
    history = "Date|Ref|Debit|Credit|Open amount\n|Opening balance|10.00||\n2026-03-01|A-1|100.00||40.00\n2026-03-02|P-1||20.00|0.00\n|Closing balance|90.00||"
    assert verdict(history) in GOOD
    other = (
        "Date|Ref|Debit|Credit|Amount\n2026-03-01|A-1|100.00||780.00\n2026-03-02|P-1||20.00|156.00\n"
        "2026-03-03|A-2|50.00||390.00\n|Balance due|130.00||"
    )
    assert verdict(other) in GOOD
    grouped = (
        "Date|Ref|Original amount|Paid|Outstanding\n2026-03-01|A-1|5.00|1.00|4.00\n2026-03-02|A-2|7.00|0.00|7.00\n"
        "|All of North|||11.00\n|Balance due|||11.00"
    )
    assert verdict(grouped) in GOOD


def test_deposits_of_one_half_are_no_balance_that_is_left_aside() -> None:
    halves = (
        "Date|Invoice|Invoice amount|Payments|Balance\n2026-03-01|A-1|90.00|0.00|90.00\n2026-03-02|A-2|80.00|40.00|40.00\n"
        "2026-03-03|A-3|70.00|0.00|70.00\n2026-03-04|A-4|60.00|30.00|30.00\n|Balance due|||230.00"
    )
    assert verdict(halves) in GOOD
    assert verdict(halves.replace("|30.00|30.00", "|20.00|30.00")) not in GOOD


def test_a_second_balance_that_contradicts_is_not_passed_over() -> None:
    head = "Date|Ref|Debit|Credit|Balance|Stand of the group\n|Opening balance|||10.00|90.00\n"
    rows = (
        "2026-03-02|A-1|100.00||110.00|190.00\n2026-03-03|P-1||50.00|60.00|140.00\n2026-03-04|P-2||5.00|55.00|135.00\n"
        "2026-03-05|A-3|7.00||62.00|142.00\n2026-03-06|A-4|9.00||71.00|151.00\n"
    )
    assert Verdict.PROVEN is verdict(head + rows)
    assert verdict(head + rows.replace("|135.00", "|136.00")) not in GOOD


def test_a_balance_that_cannot_be_read_is_not_passed_over() -> None:
    rows = "Date|Ref|Debit|Credit|Balance\n|Opening balance|||10.00\n2026-03-02|A-1|100.00||110.00\n2026-03-03|P-1||50.00|60.00"
    assert verdict(rows, "Closing balance: 60.00") in GOOD
    assert verdict(rows, "Closing balance: 6O.O0") not in GOOD
    assert verdict(rows + "\n|Closing balance|||6x.00") not in GOOD
    assert verdict(rows, "Closing balance: see page 2") in GOOD
