"""Lists that break down a statement's lines."""

from __future__ import annotations

from tests.parsers.statements.tables import assembled

ACCOUNT = """对账单|||||
日期|单号|业务|应收|已收|余额
||上期余额|||9.00
2026-03-06|MJ0306|货款|28.00||37.00
2026-03-18||银行收款||20.00|17.00
2026-03-27|MJ0327|修模费|1.50||18.50
"""
DELIVERED = """送货单号|送货日期|品名|数量|单价|金额
MJ0306|2026-03-06|模具 A|1|20.00|20.00
|2026-03-06|模具 B|1|8.00|8.00
MJ0327|2026-03-27|修模|1|1.50|1.50
"""


def test_a_list_of_what_each_line_was_for_is_no_second_statement() -> None:
    (found,) = assembled(ACCOUNT, DELIVERED).statements
    assert ("proven", 3) == (found.proof.verdict, len(found.lines))


def test_a_list_that_differs_by_a_cent_stays_and_casts_doubt() -> None:
    found = assembled(ACCOUNT, DELIVERED.replace("8.00|8.00", "8.00|8.01"))
    assert ["unproven", "unproven"] == [statement.proof.verdict for statement in found.statements]


def test_nothing_is_left_out_beside_an_account_that_is_not_proven() -> None:
    assert 2 == len(assembled(ACCOUNT.replace("17.00", "16.00"), DELIVERED).statements)
