"""What kind of posting an entry is, told from the words and codes of accounting systems."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers.ledgers.entry import EntryKind

_WORDS: dict[EntryKind, str] = {
    EntryKind.INVOICE: (
        "invoice; sales invoice; purchase invoice; tax invoice; inv; bill; supplier invoice; vendor invoice; customer invoice; si; pi; rv; dr invoice; re; kr; rd; finance charge memo; finance charge; "
        "debit note; debit memo; opening bal. invoice; acc_inv; accrec; accpay; out_invoice; in_invoice; sales; charge; "
        "发票; 销售发票; 采购发票; 销售出库; 销售出库单; 销售单; 应收单; 应付单; 销售专用发票; 销售普通发票; 专用发票; 普通发票; 采购入库; 采购专用发票; 采购入库单; 其他应收单; 其他应付单; 销售; 采购; 销货; 进货; 应收; 应付; 销货单; 进货单; 增值税发票; 销售发货; "
        "rechnung; ausgangsrechnung; eingangsrechnung; ra; facture; facture client; facture fournisseur; fa"
    ),
    EntryKind.CREDIT_NOTE: (
        "credit note; credit memo; credit; sales credit; sales credit note; purchase credit note; cn; cm; sc; pc; dg; kg; return; sales return; purchase return; adjustment note; opening bal. credit note; "
        "credit adjustment; out_refund; in_refund; vendor credit; supplier credit; credit note issued; acc_credit; "
        "红字发票; 贷项通知单; 退货; 销售退货; 销售退货单; 采购退货; 采购退货单; 退货单; 红冲; 负数发票; 红字应收单; 红字应付单; 贷项凭证; "
        "gutschrift; rechnungskorrektur; stornorechnung; gs; avoir; note de crédit"
    ),
    EntryKind.PAYMENT: (
        "payment; receipt; customer payment; supplier payment; vendor payment; bill payment; bill payment (check); bill pmt -check; payment received; cash receipt; cash; sales receipt; purchase payment; bank receipt; bank payment; "
        "sr; pp; dz; kz; zp; sd; pd; pay; rct; pmt; remittance; cheque; check; payment on account; refund; customer refund; payment entry; receive money; spend money; bank; transfer; "
        "收款; 付款; 收款单; 付款单; 回款; 银行收款; 银行付款; 现金收款; 现金付款; 收; 付; 收款凭证; 付款凭证; 现收; 现付; 银收; 银付; 预收款; 预付款; 收款退款; 付款退款; 收款退款单; 付款退款单; 银行存款; 退款; 预收; 预付; "
        "zahlung; zahlungseingang; zahlungsausgang; ze; za; überweisung; lastschrift; règlement; paiement; encaissement; virement"
    ),
    EntryKind.JOURNAL: (
        "journal; journal entry; general journal; jnl; journal voucher; jv; adjustment; ab; write off; write-off; discount; opening balance; contra; je; gj; gl; "
        "记账; 记账凭证; 转账; 转账凭证; 记; 转; 调整; 调整单; 转; 核销; 往来核销; 票前调整; 费用; 往来转账; 坏账; "
        "umbuchung; journalbuchung; skonto; opération diverse; od; écriture"
    ),
}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split()).strip(" .:;")


_KINDS: dict[str, EntryKind] = {
    _folded(word): kind for kind, words in _WORDS.items() for word in words.split(";") if _folded(word)
}
_BEGINNINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (
            r"(?:credit\s+(?:note|memo)|gutschrift|avoir\b|note\s+de\s+crédit|(?:销售|采购)?退货|红字|红冲|冲红)",
            EntryKind.CREDIT_NOTE,
        ),
        (
            r"(?:(?:tax\s+|sales\s+|purchase\s+)?invoice\b|inv[\s.#:-]|rechnung\b|facture\b|(?:销售|采购|增值税)?(?:专用|普通)?发票|销售出库|应收单|应付单)",
            EntryKind.INVOICE,
        ),
        (
            (
                r"(?:(?:bank\s+|customer\s+|supplier\s+)?payment\b|receipt\b|remittance|zahlung|überweisung|r[eè]glement|paiement|virement|"
                r"(?:银行|现金)?(?:收|付)到?款|(?:收到|支付|付|收|回)(?:.{0,12})?(?:货款|款项|回款|款)|回款)"
            ),
            EntryKind.PAYMENT,
        ),
        (r"(?:journal\b|umbuchung|write[\s-]?off|结转|调整|核销)", EntryKind.JOURNAL),
    )
)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> EntryKind | None:
    """Return the kind that a cell of a type column names, None where it names none. Case, width and blanks are folded."""
    folded = _folded(text)
    found = _KINDS.get(folded)
    return found or kind_in(text) if folded else None


@lru_cache(maxsize=4096)
def kind_in(description: str) -> EntryKind | None:
    """Return the kind that a description begins with, None where it says none."""
    plain = unicodedata.normalize("NFKC", description).strip()
    return next((kind for pattern, kind in _BEGINNINGS if pattern.match(plain)), None)


def is_refund(text: str) -> bool:
    """Whether the words name money going back, whose sign is that of an invoice."""
    return bool(re.search(r"refund|退款|rückzahlung|erstattung|remboursement|revers", text, re.IGNORECASE))
