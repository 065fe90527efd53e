"""Document numbers: one spelling to compare them by, the affixes people add, and the numbers inside a description."""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8", "G": "6"})
_ANNOUNCED = re.compile(
    r"^(?:(?:OUR|YOUR|THEIR|CUSTOMER|CUST|SUPPLIER)[\s.]+)?"
    r"(?:(?:TAX|SALES|PURCHASE)\s+)?(?:INVOICE|INV|BILL|CREDIT\s+(?:NOTE|MEMO)|DEBIT\s+NOTE|VOUCHER|DOCUMENT|DOC|RECEIPT"
    r"|PAYMENT|ORDER|OI|REFERENCE|REF|RECHNUNG|RECHNUNGS|RG|BELEG|GUTSCHRIFT|FACTURE|AVOIR)?"
    r"[\s.:-]*(?:NUMBER|NUMMER|NUM|NO|NR|Nº|N°|№|#)?[\s.:#]+(?=\S*[0-9])"
)
_HAN_PREFIX = re.compile(r"^[\u4e00-\u9fff]+\s*[::#.]?\s*(?=[A-Z0-9])")
_COPY = re.compile(r"\s*\(?\b(?:COPY|DUPLICATE|REPRINT|KOPIE|COPIE)\)?$|\s*\(?(?:副本|复印件?|複印件?|补打)\)?$")
_PART = re.compile(r"(?<=[0-9])(?:\s*/\s*[1-9]|\s*-?[A-E])$")
_YEAR_LAST = re.compile(r"(?:^|[^0-9])(?:19|20)[0-9]{2}$|(?:^|[^0-9])[0-9]{1,3}$")


def normal_form(text: str) -> str:
    """Return `text` in one width and case with letters and digits only: "inv-2026/001 " is "INV2026001". Idempotent."""
    upper = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    return "".join(char for char in upper if char.isalnum())


def folded_form(text: str) -> str:
    """Return the normal form with look-alikes made one (O Q 0, I L 1, Z 2, S 5, B 8, G 6): what a scan mistakes agrees here."""
    return normal_form(text).translate(_LOOKALIKES)


