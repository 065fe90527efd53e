"""What the words at the edge of a table say: opening, closing, total, carried forward. English, Chinese, German, French.

A label must be nearly all that the row says: "Opening balance as at 1 March" is one, "Adjustment of opening balance INV-7" is a
line's description.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from parsers.currencies import ISO_CODES
from parsers.spelling import pattern_spelling, simplified, unaccented


class Label(StrEnum):
    """What a row or a printed figure is called."""

    OPENING = "opening"
    CLOSING = "closing"
    DUE = "due"  # "amount due", "please pay": usually the closing balance, sometimes only what is overdue
    BROUGHT_FORWARD = "brought_forward"  # from the page before; at a section's start the opening balance
    CARRIED_FORWARD = "carried_forward"  # to the next page; at a section's end the closing balance
    NEXT_PAGE = "next_page"  # to the next page and nowhere else
    PERIOD_TOTAL = "period_total"
    YEAR_TOTAL = "year_total"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    TOTAL_DEBIT = "total_debit"
    TOTAL_CREDIT = "total_credit"
    LINE_COUNT = "line_count"
    AGEING = "ageing"
    ASIDE = "aside"  # printed beside the account: credit limit, overdue part, exchange rate, last payment


_TAIL_WORDS = frozenset(
    (  # noqa: SIM905 - one word a line would bury the rest of the file
        "as at of on from to for per until am zum vom bis au du le la de a the last previous prior next this "
        "following end start beginning close vorigen letzten nächsten précédente suivante page seite statement "
        "period month year account auszug zeitraum période mois no stichtag forward dr cr 截至 截止 至 于 借 贷 平 元 "
        "人民币 rmb january february march april may june july august september october november december jan feb "
        "mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier "
        "février mars avril juin juillet août septembre octobre novembre décembre st nd rd th in und and et "
    ).split()
) | {code.lower() for code in ISO_CODES}
_TAIL_WORDS = _TAIL_WORDS | {unaccented(word) for word in _TAIL_WORDS}
_TAIL_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|\d+|.", re.DOTALL)


def _is_tail(rest: str) -> bool:
    """Whether what follows a label only says when, in which currency or on which page; digits must be few, as a date's are."""
    if len(re.findall(r"\d", rest)) > 16:
        return False
    for token in _TAIL_TOKEN.findall(rest):
        if token.isdigit():
            if len(token) > 8:
                return False
        elif token.isalpha() and token not in _TAIL_WORDS and token.strip("年月日号截至止于期末初"):
            return False
    return True


