"""A draft printed as PDF through reportlab: letterhead, facts, boxes, table, ageing, slip, footer."""

from __future__ import annotations

from random import Random

from tests.support.drafts import Block, Draft
from tests.support.renderings.look import Look
from tests.support.renderings.sheet_of_paper import Pages
from tests.support.renderings.table_on_paper import PaperTable

COVERS = {
    "en": ("Dear Sirs,", "Please find enclosed our statement of account. We would ask you to confirm the balance by 15 May 2026.", "If the balance of 12,000.00 mentioned in our letter of 2 April has been settled meanwhile, please disregard this letter.", "Yours faithfully"),
    "zh_CN": ("尊敬的客户：", "随函附上贵我双方往来对账单，敬请核对，并于2026年5月15日前回复。", "此前函中所列 12,000.00 元如已支付，请忽略。", "此致 敬礼"),
    "zh_TW": ("敬啟者：", "隨函檢附對帳單，敬請核對，並於2026年5月15日前回覆。"),
    "de": ("Sehr geehrte Damen und Herren,", "anbei erhalten Sie unseren Kontoauszug mit der Bitte um Abstimmung bis zum 15.05.2026.", "Sollte der Betrag von 12.000,00 bereits bezahlt sein, bitten wir dieses Schreiben als gegenstandslos zu betrachten."),
    "fr": ("Madame, Monsieur,", "Veuillez trouver ci-joint notre relevé de compte, à nous confirmer avant le 15/05/2026."),
}  # fmt: skip
TERMS = {
    "en": ("TERMS AND CONDITIONS OF SALE", "1. Balance. The balance of the account is due within 30 days. Date of invoice is decisive.", "2. Interest. 1.5% per month is charged on amounts above 500.00 overdue.", "3. Credit. Goods returned are credited at the price charged, less 15.00 handling."),
    "zh_CN": ("销售条款", "一、账期：自开票日期起30日内付清余额。", "二、逾期金额超过500.00元的，按日万分之五计收违约金。"),
    "zh_TW": ("銷售條款", "一、帳期：自發票日期起30日內付清。"),
    "de": ("Allgemeine Geschäftsbedingungen", "1. Der Saldo ist binnen 30 Tagen fällig.", "2. Ab 500,00 werden Verzugszinsen von 9 % berechnet."),
    "fr": ("Conditions générales de vente", "1. Le solde est payable à 30 jours date de facture.", "2. Au-delà de 500,00 des pénalités de retard sont dues."),
}  # fmt: skip


def printed(random: Random, draft: Draft, look: Look) -> bytes:
    """Return the PDF of a draft."""
    pages = Pages(look, random)
    if look.cover:
        _prose(pages, draft, COVERS[draft.language])
        pages.add_page()
    _letterhead(pages, draft)
    for number, block in enumerate(draft.blocks):
        if number and (look.block_on_new_page or pages.y > pages.bottom * 0.7):
            pages.add_page()
        _block(pages, draft, block)
    if look.terms:
        pages.add_page()
        _prose(pages, draft, TERMS[draft.language])
    _margins(pages, draft)
    if look.missing_page:
        del pages.pages[1]
    return pages.pdf()


def _prose(pages: Pages, draft: Draft, sentences: tuple[str, ...]) -> None:
    _paragraph(pages, draft.letterhead[0])
    pages.y += pages.look.size * 2
    for sentence in sentences:
        _paragraph(pages, sentence)
        pages.y += pages.look.size


