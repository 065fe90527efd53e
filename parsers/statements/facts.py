"""What stands around the tables: who, which account, which currency, which period, and balances printed in boxes or sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.currencies import currencies_in, currency_code
from parsers.dates import DateOrder, order_of, read_date
from parsers.statements.fact_figures import ageing_of, figures_of
from parsers.statements.fact_periods import period_of
from parsers.statements.fact_words import (
    AGE_LABEL,
    ANY_DATE,
    BANK,
    COMPANY,
    INSIDE,
    PAGE_OF,
    RANGE,
    STATEMENT_TITLE,
    TIGHT,
    key_of,
)
from parsers.statements.labels import fold, label_of
from parsers.statements.spots import Spot
from parsers.statements.surroundings import Facts, below, beside
from parsers.statements.words_of_statement import called_statement

_YEAR_ALONE = re.compile(r"(?<!\d)(20\d{2})\s*年(?!\s*\d)")


def facts_of(spots: Sequence[Spot], order: DateOrder | None, mark: str | None) -> Facts:
    """Read the text around a section. `order` and `mark` are the table's own, where it shows them."""
    facts = Facts()
    pairs = [pair for spot in spots for pair in _pairs(spot, spots)]
    facts.date_texts = [found for spot in spots for found in ANY_DATE.findall(spot.text)]
    facts.years = frozenset(year for spot in spots for year in _YEAR_ALONE.findall(spot.text))
    # the table may write its dates another way than the text around it: that text's own proof comes first
    order = order_of(facts.date_texts) or order
    facts.period = period_of(spots, [value for key, value, _ in pairs if key == "period"], order)
    for key, value, spot in pairs:
        _take(facts, key, value, spot, order)
    _names(facts, spots)
    if facts.account is None:
        facts.account = next((told for spot in spots for told in [_account_inside(spot)] if told), None)
    _currency(facts, spots)
    aged = ageing_of(facts, spots, mark)
    figures_of(facts, [spot for spot in spots if id(spot) not in aged], mark)
    numbers: set[int] = set()
    for spot in spots:
        if BANK.search(spot.text):
            facts.notes.append(spot.text.strip())
        text = spot.text
        if fold(text) in _PAGE_WORDS:
            text = f"{text} {next((other.text for other in [beside(spot, spots)] if other is not None), '')}"
        for told in PAGE_OF.finditer(text):
            count = max(int(told[2]), facts.pages_told[1] if facts.pages_told else 0)
            numbers.add(int(told[1]))
            facts.pages_told = (len(numbers), count)
    return facts


_PAGE_WORDS = frozenset({"page", "page no", "seite", "blatt", "sheet"})


def _pairs(spot: Spot, spots: Sequence[Spot]) -> list[tuple[str, str, Spot]]:
    """Return (key, value, where) for each "Key: value", the value standing behind, to the right or below."""
    text = spot.text.strip()
    found: list[tuple[str, str, Spot]] = []
    pieces = [piece for piece in re.split(r"\s{2,}|[;；|]|\s[—–·•]\s", text) if piece]
    for number, piece in enumerate(pieces):
        left, colon, right = (piece.replace("：", ":")).partition(":")
        name = key_of(left)
        several = _glued(piece) if name and piece.count(":") > 1 else []
        if len(several) > 1:
            found.extend((key, value, spot) for key, value in several)
        elif name and right.strip():
            found.append((name, right.strip(), spot))
        elif name and number + 1 < len(pieces):
            found.append((name, pieces[number + 1].strip(), spot))
        elif name and (colon or len(pieces) == 1):
            value = (
                beside(spot, spots)
                or _next_line(spot, spots)
                or (below(spot, spots) if colon or name in {"account", "date", "period", "currency"} else None)
            )
            if value is not None:
                found.append((name, value.text.strip(), value))
        elif not name:
            found.extend((name, value, spot) for name, value in _glued(piece))
    return found


