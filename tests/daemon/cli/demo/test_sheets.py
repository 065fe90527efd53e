"""The Chinese papers add up and open in other programs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl

from daemon.cli.demo import books
from daemon.cli.demo.sheets import account_text, account_workbook


def test_the_workbook_opens_and_its_closing_balance_is_the_ledger_s() -> None:
    book = openpyxl.load_workbook(io.BytesIO(account_workbook(books.HUAYUAN)))
    rows = list(book.active.iter_rows(values_only=True))
    assert ("日期", "单据号", "摘要", "借方金额", "贷方金额", "方向", "余额") == rows[3]
    last = [row for row in rows if row[6] is not None][-1]
    assert ("期末余额", books.HUAYUAN.closing) == (last[2], Decimal(str(last[6])))
    assert "□ 信息证明无误" in [row[0] for row in rows[rows.index(last) :]]


def test_a_return_stands_as_a_red_credit() -> None:
    rows = list(csv.reader(io.StringIO(account_text(books.HUAYUAN).decode("gb18030"))))
    (returned,) = [row for row in rows if "TH2026102901" in row]
    assert ("", "-1823.04") == (returned[3], returned[4])


def test_the_text_is_in_gb18030_and_in_no_utf8() -> None:
    content = account_text(books.HENGXIN_THEIRS)
    assert "广州恒信贸易有限公司" in content.decode("gb18030")
    assert "�" in content.decode("utf-8", errors="replace")


def test_the_same_sheets_come_each_time() -> None:
    assert account_workbook(books.HUAYUAN) == account_workbook(books.HUAYUAN)
