"""What a line is, told from its words: invoice, credit note, payment, journal."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.spelling import pattern_spelling
from parsers.statements.labels import fold
from parsers.statements.statement import LineKind

_WORDS: tuple[tuple[LineKind, str], ...] = (
    (
        LineKind.CREDIT_NOTE,
        r"credit\s*(?:note|memo|adj\w*)|\bcred(?:it)?\s*mem\b|\bcrn\b|\bcn[-\s]?\d|\bc/n\b|sales\s+return|return(?:ed)?\s+goods|refund\s+note|gutschrift|storno|avoir|note\s+de\s+crédit|红字|紅字|红冲|紅沖|退货|退貨|贷项|折让|折讓|退款单|冲销",
    ),
    (
        LineKind.PAYMENT,
        (
            r"payments?\b|\bpaid\b|\bpmt\b|receipts?\b|\brcpt\b|received|remittance|bank\s+transfer|\bbacs\b|\bchaps\b|\bach\b|\bwire\b|direct\s+debit|cheque|\bcheck\b|\bcash\b|\bsepa\b|zahlung|überweisung|lastschrift|scheck|"
            r"paiement|règlement|virement|chèque|encaissement|(?<!应)收款|(?<!应)付款|回款|收到|支付|转账|轉賬|轉帳|汇款|匯款|电汇|電匯|承兑|承兌|银行存款|货款收|收货款|付货款|到账|支票"
        ),
    ),
    (
        LineKind.INVOICE,
        r"invoices?\b|\binv\b|\binv[-/]?\d|\bsi[-/]?\d{3}|\bbill\b|sales?\b|rechnung|\brg\b|facture|vente|发票|發票|销货|出货|销售|銷售|开票|開票|出库|出庫|送货|送貨|发货|發貨|货款|貨款|采购|採購|应收单|應收單|应付单",
    ),
    (
        LineKind.JOURNAL,
        r"journal|\bjnl\b|\bjv\b|adjust\w*|transfer|contra|write[-\s]?off|rounding|interest|fee\b|charges?\b|correction|umbuchung|korrektur|zinsen|gebühr|od\b|écriture|ajustement|intérêts|frais|调整|調整|转入|转出|轉入|轉出|手续费|手續費|利息|冲账|沖帳|结转|凭证|更正",
    ),
)
_INVOICE_NUMBER = re.compile(r"\b(?:inv|si)[-/]?\d\S*")
_ABOUT_A_DOCUMENT = re.compile(
    pattern_spelling(
        r"\bset[-\s]?off\b|\boff-?set\s+(?:against|with|of)\b|\bcontra\b|\bretention\b|\bretained\b|\bheld\s+back\b|\bdeduct\w*|\binterest\s+(?:on|for)\b|"
        r"verrechnung|aufrechnung|einbehalt|zinsen|\bretenue|compensation|intérêts|对冲|對沖|抵销|抵銷|抵扣|冲抵|沖抵|质保金|質保金|保证金|保留金|扣款|利息"
    )
)
"""What is done to an invoice, whose number or name stands behind it: a booking of its own, and no invoice."""
_COMPILED = tuple((kind, re.compile(pattern_spelling(pattern))) for kind, pattern in _WORDS)
_CODES = {
    "inv": LineKind.INVOICE,
    "in": LineKind.INVOICE,
    "si": LineKind.INVOICE,
    "i": LineKind.INVOICE,
    "rv": LineKind.INVOICE,
    "ri": LineKind.INVOICE,
    "re": LineKind.INVOICE,
    "rg": LineKind.INVOICE,
    "fa": LineKind.INVOICE,
    "pi": LineKind.INVOICE,
    "sc": LineKind.CREDIT_NOTE,
    "cn": LineKind.CREDIT_NOTE,
    "crn": LineKind.CREDIT_NOTE,
    "cm": LineKind.CREDIT_NOTE,
    "cr": LineKind.CREDIT_NOTE,
    "gs": LineKind.CREDIT_NOTE,
    "av": LineKind.CREDIT_NOTE,
    "pc": LineKind.CREDIT_NOTE,
    "sr": LineKind.PAYMENT,
    "py": LineKind.PAYMENT,
    "pmt": LineKind.PAYMENT,
    "pay": LineKind.PAYMENT,
    "dz": LineKind.PAYMENT,
    "rc": LineKind.PAYMENT,
    "rec": LineKind.PAYMENT,
    "zl": LineKind.PAYMENT,
    "za": LineKind.PAYMENT,
    "pp": LineKind.PAYMENT,
    "p": LineKind.PAYMENT,
    "ze": LineKind.PAYMENT,
    "rct": LineKind.PAYMENT,
    "chq": LineKind.PAYMENT,
    "rc.": LineKind.PAYMENT,
    "gu": LineKind.CREDIT_NOTE,
    "credit": LineKind.CREDIT_NOTE,
    "ub": LineKind.JOURNAL,
    "od": LineKind.JOURNAL,
    "jnl": LineKind.JOURNAL,
    "jv": LineKind.JOURNAL,
    "je": LineKind.JOURNAL,
    "ab": LineKind.JOURNAL,
    "adj": LineKind.JOURNAL,
}


_TERMS = re.compile(
    pattern_spelling(
        r"(?:terms\s+of\s+payment|payment\s+(?:terms|due|within)|conditions\s+de\s+paiement|zahlungsbedingung\w*|zahlungsziel|zahlbar|付款条件|付款方式|結算方式|结算方式)[^;,，；]*"
    )
)


_WARES = r"(?:goods|services?|merchandise|waren?|dienstleistung(?:en)?|marchandises?|prestations?|商品|服务费?|服務費?)"
_GOODS = re.compile(
    pattern_spelling(
        rf"{_WARES}(?:\s*(?:/|&|\+|and|und|et|及|和)\s*{_WARES})?(?:\s+(?:supplied|sold|delivered|geliefert))?"
    )
)


def names_goods(description: str) -> bool:
    """Whether a description says no more than that something was sold ("Goods/Services"); bought or brought back it may be."""
    return _GOODS.fullmatch(fold(description)) is not None


@lru_cache(maxsize=8192)
def kind_of(kind: str, description: str = "", reference: str = "") -> LineKind | None:
    """Return what the words of a line call it: its own kind column first, then the description, then the number's letters.

    A description that only gives another invoice's number says less than the letters: PAY-7 for INV-9 is a payment.
    """
    if kind:
        folded = fold(kind)
        found = _CODES.get(folded.rstrip(".")) or _in_words(folded)
        if found is not None:
            return found
    letters = re.match(r"([a-z]{2,4})[-\s/_]?\d{2,}", fold(reference)) if reference else None
    by_letters = _CODES.get(letters[1]) if letters else None
    if description:
        folded = fold(description)
        found = _in_words(folded)
        if found is LineKind.INVOICE and by_letters is not None and _in_words(_INVOICE_NUMBER.sub(" ", folded)) is None:
            return by_letters
        if found is not None:
            return found
    return by_letters


def _in_words(folded: str) -> LineKind | None:
    """A payment that names the invoice it pays is a payment; the earliest word decides otherwise."""
    folded = _TERMS.sub(" ", folded)
    for kind, pattern in _COMPILED[:2]:
        found = pattern.search(folded)
        if found:
            return kind
    for kind, pattern in _COMPILED[2:]:
        if pattern.search(folded):
            return LineKind.JOURNAL if _ABOUT_A_DOCUMENT.search(folded) else kind
    return None
