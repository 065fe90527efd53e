from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from daemon.store import schema
from daemon.store.users import Role
from tests.support.desk import OpenDesk

ALL = "?from=2024-01-01&to=2026-12-31"


def _table(desk: OpenDesk, name: str) -> list[dict[str, str]]:
    answer = desk.visitor().get(f"/dashboard/{name}.csv{ALL}")
    assert 200 == answer.status_code
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_every_statement_that_came_is_in_one_way(automatic_desk: OpenDesk) -> None:
    rows = _table(automatic_desk, "through")
    told = {name: sum(int(row[name]) for row in rows) for name in rows[0] if name != "Week of"}
    with automatic_desk.store.reading() as tx:
        cases = tx.execute(schema.case.select()).all()
        replies = {row.case_id: row for row in tx.execute(schema.outbox.select())}
    counted = [case for case in cases if case.outcome != "ignore"]
    assert len(counted) == sum(told.values())
    by_itself = [one for one in counted if one.id in replies and replies[one.id].state == "sent"]
    assert len(by_itself) == told["Answered by itself"]
    assert len([one for one in counted if one.state == "waiting"]) == told["Waiting"]
    page = automatic_desk.visitor().get(f"/dashboard{ALL}").text
    assert f"{100 * len(by_itself) / len(counted):.0f} %" in page


def test_differences_are_those_that_the_cases_tell(automatic_desk: OpenDesk) -> None:
    store = automatic_desk.store
    with store.reading() as tx:
        rows = tx.execute(schema.metadata.tables["case_difference"].select()).all()
        repeats = {row.id for row in tx.execute(schema.case.select()) if row.repeats is not None}
    told = [row for row in rows if row.case_id not in repeats]
    assert told
    assert len(told) == sum(int(row["Number"]) for row in _table(automatic_desk, "reasons"))
    assert len(told) == sum(int(row["Number"]) for row in _table(automatic_desk, "parties"))


def test_a_period_without_mail_says_so(desk: OpenDesk) -> None:
    page = desk.visitor().get("/dashboard?from=2001-01-01&to=2001-01-31").text
    assert page.count("Nothing in this period.") >= 3
    assert "NaN" not in page


def test_what_is_confirmed_is_the_last_balance_of_each_account(automatic_desk: OpenDesk) -> None:
    store = automatic_desk.store
    with store.reading() as tx:
        confirmed = [row for row in tx.execute(schema.outbox.select()) if row.kind == "confirm" and row.state == "sent"]
    assert confirmed
    figures = {row.case_id: store.figures.get(row.case_id) for row in confirmed}
    expected: dict[str, Decimal] = {}
    for row in confirmed:
        found = figures[row.case_id]
        assert found is not None
        assert found.ours is not None
        expected[found.currency] = expected.get(found.currency, Decimal(0)) + found.ours
    period = "?from=2024-01-01&to=2099-12-31"  # beyond the longest: the month so far
    assert 200 == automatic_desk.visitor().get(f"/dashboard{period}").status_code
    told = {row["Currency"]: Decimal(row["Confirmed"]) for row in _table(automatic_desk, "confirmed")}
    assert expected == {currency: amount for currency, amount in told.items() if amount}


def test_a_workbook_holds_the_same_table_and_no_formula(automatic_desk: OpenDesk) -> None:
    with automatic_desk.store.writing() as tx:
        tx.execute(update(schema.counterparty).values(name="=HYPERLINK(1)"))
    answer = automatic_desk.visitor().get(f"/dashboard/parties.xlsx{ALL}")
    assert "attachment" in answer.headers["content-disposition"]
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}
    assert "'=HYPERLINK(1)" in automatic_desk.visitor().get(f"/dashboard/parties.csv{ALL}").text


@pytest.mark.parametrize("file", ["parties.exe", "nothing.csv", "parties", "..%2fparties.csv"])
def test_a_table_that_there_is_not_is_not_found(desk: OpenDesk, file: str) -> None:
    assert 404 == desk.visitor().get(f"/dashboard/{file}").status_code


def test_an_auditor_may_look(desk: OpenDesk) -> None:
    assert 200 == desk.visitor("ann", Role.AUDITOR).get("/dashboard").status_code


def test_in_chinese_every_word_is_chinese(desk: OpenDesk) -> None:
    page = desk.visitor().get(f"/dashboard{ALL}", headers={"accept-language": "zh-CN"}).text
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])
    assert "差异原因" in main
    assert not re.search(r"dashboard\.|Waiting|Number", main)
