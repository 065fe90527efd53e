"""Whether paper is a statement of account at all, and what else it looks like: an invoice, an order, a price list, a newsletter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.headings import Heading
from parsers.readers.heading_sense import DATES, is_ageing_label
from parsers.spelling import pattern_spelling
from parsers.statements.columns import OWN_DATES, Column, indices
from parsers.statements.labels import Label, fold, label_of
from parsers.statements.row_labels import row_label
from parsers.statements.sections import Section
from parsers.table import Row

_STATEMENT = re.compile(
    pattern_spelling(
        r"statement\b|account\s+(?:activity|summary|balance|transactions)|open\s+items?|ledger|outstanding\s+(?:invoices|items)|aged\s+(?:debt|receivable|payable)|reconciliation|balance\s+confirmation|"
        r"(?:customer|vendor|supplier)\s+line\s+items?|行项目|明细表|明細表|未结|未結|未清|对账|对帐|對賬|對帳|往来|往來|明细账|明细帐|明細賬|明細帳|应收账款|應收帳款|欠款|月结单|結單|结单|询证|kontoauszug|kontoblatt|saldenbestätigung|offene[nr]?[\s-]+posten|kontoübersicht|kontokorrent|debitorenkonto|relevé|extrait\s+de\s+compte|grand\s+livre|situation\s+de\s+compte"
    )
)
OTHER_PAPERS: tuple[tuple[str, str], ...] = (
    ("credit_note", r"^(?:sales\s+)?credit\s+(?:note|memo)\b|^gutschrift\b|^avoir\b|^红字发票"),
    (
        "invoice",
        r"^(?:tax\s+|sales\s+|commercial\s+|proforma\s+|pro\s+forma\s+|vat\s+)?invoice\b|^rechnung\b|^facture\b|发票$|發票$|^增值税|invoice\s*(?:no|number|#)|rechnungs-?(?:nr|nummer)",
    ),
    (
        "order",
        r"^(?:purchase|sales)\s+order\b|^(?:open|outstanding)\s+(?:sales\s+|purchase\s+)?orders?\b|order\s+confirmation|^auftragsbestätigung|^bestellung|^bon\s+de\s+commande|采购订单|採購訂單|销售订单|订单确认",
    ),
    ("quotation", r"^quot(?:e|ation)\b|^angebot\b|^devis\b|报价单|報價單"),
    (
        "delivery_note",
        r"^delivery\s+(?:note|order)|packing\s+(?:list|slip)|^lieferschein|^bon\s+de\s+livraison|送货单|送貨單|装箱单",
    ),
    ("price_list", r"price\s*list|^preisliste|liste\s+de\s+prix|tarif\b|价格表|价目表|價目表"),
    ("remittance_advice", r"remittance\s+advice|payment\s+advice|zahlungsavis|avis\s+de\s+paiement|付款通知|汇款通知"),
    (
        "stock_card",
        r"^stock\s+(?:card|ledger|report|list|movement)|^inventory\b|^bin\s+card|opening\s+stock|库存|庫存|收发存|存货|^lager(?:karte|bestand)|fiche\s+de\s+stock",
    ),
    ("newsletter", r"newsletter|unsubscribe|webinar|subscribe|abmelden|désinscrire|退订|订阅"),
    ("payslip", r"pay\s*slip|gehaltsabrechnung|bulletin\s+de\s+paie|工资条"),
)
_COMPILED = tuple((name, re.compile(pattern_spelling(pattern))) for name, pattern in OTHER_PAPERS)
_BILLS = frozenset({"invoice", "credit_note", "order", "quotation", "delivery_note"})
_GOODS = (Heading.QUANTITY, Heading.PRICE, Heading.GOODS)


_LEAST_BUCKETS = 3
"""So many columns by age head a list of open items, whatever it is called: no bill spreads its amounts over them."""


def statement_like(section: Section, texts: Sequence[str]) -> bool:
    """Whether a section can be a statement: dated movements or items, and more than an invoice's table of goods."""
    columns = section.columns
    dated = bool(indices(columns, *DATES, Heading.MONTH))
    sided = bool(indices(columns, Heading.DEBIT, Heading.INCREASE)) and bool(
        indices(columns, Heading.CREDIT, Heading.DECREASE)
    )
    running = bool(indices(columns, Heading.BALANCE, Heading.OPEN_AMOUNT, Heading.LOCAL_BALANCE))
    aged = sum(is_ageing_label(column.text) for column in columns) >= _LEAST_BUCKETS
    running = running or aged
    goods = bool(indices(columns, *_GOODS))
    numbered = bool(indices(columns, Heading.REFERENCE, Heading.VOUCHER))
    # customer, number, day, day of payment: a list of open items, even where nothing calls it so
    listed = numbered and not goods and bool(indices(columns, *OWN_DATES)) and bool(indices(columns, Heading.DUE_DATE))
    other = called_other(texts)
    billed = other in _BILLS
    # an invoice may speak of a statement ("see separate statement") and of a previous balance: only a title makes it one
    titled = called_statement([*([] if billed else texts), section.sheet or ""]) or any(
        called_statement([text]) for text in texts if not _is_sentence(text)
    )
    framed = any(row_label(row, columns) in {Label.OPENING, Label.BROUGHT_FORWARD} for row in section.rows)
    framed = framed or (
        not billed
        and any(
            label_of(text.partition(":")[0].partition("：")[0]) in {Label.OPENING, Label.BROUGHT_FORWARD}
            for text in texts
        )
    )
    # "Total outstanding" under numbered items, as in a mail typed by hand
    framed = framed or (
        not billed and dated and numbered and not goods and any(_says_owed(row, columns) for row in section.rows[-3:])
    )
    if not dated and not (titled and numbered):
        return False
    if other in {"stock_card", "price_list", "payslip"} and not titled:
        return False
    if other is not None and not titled and not framed:
        return (sided or aged) and running and not goods
    if goods and not (sided or running) and billed and _is_billed_first(texts):
        return False
    if goods and not (sided or running or titled or framed):
        return False
    return titled or framed or sided or running or (listed and other is None)


