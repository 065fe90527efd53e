"""Signs that a part of a paper is missing."""

from __future__ import annotations

from parsers.statements.missing_parts import missing_parts
from parsers.statements.rows import seen_rows
from parsers.statements.surroundings import Facts
from tests.parsers.statements.tables import section

ROWS = "Date|Ref|Description|Amount|Balance\n2026-03-01|A|Goods|1.00|1.00"


def test_nothing_is_missing_where_nothing_says_so() -> None:
    made = section(ROWS)
    assert ("", []) == missing_parts(made, seen_rows(made, "."), Facts(), Facts(), 1)


def test_pages_that_are_counted_and_not_there_are_missing() -> None:
    made = section(ROWS)
    said, problems = missing_parts(made, seen_rows(made, "."), Facts(), Facts(pages_told=(1, 3)), 2)
    assert ("the paper counts 3 pages, the file has 2", ["pages_missing"]) == (said, [p.code for p in problems])


def test_a_carry_at_the_end_leads_to_a_page_that_is_missing() -> None:
    made = section(ROWS + "\n||Carried forward to next page||1.00")
    said, problems = missing_parts(made, seen_rows(made, "."), Facts(), Facts(), 1)
    assert ("the last page ends with a carry to a next page", ["pages_missing"]) == (said, [p.code for p in problems])