def _strip_to_tear_off(pages: Pages, block: Block, top: float) -> None:
    """Write references and amounts once more beside the table."""
    size, edge = min(8, pages.look.size), pages.width - pages.look.margin
    left = pages.right + 16
    pages.write(left, top + size, "Reference", size, bold=True)
    pages.write(edge - 30, top + size, "Amount", size, bold=True, align="right")
    pages.write(edge, top + size, "Paid", size, bold=True, align="right")
    y = top + size * 3
    for row in block.rows:
        amount = next(
            (
                row.cells[role]
                for role in ("amount", "open", "debit", "credit", "charges", "payments")
                if row.cells.get(role)
            ),
            "",
        )
        if row.line is not None:
            pages.write(left, y, block.truth.lines[row.line].reference, size)
            pages.write(edge - 30, y, amount, size, align="right")
            y += size * 1.4
    pages.rule(left - 8, top, left - 8, y)


def _letterhead(pages: Pages, draft: Draft) -> None:
    look, size = pages.look, pages.look.size
    x = pages.left
    if look.logo:
        pages.fill(x, pages.y - 8, x + 34, pages.y + 22, 0.6)
        pages.fill(x + 8, pages.y, x + 26, pages.y + 14, 0.9)
        x += 44
    pages.write(x, pages.y + 4, draft.letterhead[0], size + 4, bold=True)
    pages.y += 4 + (size + 4) * 1.3
    for line in draft.letterhead[1:]:
        pages.write(x, pages.y, line, size)
        pages.y += size * 1.3
    pages.y += size
    top = pages.y
    for line in draft.addressee:
        pages.write(pages.left, pages.y, line, size)
        pages.y += size * 1.3
    if look.address_columns:
        for number, line in enumerate(draft.letterhead):
            pages.write(pages.right, top + number * size * 1.3, line, size, align="right")
    pages.y = max(pages.y, top + len(draft.letterhead) * size * 1.3) + size


def _block(pages: Pages, draft: Draft, block: Block) -> None:
    look, size = pages.look, pages.look.size
    _room(pages, 140)
    pages.write(
        (pages.left + pages.right) / 2,
        pages.y + 6,
        block.title,
        size + 5,
        bold=True,
        align="center",
        spaced=look.letter_spaced,
    )
    pages.y += size * 3
    _facts(pages, block.facts)
    for text in block.before:
        _paragraph(pages, text)
    # A box that holds one figure only tells the reader where he stands before the table.
    at_top = look.box_at == "top" or (len(block.box) == 1 and not block.truth.open_item)
    if at_top:
        _box(pages, block.box)
    pages.y += size
    page, top = len(pages.pages), pages.y

    def new_page() -> None:
        pages.add_page()
        if look.repeat_letter:
            _letterhead(pages, draft)
            _facts(pages, block.facts)
            pages.y += size

    PaperTable(pages, block, new_page).draw()
    if look.slip_beside and page == len(pages.pages):
        _strip_to_tear_off(pages, block, top)
    if not at_top:
        _box(pages, block.box)
    for text in block.after:
        _paragraph(pages, text)
    _ageing(pages, block)
    _slip(pages, block)
    pages.y += size * 2


def _room(pages: Pages, needed: float) -> None:
    if pages.y + needed > pages.bottom:
        pages.add_page()


def _paragraph(pages: Pages, text: str) -> None:
    for line in pages.wrap(text, pages.right - pages.left, pages.look.size):
        _room(pages, pages.look.size * 1.4)
        pages.write(pages.left, pages.y + pages.look.size, line, pages.look.size)
        pages.y += pages.look.size * 1.4


def _facts(pages: Pages, facts: tuple[tuple[str, str], ...]) -> None:
    look, size = pages.look, pages.look.size
    if not facts:
        return
    colon = pages.random.choice([":", ":", "：" if look.face == "chinese" else " :", ""])
    if look.facts_at == "line":
        for start in range(0, len(facts), 2):
            parts = [f"{label}{colon or ':'} {value}" for label, value in facts[start : start + 2]]
            pages.write(pages.left, pages.y + size, parts[0], size)
            if len(parts) > 1:
                second = max((pages.right - pages.left) * 0.52, pages.measure(parts[0], size) + 14)
                if pages.left + second + pages.measure(parts[1], size) > pages.right + 5:
                    pages.y, second = pages.y + size * 1.5, 0
                pages.write(pages.left + second, pages.y + size, parts[1], size)
            pages.y += size * 1.5
        return
    wide = max(pages.measure(label + colon, size, bold=True) for label, _ in facts) + 10
    value_wide = max(pages.measure(value, size) for _, value in facts)
    x = pages.left if look.facts_at == "left" else max(pages.left, pages.right - wide - value_wide)
    for label, value in facts:
        pages.write(x, pages.y + size, label + colon, size, bold=True)
        pages.write(x + wide, pages.y + size, value, size)
        pages.y += size * 1.4