def _phrases(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


_BALANCE = r"(?:balance|bal\.?|saldo|solde)"
_PATTERNS: tuple[tuple[Label, str], ...] = (
    (
        Label.NEXT_PAGE,
        _phrases(
            r"(?:balance\s+|sub\s*-?total\s+|total\s+)?(?:carried|c/f|continued)\s*(?:forward|over)?\s*(?:to|on)\s+(?:the\s+)?(?:next|following)?\s*page(?:\s*\d+)?",
            r"continued(?:\s+overleaf)?",
            "(?:过|转|接|续)(?:次|下)页(?:小计|合计)?",
            "(?:過|轉|接|續)(?:次|下)頁(?:小計|合計)?",
            r"fortsetzung(?:\s+(?:nächste\s+seite|folgt))?",
            r"suite(?:\s+page\s+suivante)?",
            "過次頁",
            "转下页",
            "轉下頁",
            "转次页",
            "轉次頁",
            r"(?:übertrag|uebertrag)\s+(?:auf|nach)\s+(?:die\s+)?(?:nächste\s+)?(?:seite|blatt)(?:\s*\d+)?",
            r"à\s+reporter(?:\s+page\s+suivante)?",
        ),
    ),
    (
        Label.OPENING,
        _phrases(
            rf"(?:opening|beginning|start(?:ing)?|initial|previous|prior|last|old)\s+(?:account\s+|statement\s+|period\s+|month'?s?\s+)?{_BALANCE}",
            r"balance\s+at\s+(?:start|beginning)(?:\s+of\s+(?:the\s+)?period)?",
            r"(?:balance\s+)?(?:from|of)\s+(?:last|previous)\s+(?:statement|month|period|year)",
            r"(?:account\s+)?balance\s+forward",
            r"o(?:p(?:g|n|ng|en|ening)?)?\.?\s*[/-]?\s*bal\.?",
            r"opening",
            r"(?:anfangs|eröffnungs|vor|alt)saldo",
            r"saldo\s+(?:alt|vortrag|zu\s+beginn|anfang)",
            r"(?:alter|vorheriger)\s+saldo",
            r"saldo\s*-?\s*vortrag",
            r"vortrag",
            r"eb\s*-?\s*wert",
            r"eröffnungsbilanz(?:wert)?",
            r"(?:ancien\s+solde|solde\s+(?:initial|précédent|precedent|antérieur|anterieur|d'ouverture|au\s+début|reporté|de\s+départ))",
            r"(?:report\s+)?(?:à|a)\s+nouveaux?",
            r"report(?:\s+(?:du\s+)?solde)?(?:\s+(?:antérieur|précédent))?",
            "(?:本)?(?:期初|上期|上月|上年|年初|月初|前期|承前|上次)(?:结余|結餘|结转|結轉|余额|餘額|欠款|应收|應收|应收款|应付|應付|应付款|未付|数|數|累计|账款|帳款|结存|結存|余款|未收|结欠|結欠|待还|待還|待付|待收|应还|應還)?(?:款|余额|餘額|金额|金額)?",
            "(?:上期|上月|前期)?(?:结转|結轉|结存|結存|承上)(?:余额|餘額)?",
            "上年结转",
        ),
    ),
    (
        Label.CLOSING,
        _phrases(
            rf"(?:closing|ending|end|final|new|current|outstanding|present)\s+(?:account\s+|statement\s+|period\s+)?{_BALANCE}",
            r"balance\s+at\s+(?:end|close)(?:\s+of\s+(?:the\s+)?period)?",
            r"(?:total\s+)?balance\s+(?:due|outstanding|owing|owed|payable|receivable|now\s+due)",
            r"(?:account|total|net|statement)\s+balance",
            r"total\s+(?:amount\s+)?(?:outstanding|owing|owed|payable|receivable|open|unpaid|balance)(?:\s+(?:amount|balance|items?))?",
            r"(?:grand\s+)?total\s+(?:open\s+)?(?:balance|outstanding)",
            r"(?:amount|sum)\s+outstanding",
            r"balance",
            r"closing",
            r"(?:end|schluss|schluß|abschluss|gesamt|rest)saldo",
            r"(?:neuer|aktueller|offener)\s+saldo",
            r"saldo\s+(?:neu|aktuell|am\s+ende|ende)",
            r"(?:neuer\s+|aktueller\s+)?kontostand",
            r"saldo",
            r"(?:offener|gesamter)\s+(?:gesamt)?betrag",
            r"(?:summe|gesamt)(?:\s+der)?\s+offene[nr]?\s+(?:posten|forderungen)",
            r"summe\s+offen",
            r"(?:nouveau\s+solde|solde\s+(?:final|au\s+terme|de\s+clôture|de\s+cloture|actuel|au|dû|du|à\s+payer|restant(?:\s+dû)?|total|de\s+fin))",
            r"total\s+(?:dû|du|restant\s+dû|à\s+payer)",
            "(?:本|截至)?(?:期末|月末|年末|本期|本月|当期|最终|目前|累计|累計|合计|合計|总|總|共|现|尚|截止)(?:结余|結餘|余额|餘額|欠款|结存|結存|应收余额|應收餘額|应付余额|應付餘額|未付|未收|结欠|結欠|欠)(?:款|总额|總額|金额|金額|余额|餘額|合计|合計)?",
            "期末(?:待还|待還|待付|待收|应还|應還|应收|應收|应付|應付|应收款|应付款|数|數|账款|帳款)?(?:余额|餘額|金额|合计|合計)?",
            "(?:余额|餘額|结余|結餘|应收余额|應收餘額|应付余额|應付餘額|欠款余额|应收账款余额|應收帳款餘額)(?:合计|合計)?",
            "(?:应收|應收|应付|應付|欠款|未付|未收|未结|未結|未清)(?:款|账款|帳款|金额|金額)?(?:余额|餘額)?(?:合计|合計|总计|總計|总额|總額)",
            "(?:合计|合計|总计|總計)(?:应收|應收|应付|應付|欠款|未付|未收)(?:款|金额|金額|余额|餘額)?",
        ),
    ),
    (
        Label.DUE,
        _phrases(
            r"(?:total\s+)?(?:amount|total|payment)\s+(?:now\s+)?(?:due|payable)(?:\s+now)?",
            r"(?:now\s+)?due\s+now",
            r"please\s+(?:pay|remit)(?:\s+this\s+amount)?",
            r"pay(?:ment)?\s+this\s+amount",
            r"amount\s+(?:to\s+pay|owed|owing)",
            r"(?:zu\s+zahlen(?:der\s+betrag)?|zahlbetrag|fälliger\s+betrag)",
            r"(?:montant\s+(?:dû|à\s+payer|total\s+dû)|net\s+à\s+payer|reste\s+à\s+payer)",
            "(?:本期|本次|本月)?(?:应付|應付|应缴|应收|應收|请付|請付)(?:金额|金額|款|款项|款項|总额|總額)?",
        ),
    ),
    (
        Label.BROUGHT_FORWARD,
        _phrases(
            rf"(?:{_BALANCE}\s+|amount\s+|totals?\s+|sub\s*-?totals?\s+)?(?:brought\s+(?:forward|down|over)|b\s*[/.]?\s*f(?:wd)?\.?|b\s*/\s*d|bfwd|b/fwd)",
            r"(?:balance\s+)?carried\s+(?:forward|over)\s+from",
            "(?:承|接)(?:前|上)页(?:小计|合计)?",
            "(?:承|接)(?:前|上)頁(?:小計|合計)?",
            "承前頁",
            "承上页",
            "承上頁",
            r"(?:übertrag|uebertrag)\s+(?:von|vom|der)\s+(?:seite|vorseite|blatt)",
            r"report(?:\s+(?:page|de\s+la\s+page))?(?:\s+précédente)?",
        ),
    ),
    (
        Label.CARRIED_FORWARD,
        _phrases(
            rf"(?:{_BALANCE}\s+|amount\s+|totals?\s+|sub\s*-?totals?\s+)?(?:carried\s+(?:forward|down|over)|c\s*[/.]?\s*f(?:wd)?\.?|c\s*/\s*d|cfwd|c/fwd)",
            r"(?:übertrag|uebertrag|zwischensumme\s+übertrag)",
            r"(?:total\s+)?à\s+reporter",
        ),
    ),
    (
        Label.YEAR_TOTAL,
        _phrases(
            "本年累计",
            "本年累計",
            "年累计",
            "累计",
            "累計",
            "本年合计",
            "本年合計",
            "(?:本年|全年|年度|年初至今)?累计(?:发生额|發生額|发生|数|金额|合计)",
            "(?:本年|全年|年度)?累計(?:發生額|發生|數|金額|合計)",
            r"(?:year|ytd)(?:\s*[- ]?to[- ]?date)?\s*(?:totals?)?",
            r"totals?\s+(?:year|ytd)(?:\s+to\s+date)?",
            r"jahressumme",
            r"(?:jahres)?verkehrszahlen|jvz",
            r"(?:cumul|total)\s+(?:annuel|de\s+l'année)",
        ),
    ),
    (
        Label.PERIOD_TOTAL,
        _phrases(
            "本(?:期|月)(?:合计|合計|发生额|發生額|发生|發生|发生额合计|發生額合計|小计|小計|累计发生额)",
            "当(?:期|月)(?:合计|发生额|小计)",
            r"(?:period|month(?:ly)?|movement)s?\s*(?:totals?|movements?)",
            r"(?:totals?|movements?)\s+(?:for|of|in)\s+(?:the|this)?\s*(?:period|month|statement)",
            r"(?:movements?|transactions?|activity)\s+totals?",
            r"total\s+(?:movements?|transactions?|activity)",
            r"(?:perioden|monats|umsatz)summe",
            r"monatsverkehrszahlen|mvz",
            r"(?:summe|gesamt)\s+(?:der\s+)?(?:umsätze|bewegungen)",
            r"(?:umsätze|bewegungen)\s+(?:gesamt|summe)",
            r"total\s+(?:de\s+la\s+période|période|du\s+mois|des\s+mouvements|mouvements)",
        ),
    ),
    (
        Label.SUBTOTAL,
        _phrases(
            r"sub\s*-?\s*totals?(?:\s+[^\W\d]+){0,3}",
            r"[^\W\d]{1,12}(?:\s+[^\W\d]{1,12})?\s+sub\s*-?\s*totals?",
            "[\u4e00-\u9fff]{1,8}(?:小计|小計)",
            r"(?:20\d\d年)?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?(?:合计|合計|小计|小計|累计|累計)",
            "第?[一二三四1-4]季度?(?:合计|合計|小计|小計)",
            r"(?:zwischensumme|sous\s*-?\s*total)\s+[^\W\d]+",
            r"(?:page|day|daily)\s+totals?",
            r"totals?\s+(?:of|for)?\s*(?:this\s+)?page(?:\s*\d+)?",
            "小计",
            "小計",
            "本页(?:合计|小计)",
            "本頁(?:合計|小計)",
            "(?:本日|当日)(?:合计|小计)",
            r"zwischensumme",
            r"seitensumme",
            r"sous\s*-?\s*total",
            r"total\s+(?:de\s+la\s+)?page",
        ),
    ),
    (
        Label.TOTAL_DEBIT,
        _phrases(
            r"total\s+(?:of\s+)?(?:debits?|charges?|invoices?|invoiced|sales|new\s+charges|purchases)",
            r"(?:debits?|charges|invoices)\s+total",
            "借方(?:合计|合計|发生额|總額|总额)",
            r"(?:summe|gesamt)\s+(?:soll|rechnungen|belastungen)",
            r"total\s+(?:débits?|debits?|factures|facturé)",
        ),
    ),
    (
        Label.TOTAL_CREDIT,
        _phrases(
            r"total\s+(?:of\s+)?(?:credits?|payments?(?:\s+(?:received|and\s+credits))?|paid|receipts?)",
            r"(?:credits?|payments|receipts)\s+total",
            "贷方(?:合计|合計|发生额|总额)",
            "貸方(?:合計|發生額|總額)",
            r"(?:summe|gesamt)\s+(?:haben|zahlungen|gutschriften)",
            r"total\s+(?:crédits?|credits?|paiements|règlements|réglé)",
        ),
    ),
    (
        Label.TOTAL,
        _phrases(
            r"(?:grand\s+|overall\s+|column\s+|statement\s+|account\s+)?totals?(?:\s+(?:amount|sum|all|in|of\s+all\s+items|items))?",
            r"sum(?:me)?",
            r"gesamt(?:summe|betrag)?",
            r"tota(?:l|ux)(?:\s+(?:général|general|généraux|des\s+mouvements))?",
            "合计(?:金额|数)?",
            "合計(?:金額|數)?",
            "[总總](?:合计|合計)",
            "总计",
            "總計",
            "总额",
            "總額",
            "共计",
            "共計",
            "总和",
        ),
    ),
    (
        Label.LINE_COUNT,
        _phrases(
            r"(?:number|no\.?|count)\s+of\s+(?:transactions?|items?|entries|lines?|invoices?|records?|open\s+items)",
            r"(?:transactions?|items?|entries|lines?|records?)\s+count",
            r"(?:total\s+)?(?:transactions|items|entries|lines|records)",
            r"anzahl\s+(?:der\s+)?(?:posten|buchungen|positionen|belege)",
            r"nombre\s+(?:de\s+|d')(?:lignes|opérations|écritures|factures)",
            "(?:笔数|筆數|条数|條數|记录数|記錄數)(?:合计|合計)?",
            "(?:合计|共计|共|总计)(?:笔数|条数)",
        ),
    ),
    (
        Label.ASIDE,
        _phrases(
            r"(?:credit\s+limit|available\s+credit|(?:total\s+)?over\s*due|past\s+due|last\s+payment|minimum\s+payment|not\s+(?:yet\s+)?due|unallocated|disputed|amount\s+(?:enclosed|paid|remitted)|remittance|exchange\s+rate|vat|tax|discount)(?:\s+[a-z]+){0,3}",
            r"(?:kreditlimit|überfällig|fällig|nicht\s+fällig)",
            r"(?:limite\s+de\s+crédit|échu|non\s+échu)",
            r"其中[:：]?\s?\S{0,12}",
            "(?:信用额度|信用額度|逾期(?:金额|金額|款)?|未到期(?:金额)?|汇率|匯率|账期|帳期)",
        ),
    ),
)
_COMPILED = tuple((label, re.compile(pattern_spelling(phrases))) for label, phrases in _PATTERNS)
_ANY = re.compile("|".join(pattern_spelling(phrases) for _, phrases in _PATTERNS))
"""Most texts begin like no label at all: one look tells."""


_OF_LEDGERS = {Label.OPENING, Label.CLOSING, Label.BROUGHT_FORWARD, Label.CARRIED_FORWARD}


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label | None:
    """Return what the text is called when it is nearly nothing but a label, else None."""
    folded = fold(text)
    if not folded or len(folded) > 90:
        return None
    found = _beginning(folded)
    if found is None and folded.startswith(("to ", "by ")):
        # an Indian ledger says the side before the name ("To Opening Balance", "By Closing Balance")
        found = _beginning(folded[3:])
        found = found if found in _OF_LEDGERS else None
    if found is not None:
        return found
    return next((label for label in map(_beginning, _bilingual(folded)) if label is not None), None)


def _beginning(folded: str) -> Label | None:
    """Return the label that the text begins with when only a tail follows it; the longest label wins."""
    if _ANY.match(folded.lstrip(" :-")) is None:
        return None
    ends = [match.end() for match in _TAIL_TOKEN.finditer(folded)]
    for end in reversed(ends):
        if not _is_tail(folded[end:]):
            return None
        head = folded[:end].strip(" :-")
        for label, pattern in _COMPILED:
            if pattern.fullmatch(head):
                return label
    return None


def _bilingual(folded: str) -> list[str]:
    if folded.isascii() and not any(mark in folded for mark in "/()"):
        return []
    parts = re.split(r"\s*/\s*|(?<=[\u4e00-\u9fff])\s*(?=[a-z])|(?<=[a-z.)])\s*(?=[\u4e00-\u9fff])|\s*[()]\s*", folded)
    return [part for part in parts if part and len(part) > 1] if len(parts) > 1 else []


_EDGES = " \t:*·•.-–—=_"


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text in one width, case and spelling: no accents, simplified characters, no blanks between them."""
    if text.isascii():  # the short road: there is nothing to fold but case and blanks
        return " ".join(text.lower().split()).strip(_EDGES)
    plain = simplified(unaccented(unicodedata.normalize("NFKC", text).lower()))
    plain = plain.replace("’", "'").replace("–", "-").replace("—", "-")
    plain = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", plain)
    return re.sub(r"\s+", " ", plain).strip(_EDGES)
