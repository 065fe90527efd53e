"""Papers about goods: invoices, orders, quotations, price lists, delivery notes, stock."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final

from tests.support import figures, habits, wording
from tests.support.plain_papers import blank_pages, draw_grid, draw_head, drawn_goods, random_date

CENT: Final = Decimal("0.01")


def invoice(random: Random) -> tuple[str, bytes]:
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
    pages = blank_pages(random, chinese=language == "zh_CN")
    draw_head(pages, random, language, title, [number, f"{due}: {day}"])
    rows, net = drawn_goods(random, language)
    tax = (net * Decimal("0.2")).quantize(CENT)
    form = habits.number_form(random, language, "EUR")
    for label, value in zip(total, (net, tax, net + tax), strict=True):
        rows.append(["", label, "", "", form.plain(value, 2)])
    draw_grid(pages, [head, *rows], [1, 8, 2, 3, 3], ruled=random.random() < 0.6)
    pages.y += 20
    pages.write(pages.left, pages.y, wording.BANKS[language], 8)
    return ".pdf", pages.pdf()


def order(random: Random) -> tuple[str, bytes]:
    language = random.choice(["en", "zh_CN", "de"])
    title = {"en": "PURCHASE ORDER", "zh_CN": "采购订单", "de": "Bestellung"}[language]
    head = {
        "en": ["Line", "Item", "Quantity", "Price", "Value"],
        "zh_CN": ["行号", "物料", "数量", "含税单价", "金额"],
        "de": ["Pos", "Artikel", "Menge", "Preis", "Wert"],
    }[language]
    day = figures.date_text(random_date(random), random.choice(figures.LONG_DATES[language]))
    pages = blank_pages(random, chinese=language == "zh_CN")
    draw_head(
        pages,
        random,
        language,
        title,
        [
            "PO-45001234",
            {"en": f"Delivery date: {day}", "zh_CN": f"交货日期：{day}", "de": f"Liefertermin: {day}"}[language],
        ],
    )
    rows, net = drawn_goods(random, language)
    rows.append(["", {"en": "Total", "zh_CN": "合计", "de": "Summe"}[language], "", "", f"{net:,.2f}"])
    draw_grid(pages, [head, *rows], [1, 8, 2, 3, 3], ruled=random.random() < 0.6)
    return ".pdf", pages.pdf()


def price_list(random: Random) -> tuple[str, bytes]:
    language = random.choice(["en", "zh_CN", "fr"])
    pages = blank_pages(random, chinese=language == "zh_CN")
    title, valid = {
        "en": ("Price list", "Valid from {}"),
        "zh_CN": ("产品价格表", "自{}起执行"),
        "fr": ("Tarif", "Valable à partir du {}"),
    }[language]
    day = figures.date_text(random_date(random), figures.LONG_DATES[language][0])
    draw_head(pages, random, language, title, [valid.format(day)])
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
        for row in drawn_goods(random, language)[0]
    ]
    draw_grid(pages, [head, *rows], [2, 7, 2, 3, 3], ruled=random.random() < 0.5)
    return ".pdf", pages.pdf()


def delivery_note(random: Random) -> tuple[str, bytes]:
    pages = blank_pages(random, chinese=True)
    day = figures.date_text(random_date(random), "%Y-%m-%d")
    draw_head(pages, random, "zh_CN", "送货单", [f"日期：{day}    单号：SH2026030017"])
    rows = [[row[0], row[1][:18], "件", row[2], "箱装"] for row in drawn_goods(random, "zh_CN")[0]]
    draw_grid(pages, [["序号", "品名规格", "单位", "数量", "备注"], *rows], [1, 6, 2, 2, 3], ruled=True)
    return ".pdf", pages.pdf()


def stock_csv(random: Random) -> tuple[str, bytes]:
    goods = [[cell.replace(",", " ") for cell in row] for row in drawn_goods(random, "en")[0]]
    rows = [
        "Code,Article,Quantity,Price,Value",
        *(",".join([f"A{random.randint(100, 999)}", *row[1:]]) for row in goods),
    ]
    return ".csv", "\r\n".join(rows).encode()


def quotation(random: Random) -> tuple[str, bytes]:
    language = random.choice(["en", "zh_CN", "de", "fr"])
    title = {"en": "QUOTATION", "zh_CN": "报价单", "de": "Angebot", "fr": "DEVIS"}[language]
    head = {
        "en": ["Item", "Description", "Qty", "Unit price", "Total"], "zh_CN": ["序号", "品名", "数量", "单价", "金额"],
        "de": ["Pos.", "Beschreibung", "Menge", "Preis", "Gesamt"], "fr": ["N°", "Désignation", "Qté", "Prix", "Total"],
    }[language]  # fmt: skip
    pages = blank_pages(random, chinese=language == "zh_CN")
    day = figures.date_text(random_date(random), figures.LONG_DATES[language][0])
    draw_head(
        pages,
        random,
        language,
        title,
        [
            {
                "en": f"Valid until {day}",
                "zh_CN": f"有效期至{day}",
                "de": f"Gültig bis {day}",
                "fr": f"Valable jusqu'au {day}",
            }[language]
        ],
    )
    rows, net = drawn_goods(random, language)
    rows.append(["", {"en": "Total", "zh_CN": "合计", "de": "Summe", "fr": "Total"}[language], "", "", f"{net:,.2f}"])
    draw_grid(pages, [head, *rows], [1, 8, 2, 3, 3], ruled=random.random() < 0.6)
    return ".pdf", pages.pdf()
