"""What a heading says on paper: the vocabulary's answer, by halves where it is bilingual, by its telling word where it is unknown."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.headings import Heading, heading_of
from parsers.scaled_units import unit_in_heading

MONEY = frozenset(
    {
        Heading.DEBIT,
        Heading.CREDIT,
        Heading.INCREASE,
        Heading.DECREASE,
        Heading.AMOUNT,
        Heading.BALANCE,
        Heading.OPEN_AMOUNT,
        Heading.ORIGINAL_AMOUNT,
        Heading.PAID_AMOUNT,
        Heading.LOCAL_AMOUNT,
        Heading.LOCAL_DEBIT,
        Heading.LOCAL_CREDIT,
        Heading.LOCAL_BALANCE,
    }
)
"""Headings of columns whose numbers may be a statement's amounts."""


DESCRIBING = frozenset(
    {
        Heading.DATE,
        Heading.DOCUMENT_DATE,
        Heading.DUE_DATE,
        Heading.REFERENCE,
        Heading.VOUCHER,
        Heading.NUMBER,
        Heading.THEIR_REFERENCE,
        Heading.DESCRIPTION,
        Heading.KIND,
        Heading.MONTH,
    }
)


DATES = frozenset({Heading.DATE, Heading.DOCUMENT_DATE, Heading.DUE_DATE})


_DIGITS = re.compile(r"\d")


_AGEING = re.compile(
    r"(?i)(?:current|not\s+(?:yet\s+)?due|(?:over|more\s+than|above|plus\s+de|über|ab|>=?|≥)\s*\d+\+?\s*(?:days?|tagen?|jours|months?|天|日)?"
    r"|<\s*1\s*month|\d{1,3}\s*(?:-|–|to|bis|à|~|至)\s*\d{1,3}\s*(?:days?|tage|jours|months?|天|日|个月)?(?:\s+(?:past(?:\s+due)?|overdue))?"
    r"|\+\s*de\s*\d+\s*jours|\d+\s*\+\s*(?:days?)?|\d+\s*(?:days?|tage|jours|months?|天)(?:\s+(?:and\s+)?(?:over|older|past\s+due|overdue))?"
    r"|older|nicht\s+fällig|noch\s+nicht\s+fällig|non\s+échu|未到期|未逾期|\d+\s*天?以上|\d+\s*天(?:以内|以內|内|內)|超过\s*\d+\s*天|逾期\S{0,10}|到期\S{0,4}"
    r"|即期|当期|當期|(?:超过|超過|逾)?\s*\d+\s*(?:[-~至]\s*\d+\s*)?(?:天|日|个月|個月)(?:以上|以内|以內|以下|内|內)?|[一二三四五六]\s*(?:个|個)月(?:以上|以内|以內)?|[半一二三]年(?:以上|以内|以內))"
)


_SETTLING = (
    "(?:付|收|还|還|结|結|清|核销|核銷|回|到账|到帳|支付|缴|繳|偿还|償還|冲销|沖銷|兑付|兌付|结算|結算|冲|沖|销|銷)"
)

_SUM = "(?:金额|金額|款额|款額|货款|貨款|账款|帳款|款项|款項|款|额|額)"