def _box(pages: Pages, box: tuple[tuple[str, str], ...]) -> None:
    look, size = pages.look, pages.look.size
    if not box:
        return
    _room(pages, size * 1.6 * (len(box) + 1))
    pages.y += size * 0.5
    if look.box_style == "lines":
        wide = (
            max(pages.measure(label, size, bold=True) for label, _ in box)
            + max(pages.measure(value, size) for _, value in box)
            + 40
        )
        left = pages.right - wide
        top = pages.y
        for label, value in box:
            pages.write(left + 6, pages.y + size * 1.2, label, size, bold=True)
            pages.write(pages.right - 6, pages.y + size * 1.2, value, size, align="right")
            pages.y += size * 1.6
        for edge in (
            (left, top, pages.right, top),
            (left, pages.y, pages.right, pages.y),
            (left, top, left, pages.y),
            (pages.right, top, pages.right, pages.y),
        ):
            pages.rule(*edge)
        pages.y += size * 0.6
        return
    _strip(pages, box)


def _strip(pages: Pages, cells: tuple[tuple[str, str], ...]) -> None:
    """Draw labels in one row and their figures below, side by side."""
    size = pages.look.size
    wide = (pages.right - pages.left) / len(cells)
    top = pages.y
    for number, (label, value) in enumerate(cells):
        middle = pages.left + wide * (number + 0.5)
        pages.write(middle, top + size * 1.2, label, size, bold=True, align="center")
        pages.write(middle, top + size * 2.8, value, size, align="center")
        pages.rule(middle + wide / 2, top, middle + wide / 2, top + size * 3.4)
    for y in (top, top + size * 1.7, top + size * 3.4):
        pages.rule(pages.left, y, pages.right, y)
    pages.rule(pages.left, top, pages.left, top + size * 3.4)
    pages.y = top + size * 4


def _ageing(pages: Pages, block: Block) -> None:
    if not block.ageing:
        return
    _room(pages, pages.look.size * 6)
    pages.y += pages.look.size * 0.5
    _strip(pages, block.ageing)


def _slip(pages: Pages, block: Block) -> None:
    if not block.slip:
        return
    size = pages.look.size
    _room(pages, size * 1.5 * (len(block.slip) + 2))
    pages.y += size
    x = pages.left
    while x < pages.right:
        pages.rule(x, pages.y, x + 4, pages.y)
        x += 8
    pages.y += size
    for line in block.slip:
        pages.write(pages.left, pages.y + size, line, size)
        pages.y += size * 1.5


def _margins(pages: Pages, draft: Draft) -> None:
    """Write the footer and the page numbers on every page, once their number is known."""
    look, size, count = pages.look, pages.look.size, len(pages.pages)
    everything = pages.pages
    for number in range(count):
        pages.pages = everything[: number + 1]
        if draft.footer:
            pages.write(
                (pages.left + pages.right) / 2,
                pages.height - look.margin * 0.6,
                draft.footer,
                max(6, size - 2),
                align="center",
            )
        words = draft.page_words.format(page=number + 1, pages=count)
        if look.page_numbers == "bottom":
            pages.write(pages.right, pages.height - look.margin * 0.6 - 12, words, size, align="right")
        elif look.page_numbers == "top":
            pages.write(pages.right, look.margin * 0.6, words, size, align="right")
    pages.pages = everything
