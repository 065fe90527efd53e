"""Sheets that go on from each other are statements of their own; anything less is one statement in parts."""

from __future__ import annotations

import pytest

from parsers.statements.months import follow_each_other
from tests.parsers.statements.tables import assembled

HEADER = "Date|Ref|Debit|Credit|Balance"
JANUARY = (
    f"{HEADER}\n|Opening balance|||5.00\n2026-01-05|A-1|1.00||6.00\n2026-01-09|A-2|3.00||9.00\n|Closing balance|||9.00"
)
FEBRUARY = f"{HEADER}\n|Opening balance|||9.00\n2026-02-05|A-3|2.00||11.00\n2026-02-07|A-4||1.00|10.00\n|Closing balance|||10.00"


def test_a_sheet_a_month_gives_a_statement_a_month() -> None:
    found = assembled(FEBRUARY, JANUARY)
    assert (["proven", "proven"], ()) == ([each.proof.verdict for each in found.statements], found.problems)
    assert follow_each_other(found.statements)


@pytest.mark.parametrize(
    "second",
    [
        FEBRUARY.replace("9.00\n2026-02-05", "8.00\n2026-02-05")
        .replace("11.00", "10.00")
        .replace("10.00\n|", "9.00\n|"),
        FEBRUARY.replace("2026-02", "2026-01"),
        FEBRUARY.replace("11.00", "12.00"),
    ],
)
def test_sheets_that_do_not_go_on_from_each_other_are_doubted(second: str) -> None:
    found = assembled(JANUARY, second)
    assert ["sections_open"] == [problem.code for problem in found.problems if problem.code == "sections_open"]
    assert not {"proven", "consistent"} & {each.proof.verdict for each in found.statements}
