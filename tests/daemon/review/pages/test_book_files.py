from __future__ import annotations

import csv
import io

import pytest

from daemon.store.users import Role
from parsers.ledgers.counterparty import Counterparty
from tests.support.desk import OpenDesk

PATHS = (
    ("/counterparties", ""),
    ("/counterparty/differences", "code=C1003"),
    ("/counterparty/statements", "code=C1003"),
    ("/ledgers", ""),
    ("/ledger/account", "version=1&account=C1003&currency=USD"),
    ("/learned", ""),
)


def rows(desk: OpenDesk, path: str, query: str) -> list[list[str]]:
    answer = desk.visitor("olga", Role.AUDITOR).get(f"{path}.csv?{query}")
    assert 200 == answer.status_code
    assert answer.headers["content-disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(("path", "query"), PATHS)
def test_every_table_is_a_file(desk: OpenDesk, path: str, query: str) -> None:
    found = rows(desk, path, query)
    assert {len(found[0])} == {len(row) for row in found}
    workbook = desk.visitor().get(f"{path}.xlsx?{query}")
    assert (200, b"PK") == (workbook.status_code, workbook.content[:2])
    assert 404 == desk.visitor().get(f"{path}.exe?{query}").status_code


def test_the_files_hold_what_the_pages_show(desk: OpenDesk) -> None:
    assert 5 == len(rows(desk, "/counterparty/differences", "code=C1003")) - 1
    assert ["C1004", "C1002"] == [row[0] for row in rows(desk, "/counterparties", "language=zh_CN")[1:]]
    entries = rows(desk, "/ledger/account", "version=1&account=C1003&currency=USD")
    assert "36855.35" == entries[-1][-1]
    assert "3" == rows(desk, "/counterparty/statements", "code=C1003")[1][0]
    assert ("C1003", "36855.35") == next(
        (row[0], row[4]) for row in rows(desk, "/ledgers", "")[1:] if row[0] == "C1003"
    )


def test_a_name_that_would_be_a_formula_is_none(desk: OpenDesk) -> None:
    desk.store.counterparties.put(Counterparty(code="=1+1", name="=cmd|'/c calc'!A0", disputed=("-2+3",)))
    assert ["'=1+1", "'=cmd|'/c calc'!A0"] == rows(desk, "/counterparties", "search=cmd")[1][:2]
    assert "'-2+3" == rows(desk, "/learned", "search=cmd")[1][3]
