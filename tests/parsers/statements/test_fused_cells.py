"""Dates that stand in the cell beside theirs."""

from __future__ import annotations

import datetime as dt

from parsers.statements.fused_cells import dates_put_back
from tests.parsers.statements.tables import section, statement


def test_a_date_in_front_of_the_next_column_goes_back() -> None:
    made = statement(
        "Date|Type|Ref|Amount|Balance\n||Opening balance||5.00\n|2026-03-01 Invoice|A-1|1.00|6.00\n|2026-03-02 Invoice|A-2|2.00|8.00"
    )
    assert [dt.date(2026, 3, 1), dt.date(2026, 3, 2)] == [line.date for line in made.lines]


def test_a_date_among_the_words_of_a_description_stays() -> None:
    made = section(
        "Date|Details|Amount\n2026-03-01|Delivery|1.00\n2026-03-02|Delivery 2026-03-01|1.00\n|2026-03-01 again|1.00"
    )
    assert made.rows == dates_put_back(made.columns, made.rows)


def test_a_narrow_text_behind_a_whole_date_does_not_hide_it() -> None:
    made = statement(
        "日期|凭证号|摘要|金额|余额\n||期初余额||5.00\n2026.03.02 01|A-1|货款|1.00|6.00\n2026.03.03 HQ|A-2|货款|2.00|8.00"
    )
    assert [dt.date(2026, 3, 2), dt.date(2026, 3, 3)] == [line.date for line in made.lines]