def _next_line(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    """Where text has no geometry (HTML, plain text) a value may stand on the line after its key."""
    if spot.place.box is not None or spot.place.line is None:
        return None
    following = next((other for other in spots if other.place.line == spot.place.line + 1), None)
    return following if following is not None and key_of(following.text.partition(":")[0]) is None else None


_CODE_AND_NAME = re.compile(r"[\w/.-]*\d[\w/.-]*(?:\s*\([^()]{1,60}\))?|\d[\w/.-]{2,15}\s+[^\d:]{2,60}")
"""An account's code, and in brackets or behind it what it is called."""


_CODED_PARTY = re.compile(r"((?=(?:\D*\d){3})[A-Za-z]{0,4}[-./]?\d[A-Z\d./-]{2,15})(?:\s*[-–:,]?\s+(\D.{1,79}))?")
"""A customer told by number, or by number and name ("10020 Acme Ltd")."""


def _glued(piece: str) -> list[tuple[str, str]]:
    """Read "Account No C1001", "Statement as at 31 March 2026": key and value without a colon."""
    tight = TIGHT.match(piece)
    if tight:
        name = key_of(tight[1])
        if name:
            return [(name, tight[2].strip())]
    told = piece.split()
    for count in range(min(4, len(told) - 1), 0, -1):
        name, value = key_of(" ".join(told[:count])), " ".join(told[count:])
        if name in {"date", "period"} and ANY_DATE.match(value):
            return [(name, value)]
        if (name == "currency" and currency_code(value)) or (name == "account" and _CODE_AND_NAME.fullmatch(value)):
            return [(name, value)]
    inside = INSIDE.search(piece)
    if inside and len(piece) < 80:
        return [("date", inside[1].strip())]
    colons = [m.start() for m in re.finditer(":", piece.replace("：", ":"))]
    if colons:
        # several pairs set close together: the key is the last words before each colon
        plain = piece.replace("：", ":")
        found: list[tuple[str, str]] = []
        starts: list[tuple[int, int, str]] = []
        for colon in colons:
            before = plain[:colon]
            for words in (4, 3, 2, 1):
                tail = re.search(rf"(?:\S+\s*){{{words}}}$", before)
                name = key_of(tail.group().strip()) if tail else None
                if tail and name:
                    starts.append((tail.start(), colon, name))
                    break
        for number, (_, colon, name) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else len(plain)
            found.append((name, plain[colon + 1 : end].strip()))
        # a pair without a colon may stand before the first with one ("Account 118-22 (North) Currency: GBP")
        ahead = plain[: starts[0][0]].strip() if starts else ""
        before_all = _glued(ahead) if ahead and ":" not in ahead else []
        if len(colons) == 1 and not before_all:
            return []  # "Due date: ..." is one key that is not known, not a known one behind a word
        found = [*before_all, *found]
        return [(name, value) for name, value in found if value]
    return []


def _take(facts: Facts, key: str, value: str, spot: Spot, order: DateOrder | None) -> None:
    if key == "account" and facts.account is None and RANGE.match(value) is None:
        code = re.match(r"[A-Za-z0-9][\w./#-]*(?:\s+[0-9][\w./-]*)?", value)
        if (
            code
            and any(char.isdigit() for char in code.group())
            and not BANK.search(spot.text)
            and len(code.group()) <= 30
        ):
            facts.account = code.group().strip()
        elif code and re.fullmatch(r"[A-Z][A-Z0-9-]{2,15}", value):
            facts.account = value
    elif key == "party":
        told = _CODED_PARTY.fullmatch(value)
        if told is None:
            facts.addressee = facts.addressee or (value if _is_name(value) else None)
        else:
            facts.account = facts.account or told[1]
            facts.addressee = facts.addressee or (told[2] if told[2] and _is_name(told[2]) else None)
    elif key == "date":
        found = ANY_DATE.search(value)
        date = read_date(found.group(), order) if found else None
        if date is not None and facts.date is None and RANGE.search(value) is None:
            facts.date = date
        elif found and date is None:
            facts.open_dates.append(found.group())
    elif key == "currency" and facts.currency is None:
        named = (
            currency_code(value) or next(iter(currencies_in(value)), None) or currency_code(value.split(maxsplit=1)[0])
        )
        facts.currency = named
    elif key == "addressee" and facts.account is None and _CUSTOMER_CODE.fullmatch(value):
        facts.account = value
    elif key == "addressee" and facts.addressee is None and _is_name(value):
        facts.addressee = value
    elif key == "holder" and facts.holder is None and _is_name(value):
        coded = _CODED_PARTY.fullmatch(value)  # the books of a customer, who tells us by number and name
        facts.account = facts.account or (coded[1] if coded and coded[2] else None)
        facts.holder = coded[2] if coded and coded[2] else value


_ACCOUNT_INSIDE = re.compile(
    r"(?i:\b(?:(?:your|our)\s+)?(?:account|acct\.?|a/c|customer|client|debtor|kunden|debitoren|konto|code\s+client|compte)\s*-?\s*"
    r"(?:no\.?|number|nr\.?|nummer|code|id|ref\.?|#|n°)?)\.?\s+([A-Z0-9][A-Za-z0-9./-]*\d[A-Za-z0-9/-]*)(?=[\s,;)]|$)"
)
"""An account's number inside a title or a sentence ("Statement for account SB-7741"); behind a colon the whole key counts."""


def _account_inside(spot: Spot) -> str | None:
    """Return a code behind the word for an account: letters and figures, or four figures and more; no date, no bank account."""
    if BANK.search(spot.text):
        return None
    for told in _ACCOUNT_INSIDE.finditer(spot.text):
        code = told[1]
        if ANY_DATE.search(code) is None and (any(c.isalpha() for c in code) or sum(c.isdigit() for c in code) > 3):
            return code
    return None


_CUSTOMER_CODE = re.compile(r"[A-Z]{0,6}[-/]?\d[\dA-Z/-]{2,14}")
"""What stands behind "Customer" where it is the number and not the name."""


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= 80
        and any(char.isalpha() for char in text)
        and ANY_DATE.search(text) is None
        and label_of(text) is None
    )