_SOFT: tuple[tuple[Heading, str], ...] = (
    (
        Heading.QUANTITY,
        r"数量|數量|件数|件數|重量|\bqty\b|\bquantity\b|\bmenge\b|\bquantité\b",
    ),  # 结存数量 is no balance
    (
        Heading.DUE_DATE,
        r"\bdue\b.*\bdate\b|\bdate\b.*\bdue\b|fällig|échéance|到期|(?:预计|預計|应收|應收|应付|應付|收款|付款|还款|還款)日",
    ),
    (Heading.DATE, r"\bdate\b|\bdt\b|日期|(?:时间|時間)$|datum\b"),
    # words about a payment stand under "Payment type and details", no money
    (Heading.DESCRIPTION, r"\b(?:description|details|particulars|narrative)$"),
    (
        Heading.OPEN_AMOUNT,
        rf"^(?:(?:尚|还|還|应收|應收|应付|應付)?(?:待|未){_SETTLING}{_SUM}?|(?:剩余|剩餘|尚欠){_SUM})$",
    ),
    (Heading.PAID_AMOUNT, rf"^(?:累计|累計)?已{_SETTLING}{_SUM}?$"),
    (Heading.BALANCE, r"\bbalance\b|\bbal\b|saldo\b|\bsolde\b|余额|结余|餘額|結餘|结存|結存|结欠|結欠"),
    (
        Heading.OPEN_AMOUNT,
        r"\bopen\b|\boutstanding\b|\bunpaid\b|\bowing\b|\boffen\w*|\brestant\b|\breste\b|未结|未結|未付|未收|未清|未核销|尚欠|欠款|剩余|剩餘",
    ),
    (Heading.INCREASE, r"增加|新增应|\bbilled\b|\bcharged?\b|\binvoiced\b"),
    (Heading.DECREASE, r"减少|減少|收回|\bpayments?\b|\bpaid\b|\breceived\b"),
    (Heading.DEBIT, r"\bdebits?\b|\bsoll\b|\bdébits?\b|借方"),
    (Heading.CREDIT, r"\bcredits?\b|\bhaben\b|\bcrédits?\b|贷方|貸方"),
    (Heading.DESCRIPTION, r"\bdescription\b|\bdetails?\b|\bparticulars\b|\btext\b|\blibellé\b|摘要|说明|說明"),
    (
        Heading.REFERENCE,
        r"\b(?:ref|reference|number|document|invoice|voucher|doc|beleg\w*|pièce|facture)\b|nummer\b|编号|号码|单号|編號|號碼|單號|凭证|憑證|单据|單據",
    ),
    (Heading.NET, r"(?:未|不含|无|無)[税稅]"),
    (Heading.TAX, r"[税稅][额額金]$"),
    (
        Heading.AMOUNT,
        r"^total$|^totals$|^sum$|^合计$|\bamount\b|betrag\b|\bmontant\b|金额|金額|发生额|發生額|发生$|發生$",
    ),
)


_SOFT_COMPILED = tuple((heading, re.compile(pattern)) for heading, pattern in _SOFT)


_MEASURED = frozenset({Heading.QUANTITY, Heading.PRICE, Heading.RATE})


@lru_cache(maxsize=8192)
def named(text: str) -> Heading | None:
    """Return what a heading of the vocabulary says; a bilingual or two-level one by its parts."""
    text = unit_in_heading(text)[0]
    found = heading_of(text) or heading_of(text.replace("別", "别"))
    if found is not None or not text.strip():
        return found
    parts = re.split(
        r"\s*[/|\n]\s*|(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z.])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])",
        text,
    )
    if all(len(part) == 1 for part in parts):
        return None  # a letter-spaced word, whose letters mean nothing one by one
    found_parts = [heading_of(part) for part in parts if part and part != text]
    if len(found_parts) > 1 and found_parts[-1] in _MEASURED:
        return found_parts[-1]  # "借方 数量": the lower of two rows says what is counted
    # two headings side by side are not one bilingual heading
    if len({part for part in found_parts if part is not None}) != 1:
        return None
    return next(part for part in found_parts if part is not None)


@lru_cache(maxsize=8192)
def meaning(text: str) -> Heading | None:
    """Return what a heading says, one outside the vocabulary by its telling word ("Date of entry")."""
    text = unit_in_heading(text)[0]
    found = named(text)
    if found is not None or not text.strip():
        return found
    folded = re.sub(r"[^\w\s]", " ", text.lower())
    folded = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", folded)
    if len(text) > 40 or len(folded.split()) > 4 or _DIGITS.search(text):
        return None
    return next((heading for heading, pattern in _SOFT_COMPILED if pattern.search(folded)), None)


def is_ageing_label(text: str) -> bool:
    """Whether the text names an ageing bucket ("1-30 days", 未到期)."""
    return all(_AGEING.fullmatch(part) for part in tongues(text.strip().strip(":：").strip()))


_BETWEEN_TONGUES = re.compile(
    r"(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z\d<>])|(?<=[A-Za-z])\s+(?=\d+\s*[\u4e00-\u9fff]|[\u4e00-\u9fff])"
)


def tongues(text: str) -> list[str]:
    """Return the parts of a label in two writings ("30天 30 Days", 即期 Current), in order; any other text as its only part."""
    return _BETWEEN_TONGUES.split(text)


def heads_table(texts: list[str]) -> bool:
    """Whether a row of cell texts reads as the header of a statement's table."""
    known = {meaning(" ".join(text.split())) for text in texts if text.strip()} - {None}
    return len(known) >= 2 and bool(known & MONEY) and bool(known & DESCRIBING)
