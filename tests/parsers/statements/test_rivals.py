"""Where two readings are confirmed and differ, neither is believed."""

from __future__ import annotations

from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import assembled


def told(text: str) -> tuple[Verdict, list[str]]:
    found = assembled(text, lines=("Statement of account",))
    return found.statements[0].proof.verdict, [problem.code for problem in found.problems]


def test_two_amount_columns_that_both_give_what_is_printed_are_open() -> None:
    rows = "Date|Ref|Amount|Amount\n2026-03-01|A-1001|100.00|700.00\n2026-03-05|A-1002|50.00|350.00\n"
    assert (Verdict.UNPROVEN, ["columns_open"]) == told(rows + "Total||150.00|1050.00")


def test_one_of_them_that_repeats_the_other_leaves_nothing_open() -> None:
    rows = "Date|Ref|Amount|Amount\n2026-03-01|A-1001|100.00|100.00\n2026-03-05|A-1002|50.00|50.00\n"
    assert (Verdict.CONSISTENT, []) == told(rows + "Total||150.00|150.00")