_GREETED = re.compile(
    r"(?:致\s*[:：]?\s*)?((?![贵貴本我对對])[\u4e00-\u9fff（）()]{4,40}(?:公司|集团|集團|厂|廠|商行))\s*[:：]"
)
"""The company with which a letter begins: it is spoken to, not the one that speaks."""


_SALUTATION = re.compile(
    r"(?:hello|hi|dear|good\s+(?:morning|afternoon|day)|guten\s+tag|hallo|sehr\s+geehrte|liebe|bonjour|madame|monsieur|您好|你好|尊敬的|敬启者)"
)
"""A letter's or a mail's first line names nobody."""


_SEALED = re.compile(r"\s*[(（](?:加?盖)?(?:公|签|财务专用)?章(?:处)?[)）]$")
"""Behind a company's name where its seal goes."""


def _names(facts: Facts, spots: Sequence[Spot]) -> None:
    """Without a word before it, the first company named at the top is the one whose paper it is."""
    between = re.compile(
        r"(?i)statement\s+between\s+(.+?)\s+and\s+(.+?)(?:\s+in\s+[A-Z]{3})?$|statement\s+of\s+account\s+from\s+(.+)$"
    )
    for spot in spots[:40]:
        found = between.search(spot.text)
        if found and found[3] and facts.holder is None:
            facts.holder = found[3].strip()
        elif found and found[1] and facts.holder is None:
            facts.holder = found[1].strip()
            facts.addressee = facts.addressee or found[2].strip()
    for spot in spots[:40]:
        greeted = _GREETED.fullmatch(spot.text.strip())
        if greeted and facts.addressee is None:
            facts.addressee = greeted[1]
    texts = [_SEALED.sub("", spot.text.strip()) for spot in spots[:40]]
    named = [
        text
        for text in texts
        if COMPANY.search(text) and 4 <= len(text) <= 70 and ":" not in text and "：" not in text and not _glued(text)
    ]
    if not named and facts.holder is None:
        # a name without the word for a company: what stands at the top of the paper
        named = [
            spot.text.strip()
            for spot in spots[:3]
            if re.fullmatch(r"[^\d:：]{3,60}", spot.text.strip())
            and not STATEMENT_TITLE.search(fold(spot.text))
            and key_of(spot.text) is None
            and label_of(spot.text) is None
            and AGE_LABEL.fullmatch(spot.text.strip()) is None
            and not called_statement([spot.text])
            and _SALUTATION.match(fold(spot.text)) is None
        ][:1]
    for name in named:
        if facts.holder is None and name != facts.addressee:
            facts.holder = name
        elif facts.addressee is None and name != facts.holder:
            facts.addressee = name


_CURRENCY_NAMED = re.compile(
    r"(?i:\b(?:currency|tenue\s+de\s+(?:la\s+)?comptes?|account\s+in|konto\s+in|compte\s+en))\s*[:：]?\s*([A-Z]{3})\b"
    r"|(?i:\b(?:balance|total|amount)(?:\s+(?:due|outstanding|owing))?)\s*\(([A-Z]{3})\)"
)


def _currency(facts: Facts, spots: Sequence[Spot]) -> None:
    if facts.currency is not None:
        return
    for spot in spots:
        told = re.search(
            r"(?i)(?:amounts?|figures?|values?|balances?)\s+(?:are\s+|is\s+)?(?:shown\s+|stated\s+|expressed\s+)?in\s+([A-Z]{3}|[A-Za-z ]{3,15})|alle\s+beträge\s+in\s+(\S+)|montants?\s+(?:exprimés\s+)?en\s+(\S+)|单位\s*[:：]\s*(\S+)|statement.*\bin\s+([A-Z]{3})$",
            spot.text,
        )
        if told:
            word = next(part for part in told.groups() if part).strip(" .)）")
            code = currency_code(word) or currency_code(word.split()[0])
            if code:
                facts.currency = code
                return
    for spot in spots:
        # inside a sentence or a title, and beside the label of a balance: three capitals that are a currency
        named = _CURRENCY_NAMED.search(spot.text)
        code = currency_code(next(part for part in named.groups() if part)) if named else None
        if code:
            facts.currency = code
            return
