from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest

from tests.support.desk import OpenDesk


@pytest.mark.parametrize("query", ["", "?search=Northgate", "?order=stake&way=down"])
def test_a_list_as_a_file_is_what_the_page_shows(desk: OpenDesk, query: str) -> None:
    visitor = desk.visitor()
    shown = [int(number) for number in re.findall(r'class="open" href="/case/(\d+)"', visitor.get(f"/{query}").text)]
    text = visitor.get(f"/queue.csv{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert shown == [int(row["Case"]) for row in rows]
    compared = [row for row in rows if row["Gap"]]
    assert compared
    assert all(Decimal(row["Gap"]) == Decimal(row["Their balance"]) - Decimal(row["Our balance"]) for row in compared)


def test_what_left_by_itself_is_a_workbook_too(automatic_desk: OpenDesk) -> None:
    answer = automatic_desk.visitor().get("/sent.xlsx")
    assert answer.content.startswith(b"PK")
    assert 404 == automatic_desk.visitor().get("/sent.exe").status_code
