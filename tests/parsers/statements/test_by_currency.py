"""One statement a currency."""

from __future__ import annotations

from parsers.statements.by_currency import by_currency
from tests.parsers.statements.tables import section


def test_each_currency_gets_its_own_rows() -> None:
    made = section(
        "Date|Ref|Currency|Amount\n2026-03-01|A-1|EUR|1.00\n2026-03-02|A-2|USD|2.00\n2026-03-03|A-3|EUR|3.00"
    )
    assert [["A-1", "A-3"], ["A-2"]] == [[row.cells[1].text for row in part.rows] for part in by_currency(made)]


def test_one_currency_or_words_that_are_none_leave_the_table_whole() -> None:
    for text in ("EUR|1.00\n2026-03-02|A-2|EUR", "EUR|1.00\n2026-03-02|A-2|n/a"):
        made = section(f"Date|Ref|Currency|Amount\n2026-03-01|A-1|{text}|2.00")
        assert [made] == by_currency(made)
