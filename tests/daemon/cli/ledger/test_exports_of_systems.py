"""Exports of accounting systems as a user meets them: imported, shown, and laid against a statement."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended
from tests.parsers.ledgers.systems import test_business_central, test_odoo, test_sap_fbl5n, test_yonyou
from tests.support.exports import page, workbook

THEIRS = {
    "sap.csv": (
        "Acme GmbH\nStatement of account\nPeriod,2026-02-01 to 2026-03-31\nDate,Document,Description,Debit,Credit,Balance\n2026-02-01,,Opening balance,,,0.00\n"
        "2026-02-02,0090000000,Invoice,,1000.00,1000.00\n2026-03-01,0090000001,Invoice,,1190.00,2190.00\n2026-03-10,0090000009,Credit note,90.00,,2100.00\n"
        "2026-03-15,1400000007,Payment,1000.00,,1100.00\n2026-03-20,1400000010,Payment,500.00,,600.00\n2026-03-31,,Closing balance,,,600.00\n"
    ),
    "u8.csv": (
        "对账单\n单位：甲公司,,,,,\n对账期间,2026-01-01 至 2026-01-31\n日期,凭证号,摘要,借方,贷方,余额\n2026-01-01,,期初余额,,,100.00\n"
        "2026-01-05,记-1,采购,,1130.00,1230.00\n2026-01-09,收-1,付款,1230.00,,0.00\n,,期末余额,,,0.00\n"
    ),
    "odoo.csv": (
        "Acme Ltd\nStatement of account\nPeriod,2026-03-01 to 2026-03-31\nDate,Document,Description,Debit,Credit,Balance\n2026-03-01,,Opening balance,,,200.00\n"
        "2026-03-01,INV/2026/00001,Invoice,,500.50,700.50\n2026-03-05,INV/2026/00002,Invoice,,999.50,1700.00\n2026-03-07,RINV/2026/00001,Credit note,50.00,,1650.00\n"
        "2026-03-10,PBNK1/2026/00001,Payment,500.50,,1149.50\n2026-03-31,,Closing balance,,,1149.50\n"
    ),
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "tieout.toml"
    file.write_text("", encoding="utf-8")
    return file


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reconciled(tieout: Callable[..., Ended], paper: Path, ledger: Path, account: str) -> Any:
    ended = tieout("reconcile", paper, "--ledger", ledger, "--account", account, "--json")
    assert exits.DONE == ended.code, ended.err
    return json.loads(ended.out)


@pytest.mark.parametrize(
    ("name", "content", "system", "account", "paper", "balance", "rows"),
    [
        ("fbl5n.txt", test_sap_fbl5n.UNCONVERTED, "SAP FBL5N (customer line items)", "0000100001", "sap.csv", "600.00", [8, 9, 10, 11, 12]),
        ("book.xls", page(test_yonyou.BOOK), "用友 U8 (往来明细账)", "0001", "u8.csv", "0.00", [6, 7]),
        ("partners.xlsx", workbook(test_odoo.CUSTOMERS), "Odoo (partner ledger)", "Acme Ltd", "odoo.csv", "1149.50", [5, 6, 7, 8]),
    ],
)  # fmt: skip
def test_it_is_recognised_shown_and_agrees_with_the_customers_own_statement(
    name: str, content: bytes | str, system: str, account: str, paper: str, balance: str, rows: list[int], config: Path, tmp_path: Path,
    tieout: Callable[..., Ended],
) -> None:  # fmt: skip
    ledger = written(tmp_path, name, content)
    imported = tieout("ledger", "import", ledger, "-c", config)
    assert exits.DONE == imported.code, imported.err
    assert imported.out.startswith(f"It looks like {system}.\nVersion 1: ")
    shown = tieout("ledger", "show", account, "-c", config).out
    assert all(any(line.split()[:1] == [str(row)] for line in shown.splitlines()) for row in rows)
    assert f"{Decimal(balance):,.2f}" in shown.splitlines()[-1]
    found = reconciled(tieout, written(tmp_path, paper, THEIRS[paper]), ledger, account)
    assert "confirm" == found["decision"]["outcome"], found["decision"]
    assert (balance, [], True) == (found["ledger"]["balance"], found["differences"], found["bridge"]["closes"])
    assert rows == [entry["row"] for entry in found["ledger"]["entries"]]


def test_an_export_of_vendors_imported_as_customers_is_refused_and_says_what_to_do(
    config: Path, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    file = written(tmp_path, "vendors.xlsx", workbook(test_business_central.VENDORS))
    ended = tieout("ledger", "import", file, "-c", config)
    assert (exits.FAILED, "") == (ended.code, ended.out)
    assert "vendor ledger entries" in ended.err
    assert exits.DONE == tieout("ledger", "import", file, "--role", "supplier", "-c", config).code
