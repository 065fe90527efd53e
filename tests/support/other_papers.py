"""Papers that are no statements of account, though most of them carry tables, amounts and totals."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from tests.support import cast, figures, habits, wording
from tests.support.drafts import Paper
from tests.support.renderings import look
from tests.support.renderings.look import drawn_look
from tests.support.renderings.sheet_of_paper import Pages

_CENT: Final = Decimal("0.01")


def make_paper(name: str, seed: int) -> Paper:
    """Return the paper of a kind for a seed."""
    random = Random(f"{name}/{seed}")
    suffix, content = KINDS[name](random)
    return Paper(name=f"document{suffix}", content=content, layout=name, seed=seed)


def _pages(random: Random, *, chinese: bool) -> Pages:
    paper = replace(drawn_look(random, chinese=chinese), watermark="", rotate=0, landscape=False, doubled=False)
    if paper.face == "courier":
        paper = replace(paper, face="helvetica")
    return Pages(paper, random)


def _grid(pages: Pages, rows: list[list[str]], shares: list[float], *, ruled: bool) -> None:
    """Draw a simple table; figures (what ends in a digit) to the right."""
    size = 9
    wide = pages.right - pages.left
    edges = [pages.left + wide * sum(shares[:index]) / sum(shares) for index in range(len(shares) + 1)]
    for row in rows:
        for index, text in enumerate(row):
            right = text[-1:].isdigit() and index > 1
            pages.write(
                edges[index + 1] - 4 if right else edges[index] + 4,
                pages.y + 12,
                text,
                size,
                align="right" if right else "left",
                bold=row is rows[0],
            )
        if ruled:
            for edge in edges:
                pages.rule(edge, pages.y, edge, pages.y + 16)
            pages.rule(pages.left, pages.y + 16, pages.right, pages.y + 16)
        pages.y += 16


def _head(pages: Pages, random: Random, language: str, title: str, facts: list[str]) -> None:
    seller, buyer = random.sample(cast.PARTIES[language], 2)
    for text in (seller, *wording.ADDRESSES[language], "", buyer):
        pages.write(pages.left, pages.y, text, 10)
        pages.y += 14
    pages.write((pages.left + pages.right) / 2, pages.y + 16, title, 16, bold=True, align="center")
    pages.y += 40
    for text in facts:
        pages.write(pages.left, pages.y, text, 9)
        pages.y += 13
    pages.y += 8


def _goods(random: Random, language: str) -> tuple[list[list[str]], Decimal]:
    items = [
        (
            word.format(ref="4711", d=random_date(random), po="PO4711"),
            random.randint(1, 400),
            Decimal(random.randint(50, 90000)) / 100,
        )
        for word in random.choices(cast.DESCRIPTIONS[language]["invoice"], k=random.randint(2, 9))
    ]
    form = habits.number_form(random, language, "EUR")
    rows = [
        [str(index), text, str(count), form.plain(price, 2), form.plain(count * price, 2)]
        for index, (text, count, price) in enumerate(items, 1)
    ]
    return rows, sum((count * price for _, count, price in items), Decimal(0))


def random_date(random: Random) -> dt.date:
    return dt.date(2026, random.randint(1, 12), random.randint(1, 28))


def _invoice(random: Random) -> tuple[str, bytes]:
    language = random.choice(["en", "zh_CN", "de", "fr"])
    title = {
        "en": random.choice(["INVOICE", "Tax Invoice"]),
        "zh_CN": random.choice(["增值税电子普通发票", "发票"]),
        "de": "Rechnung",
        "fr": "FACTURE",
    }[language]
    head = {
        "en": ["#", "Description", "Qty", "Unit price", "Amount"], "zh_CN": ["序号", "货物或应税劳务名称", "数量", "单价", "金额"],
        "de": ["Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Gesamt"], "fr": ["N°", "Désignation", "Qté", "PU HT", "Montant HT"],
    }[language]  # fmt: skip
    total = {
        "en": ("Subtotal", "VAT 20%", "Total due"),
        "zh_CN": ("合计", "税额", "价税合计"),
        "de": ("Netto", "USt. 19%", "Gesamtbetrag"),
        "fr": ("Total HT", "TVA 20%", "Total TTC"),
    }[language]
    number = {
        "en": "Invoice No: INV-10234",
        "zh_CN": "发票号码：04412877",
        "de": "Rechnungsnr.: RE2026-00812",
        "fr": "Facture n° FA2026-00318",
    }[language]
    day = figures.date_text(random_date(random), random.choice(figures.LONG_DATES[language]))
    due = {"en": "Due date", "zh_CN": "开票日期", "de": "Fällig am", "fr": "Échéance"}[language]
    pages = _pages(random, chinese=language == "zh_CN")
    _head(pages, random, language, title, [number, f"{due}: {day}"])
    rows, net = _goods(random, language)
    tax = (net * Decimal("0.2")).quantize(_CENT)
    form = habits.number_form(random, language, "EUR")
    for label, value in zip(total, (net, tax, net + tax), strict=True):
        rows.append(["", label, "", "", form.plain(value, 2)])
    _grid(pages, [head, *rows], [1, 8, 2, 3, 3], ruled=random.random() < 0.6)
    pages.y += 20
    pages.write(pages.left, pages.y, wording.BANKS[language], 8)
    return ".pdf", pages.pdf()


def _order(random: Random) -> tuple[str, bytes]:
    language = random.choice(["en", "zh_CN", "de"])
    title = {"en": "PURCHASE ORDER", "zh_CN": "采购订单", "de": "Bestellung"}[language]
    head = {
        "en": ["Line", "Item", "Quantity", "Price", "Value"],
        "zh_CN": ["行号", "物料", "数量", "含税单价", "金额"],
        "de": ["Pos", "Artikel", "Menge", "Preis", "Wert"],
    }[language]
    day = figures.date_text(random_date(random), random.choice(figures.LONG_DATES[language]))
    pages = _pages(random, chinese=language == "zh_CN")
    _head(
        pages,
        random,
        language,
        title,
        [
            "PO-45001234",
            {"en": f"Delivery date: {day}", "zh_CN": f"交货日期：{day}", "de": f"Liefertermin: {day}"}[language],
        ],
    )
    rows, net = _goods(random, language)
    rows.append(["", {"en": "Total", "zh_CN": "合计", "de": "Summe"}[language], "", "", f"{net:,.2f}"])
    _grid(pages, [head, *rows], [1, 8, 2, 3, 3], ruled=random.random() < 0.6)
    return ".pdf", pages.pdf()


def _price_list(random: Random) -> tuple[str, bytes]:
    language = random.choice(["en", "zh_CN", "fr"])
    pages = _pages(random, chinese=language == "zh_CN")
    title, valid = {
        "en": ("Price list", "Valid from {}"),
        "zh_CN": ("产品价格表", "自{}起执行"),
        "fr": ("Tarif", "Valable à partir du {}"),
    }[language]
    day = figures.date_text(random_date(random), figures.LONG_DATES[language][0])
    _head(pages, random, language, title, [valid.format(day)])
    head = {
        "en": ["Code", "Article", "Unit", "Old price", "New price"],
        "zh_CN": ["编码", "品名", "单位", "原价", "现价"],
        "fr": ["Code", "Article", "Unité", "Ancien prix", "Nouveau prix"],
    }[language]
    rows = [
        [
            f"A{random.randint(1000, 9999)}",
            row[1][:36],
            "pc",
            row[3],
            f"{random.randint(1, 900)}.{random.randint(10, 99)}",
        ]
        for row in _goods(random, language)[0]
    ]
    _grid(pages, [head, *rows], [2, 7, 2, 3, 3], ruled=random.random() < 0.5)
    return ".pdf", pages.pdf()


def _prose(random: Random, language: str, title: str, sentences: list[str]) -> tuple[str, bytes]:
    pages = _pages(random, chinese=language == "zh_CN")
    _head(pages, random, language, title, [])
    for sentence in sentences:
        for line in pages.wrap(sentence, pages.right - pages.left, 10):
            pages.write(pages.left, pages.y, line, 10)
            pages.y += 15
        pages.y += 6
    return ".pdf", pages.pdf()


def _newsletter(random: Random) -> tuple[str, bytes]:
    if random.random() < 0.5:
        return _prose(random, "en", "Spring news", [
            "Dear customers, our spring catalogue is out: more than 1,200 new articles from 0.35 to 4,990.00.", ("Order before 31/03/2026 and save 10%. "
            "The balance of old stock goes at half price."), "Visit us at hall 5, stand 210, from 14 to 17 April 2026.", "To unsubscribe from this newsletter click here.",
        ])  # fmt: skip
    return _prose(random, "zh_CN", "公司动态", [
        "尊敬的客户：我司将于2026年4月14日至17日参加上海国际五金展，展位号5H-210，欢迎莅临。", "即日起至2026年3月31日，全场紧固件九折优惠，满10,000.00元再减500.00元。", "如不希望收到本邮件，请点击退订。",
    ])  # fmt: skip


def _bank_advice(random: Random) -> tuple[str, bytes]:
    amount = f"{random.randint(100, 99999):,}.{random.randint(10, 99)}"
    day = figures.date_text(random_date(random), "%Y-%m-%d")
    if random.random() < 0.5:
        return _prose(
            random,
            "en",
            "PAYMENT ADVICE",
            [
                f"We have credited your account 13579246 on {day}.",
                f"Amount: GBP {amount}",
                "Ordering party: Northgate Tools & Fixings Limited",
                "Reference: INV-00123 INV-00127",
                "Charges: 12.50",
            ],
        )
    return _prose(
        random,
        "zh_CN",
        "网上银行电子回单",
        [
            f"交易日期：{day}",
            f"金额（小写）：¥{amount}",
            "付款人：上海博联贸易有限公司  账号：6222 0210 0111 2233",
            "收款人：苏州瑞丰精密机械有限公司",
            "摘要：货款",
            "回单编号：2026033100018",
        ],
    )


def _remittance(random: Random) -> tuple[str, bytes]:
    """A list of what one payment settles: it looks much like open items, and is none."""
    pages = _pages(random, chinese=False)
    day = figures.date_text(random_date(random), "d Mon yyyy")
    _head(
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
    _grid(
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


def _contract(random: Random) -> tuple[str, bytes]:
    if random.random() < 0.5:
        return _prose(
            random,
            "en",
            "Supply Agreement",
            [
                "1. This agreement is made on 1 March 2026 between the parties named above.",
                "2. The price of the goods is EUR 45,000.00, payable in three instalments of 15,000.00 on 1 April, 1 May and 1 June 2026.",
                "3. The opening balance of the deposit account is nil; the closing balance shall be returned.",
                "4. Interest accrues at 1.5% per month.",
            ],
        )
    return _prose(
        random,
        "zh_CN",
        "购销合同",
        [
            "一、甲乙双方于2026年3月1日签订本合同。",
            "二、合同总价为人民币450,000.00元（大写：肆拾伍万元整），分三期支付，每期150,000.00元。",
            "三、双方每月25日对账，期末余额以双方确认的对账单为准。",
        ],
    )


def _delivery_note(random: Random) -> tuple[str, bytes]:
    pages = _pages(random, chinese=True)
    day = figures.date_text(random_date(random), "%Y-%m-%d")
    _head(pages, random, "zh_CN", "送货单", [f"日期：{day}    单号：SH2026030017"])
    rows = [[row[0], row[1][:18], "件", row[2], "箱装"] for row in _goods(random, "zh_CN")[0]]
    _grid(pages, [["序号", "品名规格", "单位", "数量", "备注"], *rows], [1, 6, 2, 2, 3], ruled=True)
    return ".pdf", pages.pdf()


def _picture(random: Random) -> tuple[str, bytes]:
    """A page that holds a drawing only, as a scan does: no text at all."""
    buffer = io.BytesIO()
    look.load_fonts()
    canvas = Canvas(buffer, invariant=1)
    for _ in range(200):
        x, y = random.uniform(50, 500), random.uniform(80, 760)
        canvas.rect(x, y, random.uniform(2, 40), random.uniform(1, 8), stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return ".pdf", buffer.getvalue()


def _stock_csv(random: Random) -> tuple[str, bytes]:
    goods = [[cell.replace(",", " ") for cell in row] for row in _goods(random, "en")[0]]
    rows = [
        "Code,Article,Quantity,Price,Value",
        *(",".join([f"A{random.randint(100, 999)}", *row[1:]]) for row in goods),
    ]
    return ".csv", "\r\n".join(rows).encode()


KINDS: Final[Mapping[str, Callable[[Random], tuple[str, bytes]]]] = {
    "not: invoice": _invoice, "not: order": _order, "not: price list": _price_list, "not: newsletter": _newsletter, "not: bank advice": _bank_advice,
    "not: remittance advice": _remittance, "not: contract": _contract, "not: delivery note": _delivery_note, "not: picture": _picture, "not: stock csv": _stock_csv,
}  # fmt: skip
