"""What stands on a hidden sheet is no part of the statement on a visible one, and is told where it may be one itself."""

from __future__ import annotations

from dataclasses import replace

from parsers.statements.assemble import Assembled, statements_of
from parsers.statements.hidden_sheets import left_out, without_hidden_sheets
from parsers.table import Reading, Table
from tests.parsers.statements.tables import reading

SHOWN = "Date|Ref|Debit|Credit|Balance\n|Opening balance|||5.00\n2026-01-05|A-1|1.00||6.00\n|Closing balance|||6.00"
WORK = "Date|Ref|Debit|Credit|Balance\n2026-01-05|X-1|99.10||99.10\n2026-01-06|X-2|1.10||100.20"
LIST = "Code|Name\n1|Invoice\n2|Payment"


def hidden(table: Table) -> Table:
    return replace(table, rows=tuple(replace(row, hidden=True) for row in table.rows))


def with_second_hidden(first: str, second: str) -> Reading:
    made = reading(first, second)
    return replace(made, tables=(made.tables[0], hidden(made.tables[1])))


def codes(found: Assembled) -> list[str]:
    return [problem.code for problem in found.problems]


def test_the_visible_sheet_is_the_statement_and_a_hidden_one_with_movements_is_told() -> None:
    found = statements_of(with_second_hidden(SHOWN, WORK), "d")
    assert (["proven"], ["hidden_columns"]) == ([each.proof.verdict for each in found.statements], codes(found))


def test_a_hidden_list_needs_no_word() -> None:
    assert [] == left_out(with_second_hidden(SHOWN, LIST))


def test_where_no_visible_sheet_holds_one_the_hidden_ones_are_looked_at() -> None:
    found = statements_of(with_second_hidden(LIST, SHOWN), "d")
    assert ["proven"] == [each.proof.verdict for each in found.statements]


def test_a_workbook_that_is_all_hidden_or_all_visible_is_read_as_it_is() -> None:
    made = reading(SHOWN, WORK)
    assert made is without_hidden_sheets(made)
    unseen = replace(made, tables=tuple(map(hidden, made.tables)))
    assert unseen is without_hidden_sheets(unseen)
