"""Which currency a text names. Amounts and headings both ask here; ¥ and $ alone are never taken for one currency."""

from __future__ import annotations

import re
import unicodedata

_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
ISO_CODES = frozenset(_CODES.split())
"""Currencies in use (ISO 4217), and CNH, the offshore renminbi's trading code."""

_NAMES = {
    "RMB": "CNY",
    "人民币": "CNY",
    "人民幣": "CNY",
    "YUAN": "CNY",
    "RENMINBI": "CNY",
    "US$": "USD",
    "USD$": "USD",
    "U.S.$": "USD",
    "US DOLLAR": "USD",
    "US DOLLARS": "USD",
    "美元": "USD",
    "美金": "USD",
    "HK$": "HKD",
    "HKD$": "HKD",
    "港币": "HKD",
    "港幣": "HKD",
    "港元": "HKD",
    "NT$": "TWD",
    "NTD": "TWD",
    "新台币": "TWD",
    "新台幣": "TWD",
    "新臺幣": "TWD",
    "台币": "TWD",
    "台幣": "TWD",
    "S$": "SGD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "R$": "BRL",
    "RM": "MYR",
    "CN¥": "CNY",
    "RMB¥": "CNY",
    "CNY¥": "CNY",
    "JP¥": "JPY",
    "日元": "JPY",
    "日圓": "JPY",
    "日币": "JPY",
    "€": "EUR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "EUR€": "EUR",
    "欧元": "EUR",
    "歐元": "EUR",
    "£": "GBP",
    "GBP£": "GBP",
    "STG": "GBP",
    "POUND STERLING": "GBP",
    "POUNDS STERLING": "GBP",
    "英镑": "GBP",
    "英鎊": "GBP",
    "₩": "KRW",
    "韩元": "KRW",
    "₹": "INR",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "ZŁ": "PLN",
    "瑞士法郎": "CHF",
    "新加坡元": "SGD",
    "新币": "SGD",
    "澳元": "AUD",
    "澳门元": "MOP",
    "加元": "CAD",
}

_AMBIGUOUS = frozenset({"$", "¥", "円", "元", "圆", "圓", "KR", "RS", "RS.", "FR.", "R", "₨"})
"""Signs that stand for several currencies: read over beside an amount, never named."""

SIGNS = tuple(
    sorted(
        {*ISO_CODES, *_NAMES, *_AMBIGUOUS} - {"ALL", "TOP", "SOS", "CUP", "YUAN"}, key=lambda sign: (-len(sign), sign)
    )
)
"""Every sign or word that may stand beside an amount, upper case, longest first; without codes that are English words."""


def currency_code(text: str) -> str | None:
    """Return the ISO 4217 code that `text` as a whole names ("RMB", "人民币", "US$", "EUR"), else None.

    "$", "¥", "元" and "kr" alone name none: each stands for several currencies.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).upper().split()).strip("()[]（）:;,. ")
    return folded if folded in ISO_CODES else _NAMES.get(folded)


_WORDS = re.compile(r"[A-Z]{1,3}\$|[A-Z]{2,9}¥?|[€£₩₹฿₫₱₽₺₴₪]|[\u4e00-\u9fff]+")
_CHINESE_NAMES = tuple(sorted((name for name in _NAMES if "\u4e00" <= name[0] <= "\u9fff"), key=len, reverse=True))


def currencies_in(text: str) -> tuple[str, ...]:
    """Return the ISO codes named anywhere in a label ("Balance (USD)", "币种：人民币"), in order, each once.

    Codes must stand as words in capitals ("ALL", "TOP", "TRY", "SOS" only in brackets or after a "currency" word), so that
    prose names none.
    """
    folded = unicodedata.normalize("NFKC", text)
    found: dict[str, None] = {}
    for match in _WORDS.finditer(folded):
        word = match.group()
        if "\u4e00" <= word[0] <= "\u9fff":
            for name in _CHINESE_NAMES:
                if name in word:
                    found[_NAMES[name]] = None
            continue
        before = folded[: match.start()].rstrip()
        after = folded[match.end() :].lstrip()
        if (folded[match.start() - 1 : match.start()] or " ").isalnum() or (
            after[:1].isalnum() and folded[match.end()].isalpha()
        ):
            continue
        code = currency_code(word)
        bracketed = before.endswith(("(", "[", ":")) or re.search(
            r"(?i)(currency|币种|币别|幣別|währung|devise)\W*$", before
        )
        if code and (word not in _ENGLISH_WORDS or bracketed):
            found[code] = None
    return tuple(found)


_ENGLISH_WORDS = frozenset(
    {"ALL", "TOP", "TRY", "SOS", "CUP", "MOP", "LAK", "GEL", "STG", "COP", "RM", "BAM", "DOP", "PEN"}
)