def without_affixes(text: str) -> str:
    """Return the normal form without the words before and the marks behind that people add to a number.

    "Invoice No. 12345" and "12345 (copy)" give "12345"; "INV-2026-001" stays whole, since its letters are part of it. A part
    number or a letter behind ("/1", "-A") goes too: two documents may then share a form, so it is no proof alone.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    shorter = _COPY.sub("", _HAN_PREFIX.sub("", _ANNOUNCED.sub("", plain, count=1), count=1), count=1)
    whole = _PART.sub("", shorter, count=1)
    if not _YEAR_LAST.search(whole):  # INV-2026/1 would lose all that tells it from INV-2026/2
        shorter = whole
    form = normal_form(shorter)
    return form if any(char.isdigit() for char in form) else normal_form(text)


def digits_of(text: str) -> str:
    """Return the digits of a number without leading zeros: the weakest form, for numbers that carry no letters."""
    return "".join(char for char in normal_form(text) if char.isdecimal() and char.isascii()).lstrip("0")


_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
_ELSEWHERE = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}|https?://\S+|www\.\S+", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?<![\w.,/#-])[-+]?(?:[0-9]{1,3}(?:[,.' ][0-9]{3})+[.,][0-9]{1,4}|[0-9]{1,3}(?:,[0-9]{2,3})+|[0-9]+[.,][0-9]{1,2})"
    r"(?![0-9A-Za-z]|[-/#.,][0-9A-Za-z])"
)
_CURRENCY_BEFORE = re.compile(
    r"(?:[$¥€£₹]|\b(?:USD|EUR|CNY|RMB|GBP|HKD|CHF|INR|JPY)|人民币|金额[::]?)\s*$", re.IGNORECASE
)
_AFTER_AMOUNT = re.compile(
    r"\s*(?:%|‰|元|圆|万|美元|\s(?:USD|EUR|CNY|RMB|GBP|HKD|CHF|INR|JPY)\b|[年月日天个件台吨箱套])", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9]+(?:[-_/.#][A-Za-zÀ-ÖØ-öø-ÿ0-9]+)*")
_LABEL = re.compile(
    r"(?:\b(?:INVOICES?|INV|BILLS?|CREDIT\s+(?:NOTES?|MEMOS?)|DEBIT\s+NOTES?|VOUCHERS?|DOCUMENTS?|DOC|RECEIPTS?|PAYMENT|CHEQUE|CHECK"
    r"|ORDER|P\.?O\.?|S\.?O\.?|REF(?:ERENCE)?S?|RECHNUNGE?N?|RG|BELEG|GUTSCHRIFT|BESTELLUNG|AUFTRAG|FACTURES?|AVOIRS?|COMMANDE)"
    r"|发票|發票|单据|單據|凭证|憑證|合同|订单|訂單|支票|票据|票據|收据|收據|流水|出库单|送货单|运单|单|單|票)[\s.:(]*$",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"(?:#|№|Nº|N°|\b(?:NUMBERS?|NUMMER|NUM|NOS?|NRS?)[.:]?|号码?|號碼?|编号|編號)\s*[:(]?\s*#?$", re.IGNORECASE
)
_BARE_NUMBER_WORD = re.compile(r"\b(?:NOS?|NRS?|NUM)\s*$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[,;、&+/]|and|und|et|or|和|及|与)\s*", re.IGNORECASE)
_VOUCHER = re.compile(
    r"(?<![\u4e00-\u9fff])[现銀银現]?[记記收付转轉](?:字?第?-?[0-9]{1,6}号|字第?-?[0-9]{1,6}|-[0-9]{1,6})(?![0-9])"
)
_PERIOD = re.compile(
    r"(?:19|20)[0-9]{2}([-/.])[01]?[0-9]\1[0-3]?[0-9]|[0-3]?[0-9]([-/.])[0-3]?[0-9]\2(?:[0-9]{4}|[0-9]{2})"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])"
    r"|(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/.](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-/](?:19|20)?[0-9]{2}"
    r"|(?:[0-3]?[0-9])?[-/.]?(?:JAN|FEB|M[AÄ]R|APR|MA[YI]|JUN|JUL|AUG|SEP|O[CK]T|NOV|D[EÉ][CZ])[A-Z]*[-/.]?(?:[0-3]?[0-9][-/.])?(?:[0-9]{4}|[0-9]{2})?"
    r"|(?:Q[1-4]|[HW][0-9]{1,2}|FY)[-/]?(?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[-/]?(?:Q[1-4]|H[12]|W[0-9]{1,2}|FY)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"[0-9.]+(?:KGS?|G|T|MT|M|MM|CM|KM|L|ML|PCS?|SETS?|EA|X|D|DAYS?|HRS?|H|PCT|K|W|V|A|ST|ND|RD|TH|CR|DR|MIN|STK|USD|EUR|CNY|RMB"
    r"|GBP|HKD|CHF|INR|JPY)|(?:USD|EUR|CNY|RMB|GBP|HKD|CHF|INR|JPY)[0-9.]+|[0-9]+X[0-9]+(?:X[0-9]+)?|NET[0-9]{1,3}|COVID-?19",
    re.IGNORECASE,
)
_NEAR = 60  # letters on either side that announce a number or make it an amount
_TELEPHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}")
_KNOWN_PREFIX = re.compile(
    r"(?:INV|PO|SO|SI|PI|CN|DN|CM|RG|RE|OR|RCT?|RCPT|PAY|JV|VCH|BILL|DOC|AR|AP|REF)[-/#][0-9]+", re.IGNORECASE
)


def references_in(description: str) -> tuple[str, ...]:
    """Return the tokens of a description that look like numbers of documents, as written (width folded), each once, in order.

    A token counts when it mixes letters with three digits or more (INV-2026-001, SI0045), when it is a voucher (记-12), when
    a word announces it (invoice 12345, 发票号12345678, PO#77), or when it is a bare number of six to twelve digits. Plain
    words, amounts, dates, periods, measures, telephone and bank account numbers never do.
    """
    text = unicodedata.normalize("NFKC", description).translate(_HYPHENS)
    text = _ELSEWHERE.sub(lambda match: " " * len(match.group()), text)
    amounts = [match.span() for match in _AMOUNT.finditer(text)]
    found: list[tuple[int, str]] = [(match.start(), match.group()) for match in _VOUCHER.finditer(text)]
    taken = [match.span() for match in _VOUCHER.finditer(text)] + amounts
    announced_until = -1  # where the last announced number ended: "invoices 101, 102 and 103"
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if any(start < b and a < end for a, b in taken):
            continue
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        listed = announced_until >= 0 and _LIST.fullmatch(text[announced_until:start]) is not None
        announced = _announced(before) or ("" if not listed else "label")
        parts = _parts(match.group())
        accepted = [part for part in parts if _is_number(part, announced, before, after)]
        found += [(start, part) for part in accepted]
        if accepted and announced:
            announced_until = end
    return tuple(dict.fromkeys(token for _, token in sorted(found, key=lambda item: item[0])))


def _announced(before: str) -> str:
    """Return how the words before a token announce a number: "number" (No., #, 号), "label" (invoice), or "" (not at all)."""
    number = _NUMBER_WORD.search(before)
    if number:
        weak = _BARE_NUMBER_WORD.search(before)  # "we owe no 12345" hardly occurs; "no 12" must follow a label
        return "number" if not weak or _LABEL.search(before[: weak.start()]) else "label"
    return "label" if _LABEL.search(before) else ""


def _parts(token: str) -> tuple[str, ...]:
    """Return a token, or the numbers that a slash joins: A-001/A-002 are two; 1001/1002 may be one or two, so all three."""
    parts = tuple(token.split("/"))
    if len(parts) == 1:
        return (token,)
    if all(re.search("[A-Za-z]", part) and _digits(part) >= 3 for part in parts):
        return parts
    if all(part.isdigit() and len(part) >= 4 for part in parts) and not _PERIOD.fullmatch(token):
        return (token, *parts)
    return (token,)


def _digits(token: str) -> int:
    return sum(char.isdigit() for char in token)


def _is_number(token: str, announced: str, before: str, after: str) -> bool:
    digits = _digits(token)
    if not digits or _MEASURE.fullmatch(token) or _CURRENCY_BEFORE.search(before) or _AFTER_AMOUNT.match(after):
        return False
    if _PERIOD.fullmatch(token):
        return token.isdigit() and (announced == "number" or (bool(announced) and digits == 8))
    if _TELEPHONE.fullmatch(token) and not announced:
        return False
    if announced == "number":
        return True
    if token.isdigit():
        if announced:
            return digits >= 3 and not re.fullmatch("(?:19|20)[0-9]{2}", token)
        return 6 <= digits <= 12 or digits == 20  # 20: the fully digital invoices of China
    if re.search("[A-Za-zÀ-ÿ]", token):
        return (
            bool(_KNOWN_PREFIX.fullmatch(token))
            or (digits >= 3 and not _is_iban(token))
            or (bool(announced) and digits >= 2)
        )
    return digits >= 5 or (bool(announced) and digits >= 3)


def _is_iban(token: str) -> bool:
    """Whether the check digits of ISO 13616 hold."""
    form = normal_form(token)
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", form):
        return False
    return int("".join(str(int(char, 36)) for char in form[4:] + form[:4])) % 97 == 1
