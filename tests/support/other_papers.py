"""Papers that are no statements of account, though most of them carry tables, amounts and totals."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from tests.support import figures, papers_of_books, papers_of_trade
from tests.support.drafts import Paper
from tests.support.plain_papers import blank_pages, draw_head, random_date
from tests.support.renderings import look


def make_paper(name: str, seed: int) -> Paper:
    """Return the paper of a kind for a seed."""
    random = Random(f"{name}/{seed}")
    suffix, content = KINDS[name](random)
    return Paper(name=f"document{suffix}", content=content, layout=name, seed=seed)


def _prose(random: Random, language: str, title: str, sentences: list[str]) -> tuple[str, bytes]:
    pages = blank_pages(random, chinese=language == "zh_CN")
    draw_head(pages, random, language, title, [])
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


KINDS: Final[Mapping[str, Callable[[Random], tuple[str, bytes]]]] = {
    "not: invoice": papers_of_trade.invoice, "not: order": papers_of_trade.order, "not: price list": papers_of_trade.price_list, "not: newsletter": _newsletter, "not: bank advice": _bank_advice,
    "not: remittance advice": papers_of_books.remittance, "not: contract": _contract, "not: delivery note": papers_of_trade.delivery_note, "not: picture": _picture, "not: stock csv": papers_of_trade.stock_csv,
    "not: trial balance": papers_of_books.trial_balance, "not: aged debtors": papers_of_books.aged_debtors, "not: stock card": papers_of_books.stock_card, "not: quotation": papers_of_trade.quotation,
}  # fmt: skip
