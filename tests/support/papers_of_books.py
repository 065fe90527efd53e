"""Papers about accounts that are no statement of one: trial balance, aged debtors, stock card, remittance advice."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.support import cast, figures
from tests.support.plain_papers import blank_pages, draw_grid, draw_head, random_date


def trial_balance(random: Random) -> tuple[str, bytes]:
    """One row for each account of the books: opening, movements and closing, but of many."""
    pages = blank_pages(random, chinese=True)
    draw_head(pages, random, "zh_CN", "科目余额表", ["会计期间：2026年3月    单位：元"])
    rows = []
    for code, name in (
        ("1001", "库存现金"),
        ("1002", "银行存款"),
        ("1122", "应收账款"),
        ("1405", "库存商品"),
        ("2202", "应付账款"),
        ("2221", "应交税费"),
    ):
        opening, debit, credit = (Decimal(random.randint(1000, 9000000)) / 100 for _ in range(3))
        rows.append(
            [code, name, f"{opening:,.2f}", f"{debit:,.2f}", f"{credit:,.2f}", f"{opening + debit - credit:,.2f}"]
        )
    draw_grid(
        pages,
        [["科目编码", "科目名称", "期初余额", "借方发生额", "贷方发生额", "期末余额"], *rows],
        [2, 3, 3, 3, 3, 3],
        ruled=True,
    )
    return ".pdf", pages.pdf()


def aged_debtors(random: Random) -> tuple[str, bytes]:
    """One row for each customer."""
    pages = blank_pages(random, chinese=False)
    draw_head(pages, random, "en", "Aged Debtors Report", ["As at 31 March 2026", "Currency: GBP"])
    rows, sums = [], [Decimal(0)] * 4
    for name in random.sample(cast.PARTIES["en"], k=7):
        buckets = [Decimal(random.choice([0, random.randint(100, 900000)])) / 100 for _ in range(3)]
        amounts = [*buckets, sum(buckets, Decimal(0))]
        sums = [a + b for a, b in zip(sums, amounts, strict=True)]
        rows.append([f"C{random.randint(1000, 9999)}", name, *(f"{amount:,.2f}" for amount in amounts)])
    rows.append(["", "Total", *(f"{amount:,.2f}" for amount in sums)])
    draw_grid(
        pages,
        [["A/C", "Customer", "Current", "30 days", "60 days", "Balance"], *rows],
        [2, 5, 3, 3, 3, 3],
        ruled=random.random() < 0.5,
    )
    return ".pdf", pages.pdf()


def stock_card(random: Random) -> tuple[str, bytes]:
    """Dates, documents, in, out and a running balance: of pieces, not of money."""
    language = random.choice(["en", "zh_CN"])
    pages = blank_pages(random, chinese=language == "zh_CN")
    title, item, head, first = {
        "en": (
            "Stock Card",
            "Item: M8 x 40 bolt   Unit: pcs   Warehouse: 2",
            ["Date", "Document", "In", "Out", "Balance"],
            "Opening stock",
        ),
        "zh_CN": (
            "库存明细账",
            "物料：M8×40内六角螺栓   单位：件   仓库：二号库",
            ["日期", "单据编号", "入库数量", "出库数量", "结存数量"],
            "期初结存",
        ),
    }[language]
    draw_head(pages, random, language, title, [item])
    stock = random.randint(500, 5000)
    rows = [["2026-03-01", first, "", "", str(stock)]]
    for day in sorted(random.sample(range(2, 31), k=8)):
        moved = random.randint(10, 400) * random.choice([1, -1])
        moved = abs(moved) if stock + moved < 0 else moved
        stock += moved
        rows.append(
            [
                f"2026-03-{day:02d}",
                f"RK{random.randint(1000, 9999)}",
                str(moved) if moved > 0 else "",
                str(-moved) if moved < 0 else "",
                str(stock),
            ]
        )
    draw_grid(pages, [head, *rows], [2, 3, 2, 2, 2], ruled=True)
    return ".pdf", pages.pdf()


def remittance(random: Random) -> tuple[str, bytes]:
    """A list of what one payment settles: it looks much like open items, and is none."""
    pages = blank_pages(random, chinese=False)
    day = figures.date_text(random_date(random), "d Mon yyyy")
    draw_head(
        pages,
        random,
        "en",
        "REMITTANCE ADVICE",
        [
            f"Payment date: {day}",
            "Payment reference: BACS 004711",
            "Please find below the invoices paid by this transfer.",
        ],
    )
    amounts = [Decimal(random.randint(1000, 900000)) / 100 for _ in range(random.randint(2, 8))]
    rows = [
        [
            f"INV-{random.randint(10000, 99999)}",
            figures.date_text(random_date(random), "%d/%m/%Y"),
            f"{amount:,.2f}",
            "0.00",
            f"{amount:,.2f}",
        ]
        for amount in amounts
    ]
    total = f"{sum(amounts):,.2f}"
    draw_grid(
        pages,
        [
            ["Invoice", "Date", "Invoice amount", "Discount", "Amount paid"],
            *rows,
            ["Total paid", "", total, "0.00", total],
        ],
        [3, 3, 3, 2, 3],
        ruled=True,
    )
    return ".pdf", pages.pdf()
