"""What a column holds, told from its heading. A heading is the whole text of a cell, folded; a word inside prose is none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from parsers.currencies import currencies_in, currency_code
from parsers.heading_kinds import Heading
from parsers.heading_words import WORDS
from parsers.spelling import TRADITIONAL, simplified, spellings, unaccented

__all__ = ["STANDS_FOR", "Heading", "heading_currency", "heading_key", "heading_of", "language_of"]

STANDS_FOR: Mapping[Heading, Heading] = {
    Heading.DOCUMENT_DATE: Heading.DATE,
    Heading.VOUCHER: Heading.REFERENCE,
    Heading.NUMBER: Heading.REFERENCE,
    Heading.PARTY: Heading.ACCOUNT,
    Heading.LEDGER_ACCOUNT: Heading.ACCOUNT,
    Heading.REMARK: Heading.DESCRIPTION,
    Heading.LOCAL_AMOUNT: Heading.AMOUNT,
    Heading.LOCAL_DEBIT: Heading.DEBIT,
    Heading.LOCAL_CREDIT: Heading.CREDIT,
    Heading.LOCAL_BALANCE: Heading.BALANCE,
    Heading.LOCAL_CURRENCY: Heading.CURRENCY,
    Heading.ORIGINAL_AMOUNT: Heading.AMOUNT,
}
"""Where no column has the heading on the right, a column with the one on the left serves for it."""

_ONLY_TRADITIONAL = frozenset(TRADITIONAL) - {"記"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BRACKETED = re.compile(r"[(\[【{<]([^()\[\]【】{}<>]*)[)\]】}>]")
_UNIT_WORDS = frozenset(
    {
        "",
        "cur",
        "currency",
        "元",
        "单位元",
        "单位:元",
        "原币",
        "rmb元",
        "人民币元",
        "in",
        "fc",
        "tc",
        "dc",
        "ccy",
        "yuan",
        "original currency",
        "+/-",
        "dr/cr",
        "含税",
        "+元",
        "-元",
        "incl vat",
        "inc vat",
        "inkl mwst",
        "ttc",
        "dd/mm/yyyy",
        "mm/dd/yyyy",
        "yyyy-mm-dd",
        "dd.mm.yyyy",
        "dd/mm/yy",
        "mm/dd/yy",
        "yyyy/mm/dd",
        "tt.mm.jjjj",
        "jj/mm/aaaa",
    }
)
_IN_CURRENCY = re.compile(r"\s+(?:in|en)?\s*(\S+)$", re.IGNORECASE)


def heading_of(text: str) -> Heading | None:
    """Return what a column under `text` holds, None where the text is no heading known.

    Width, case, blanks (also between letters), punctuation, 帐/账, a currency inside and a second language beside are folded;
    then the whole text must be a heading: "Payment date moved" is none. A heading that scales its figures (金额(万元),
    "Amount in thousands") is none, since its figures are not what they say.
    """
    found = _known(text)
    return found[0] if found else None


def heading_currency(text: str) -> str | None:
    """Return the ISO code of the one currency that a heading names ("Debit (USD)", 借方金额(美元)), else None."""
    spaced = re.sub(r"(?<=\b[A-Z]) (?=[A-Z]\b)", "", text)  # letters set apart ("( C N Y )")
    codes = currencies_in(text) or currencies_in(spaced)
    return codes[0] if len(codes) == 1 else None


def language_of(headings: Iterable[str]) -> str:
    """Return the language that most of the headings belong to: "en", "zh_CN", "zh_TW", "de", "fr"; "" where none is known.

    A bilingual heading counts for Chinese, since who prints both reads both.
    """
    counted: Counter[str] = Counter()
    traditional = 0
    for text in headings:
        found = _known(text)
        if found is not None:
            counted.update(found[1])
            traditional += any(char in _ONLY_TRADITIONAL for char in text)
    if not counted:
        return ""
    best = max(counted.values())
    language = next(code for code in ("zh", "en", "de", "fr") if counted[code] == best)
    return ("zh_TW" if traditional else "zh_CN") if language == "zh" else language


def heading_key(text: str) -> str:
    """Return a heading as it is compared: width, case, blanks, punctuation, traditional characters and 帐/账 do not count."""
    return _key(text)


def _key(text: str) -> str:
    """Return letters, digits and the few signs that tell headings apart ("+", ">", "<", "#")."""
    plain = simplified(unicodedata.normalize("NFKC", text).casefold().translate(_DASHES))
    key = "".join(char for char in plain if char.isalnum() or char in "+><#°%" or (char == "-"))
    key = re.sub(r"(?<![0-9])-|-(?![0-9])", "", key)
    return key if key.strip("#°+><%") or key == "#" else ""


def _vocabulary() -> dict[str, tuple[Heading, frozenset[str]]]:
    known: dict[str, tuple[Heading, frozenset[str]]] = {}
    others: dict[str, tuple[Heading, frozenset[str]]] = {}
    for heading, by_language in WORDS.items():
        for language, words in by_language.items():
            for word in words.split(";"):
                key = _key(word)
                first, languages = known.get(key, (heading, frozenset[str]()))
                known[key] = (first, languages | {language})
                for other in map(_key, spellings(word.casefold())):
                    others.setdefault(other, known[key])
                    others.setdefault(other.replace("°", "o"), known[key])
                    others.setdefault(other.replace("°", ""), known[key])
    return {**others, **known}  # as written before without its accents: "debit" is English


_VOCABULARY = _vocabulary()


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[Heading, frozenset[str]] | None:
    if not text or len(text) > 80:
        return None
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip(" *:;,\t\r\n_")
    for form in _forms(plain):
        found = _VOCABULARY.get(_key(form)) or _bilingual(form)
        if found is not None:
            return found
    bare = unaccented(plain)
    return _known(bare) if bare != plain else None


def _forms(plain: str) -> Iterable[str]:
    """Yield the text, then the text without units and currencies in brackets or behind."""
    yield plain
    if "#" in plain:
        yield plain.replace("#", " ")
    bare = _BRACKETED.sub(lambda match: " " if _is_unit(match[1]) else match.group(), plain).strip()
    if bare != plain:
        yield bare
    behind = _IN_CURRENCY.search(bare)
    if behind and (currency_code(behind[1]) or behind[1] in {"CUR", "$", "€", "¥", "£", "元"}):
        yield bare[: behind.start()]
    for sign in ("$", "€", "£", "¥", "元"):
        if bare.endswith(sign) and len(bare) > len(sign):
            yield bare.removesuffix(sign)
    before, _, after = bare.partition(" ")
    if after and currency_code(before) and before.casefold() != "all":  # "All dates" is a title, not dates in lek
        yield after


def _is_unit(text: str) -> bool:
    inner = text.strip().casefold()
    return (
        inner in _UNIT_WORDS
        or inner in {"$", "€", "¥", "£", "₹"}
        or currency_code(inner.removeprefix("in ").removeprefix("en ").removeprefix("单位:")) is not None
    )


def _bilingual(text: str) -> tuple[Heading, frozenset[str]] | None:
    """Return what both halves of a heading in two writings mean, where they mean the same."""
    if not _HAN.search(text):
        halves = re.split(r"\s*[/|]\s*|\n", text)
        found = [_VOCABULARY.get(_key(half)) for half in halves]
        if len(halves) == 2 and found[0] and found[1] and found[0][0] is found[1][0]:
            return found[0][0], found[0][1] | found[1][1]
        return None
    han = "".join(char for char in text if _HAN.match(char))
    latin = "".join(" " if _HAN.match(char) else char for char in text)
    if not _key(latin):
        return None
    one, two = _VOCABULARY.get(_key(han)), None
    for form in (latin, *(_BRACKETED.sub(r" \1 ", latin), latin.strip(" ()/|-"))):
        two = two or _VOCABULARY.get(_key(form))
    if one is None or two is None or STANDS_FOR.get(one[0], one[0]) is not STANDS_FOR.get(two[0], two[0]):
        return None
    return (one[0] if two[0] not in STANDS_FOR else two[0]), frozenset({"zh"})
