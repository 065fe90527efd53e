"""The Chinese papers: an account sheet as a workbook, and a comma-separated file in GB18030 as older systems export it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import xlsxwriter

from daemon.cli.demo import company
from daemon.cli.demo.books import Account

_SLIP = (
    "对账单回执",
    "□ 信息证明无误",
    "□ 信息不符，请列明不符项目及具体内容：",
    "（盖章）        经办人：        日期：",
)


def account_workbook(account: Account) -> bytes:
    """Return 应付账款明细账 as xlsx: title rows, 借方, 贷方, 方向, 余额, with 期初余额, 本期合计 and 期末余额,
    and below them the form to confirm it.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties(
            {"title": "往来对账单", "author": account.customer.contact, "created": company.NOW.replace(tzinfo=None)}
        )
        sheet = book.add_worksheet("对账单")
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        bold = book.add_format({"bold": True, "border": 1, "align": "center"})
        cell = book.add_format({"border": 1})
        dates = book.add_format({"border": 1, "num_format": "yyyy-mm-dd", "align": "left"})
        amounts = book.add_format({"border": 1, "num_format": "#,##0.00"})
        for column, width in enumerate((12, 18, 26, 15, 15, 7, 16)):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, 6, f"{account.customer.name} 往来对账单", title)
        sheet.write_string(1, 0, f"供应商：{company.NAME_ZH}")
        sheet.write_string(2, 0, "会计期间：2026年10月1日至2026年10月31日")
        sheet.write_string(2, 5, "币种：人民币")
        for column, heading in enumerate(("日期", "单据号", "摘要", "借方金额", "贷方金额", "方向", "余额")):
            sheet.write_string(3, column, heading, bold)
        rows = _rows(account)
        for row, values in enumerate(rows, start=4):
            for column, value in enumerate(values):
                if value is None:
                    sheet.write_blank(row, column, None, cell)
                elif isinstance(value, Decimal):
                    sheet.write_number(row, column, value, amounts)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(row, column, value, dates)
                else:
                    sheet.write_string(row, column, value, cell)
        for row, text in enumerate(_SLIP, start=5 + len(rows)):
            sheet.write_string(row, 0, text)
    return stream.getvalue()


def account_text(account: Account) -> bytes:
    """Return the same rows as comma-separated text in GB18030."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([f"{account.customer.name} 应付账款明细"])
    writer.writerow([f"供应商：{company.NAME_ZH}", "", "期间：2026-10-01至2026-10-31", "", "币种：CNY"])
    writer.writerow(["日期", "凭证号", "摘要", "借方", "贷方", "方向", "余额"])
    for values in _rows(account):
        writer.writerow([_text(value) for value in values])
    return stream.getvalue().encode("gb18030")


def _text(value: str | Decimal | dt.date | None) -> str:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return "" if value is None else str(value)


def _rows(account: Account) -> list[list[str | Decimal | dt.date | None]]:
    """Return the rows below the headings: our invoices are their credits, so the balance stands in credit (贷)."""
    balance = account.opening
    rows: list[list[str | Decimal | dt.date | None]] = [
        [company.MONTH_START, None, "期初余额", None, None, "贷", balance]
    ]
    debit_total = credit_total = Decimal(0)
    for posting in account.postings:
        balance += posting.amount
        # A return is a credit in red: it stays in the invoices' column with a minus, as Chinese books do it.
        paid = posting.theirs != ""
        debit = -posting.amount if paid else None
        credit = None if paid else posting.amount
        debit_total += debit or 0
        credit_total += credit or 0
        text = "支付货款" if paid else posting.text.replace("销售", "采购")
        rows.append([posting.day, posting.theirs or posting.document, text, debit, credit, "贷", balance])
    rows.append([None, None, "本期合计", debit_total, credit_total, "贷", balance])
    rows.append([company.MONTH_END, None, "期末余额", None, None, "贷", balance])
    return rows