_OWED = re.compile(r"outstanding|owing|owed|unpaid|overdue|offen|restant|impayé|未付|未收|未结|欠款|未結")


def _says_owed(row: Row, columns: tuple[Column, ...]) -> bool:
    return row_label(row, columns) in {Label.CLOSING, Label.TOTAL, Label.DUE} and any(
        _OWED.search(fold(cell.text)) for cell in row.cells
    )


_PROSE = re.compile(
    r"(?:[^\W\d_]{4,}(?<!corp)(?<!gmbh)|[)\"])[.!?][)\"]?(?:\s+\S|\s*$)"
    r"|\b(?:see|refer|siehe|voir)\b|\s(?:your|our|votre|notre|ihre[mnr]?|unsere[mnr]?)\s|请|請|参见|參見|详见|詳見"
)
"""The end of a sentence ("Ltd." is none), or words by which one paper speaks of another."""


def _is_sentence(text: str) -> bool:
    """Whether a text speaks of something rather than naming the paper: more than a title's few words, told in a sentence."""
    folded = fold(text)
    words = len(re.findall(r"[^\W\d_]+", folded)) + len(re.findall(r"[\u4e00-\u9fff]", folded)) // 2
    return words >= 4 and _PROSE.search(text.strip().lower()) is not None


def _is_billed_first(texts: Sequence[str]) -> bool:
    """Whether the paper calls itself an invoice, an order and the like before any line names a statement: the title stands first."""
    for text in texts:
        if called_statement([text]) and not _is_sentence(text):
            return False
        if called_other([text]) in _BILLS:
            return True
    return False


def called_statement(texts: Sequence[str]) -> bool:
    """Whether a line of the text names a statement."""
    return any(_STATEMENT.search(fold(text)) for text in texts if len(text) < 120)


def called_other(texts: Sequence[str]) -> str | None:
    """Return what the first telling line calls the paper, None where no line does."""
    for text in texts:
        folded = fold(text)
        if len(folded) > 120:
            continue
        for name, pattern in _COMPILED:
            if pattern.search(folded):
                return name
    return None
