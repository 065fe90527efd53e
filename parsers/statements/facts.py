"""What stands around the tables: who, which account, which currency, which period, and balances printed in boxes or sentences."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.capital_amounts import read_capital
from parsers.currencies import currencies_in, currency_code
from parsers.dates import DateOrder, order_of, read_date
from parsers.money import read_amount
from parsers.statements.labels import Label, fold, label_of
from parsers.statements.sections import Spot
from parsers.statements.statement import Figure, Period, Total

_PARTY = r"(?:your|our|customer|client|supplier|vendor|debtor|creditor|cust\.?|buyer|member|statement|ledger|sales|purchase)"
_CODE = r"(?:no\.?|number|num\.?|code|id|ref(?:erence)?\.?|#|nr\.?|nbr\.?)"
_KEYS: tuple[tuple[str, str], ...] = (
    (
        "account",
        rf"(?:{_PARTY}\s+){{0,2}}(?:account|acct\.?|a/c|acc\.?)\s*{_CODE}?|{_PARTY}\s*(?:account\s*)?{_CODE}"
        r"|(?:kunden|debitoren|kreditoren|lieferanten|konto|mandanten)\s*-?\s*(?:nummer|nr\.?|konto|code)|konto|debitor|kreditor|ihre\s+kunden-?\s*(?:nr\.?|nummer)"
        r"|(?:n°|no\.?|numéro|code|réf\.?(?:érence)?)\s*(?:de\s+|du\s+)?(?:client|compte|fournisseur|tiers)|compte(?:\s+(?:client|n°|no\.?|tiers|fournisseur))?|votre\s+(?:n°|code|compte)(?:\s+client)?"
        r"|(?:客户|供应商|往来单位|往来户|往来|单位|客商|对账对象|核算项目|购货单位|会员)\s*(?:编号|编码|代码|代号|号码?|账号|账户|id)|账号|账户(?:编号|号码?|代码)?"
        r"|(?:客戶|供應商|往來單位|廠商|客商)\s*(?:編號|編碼|代碼|代號|號碼?|帳號|賬號)|帳號|賬號|帳戶(?:編號|號碼?)?",
    ),
    (
        "date",
        r"(?:statement\s+|closing\s+|issue\s+|print(?:ing|ed)?\s+|account\s+)?date(?:\s+(?:of\s+)?(?:statement|issue|printed|print))?|(?:statement\s+|account\s+|position\s+|balance\s+)?as\s+(?:at|of|on)|dated?|printed(?:\s+on)?|issued(?:\s+on)?"
        r"|(?:auszugs|stichtags|erstellungs|druck|beleg|ausstellungs)?datum|stichtag|stand|per|erstellt\s+am|date\s+(?:du\s+relevé|d'arrêté|du|d'émission|de\s+l'extrait|d'édition)|arrêté(?:\s+au)?|édité\s+le|au|situation\s+au"
        r"|(?:对账|对帐|截止|截至|账单|制表|打印|出单|制单|开具|统计|填表|结算)日期?|日期|截止日|(?:對賬|對帳|截止|截至|列印|結單|製表|出單)日期?",
    ),
    (
        "period",
        r"(?:statement\s+|accounting\s+|reporting\s+|billing\s+|account\s+)?period(?:\s+(?:covered|from))?|for\s+the\s+(?:period|month)(?:\s+of|\s+from)?|date\s+range|transactions?|covering|from|range|(?:abrechnungs|berichts|buchungs|auszugs)?zeitraum|periode|période(?:\s+(?:du|du\s+relevé|comptable|couverte))?"
        r"|(?:对账|对帐|会计|核算|账单|查询|对账起止|起止|统计|账务|结算|业务)?(?:期间|日期范围|区间|月份|起止日期|时段|周期|日期起止)|起止日期|(?:對賬|對帳|會計|結單|帳單)?(?:期間|區間|月份)",
    ),
    (
        "currency",
        r"(?:account\s+|statement\s+|transaction\s+)?currency|ccy|cur(?:r\.?)?|(?:all\s+)?(?:amounts?|figures?|values)\s+(?:are\s+)?(?:shown\s+|stated\s+|expressed\s+)?in|währung|kontowährung|(?:alle\s+)?beträge\s+in|devise|monnaie|(?:tous\s+les\s+)?montants?\s+(?:exprimés\s+)?en|(?:结算|对账|交易|记账)?(?:币种|币别|货币)|(?:結算|交易)?(?:幣種|幣別|貨幣)",
    ),
    (
        "addressee",
        r"to|bill(?:ed)?\s+to|sold\s+to|statement\s+(?:to|for)|customer(?:\s+name)?|client(?:\s+name)?|messrs\.?|account\s+(?:name|of)|debtor(?:\s+name)?|for|kunde|kundenname|an|firma|empfänger|destinataire|nom\s+du\s+client|à"
        r"|客户(?:名称|全称)?|购货单位(?:名称)?|往来单位(?:名称)?|单位名称|致|收件单位|对方单位(?:名称)?|需方|购买方|买方|甲方|抬头|客戶(?:名稱)?|往來單位(?:名稱)?|對方單位|受文者|致送|抬頭",
    ),
    (
        "holder",
        r"company(?:\s+name)?|supplier(?:\s+name)?|vendor(?:\s+name)?|issued\s+by|lieferant|absender|fournisseur|société|émetteur"
        r"|供应商(?:名称)?|供货单位(?:名称)?|公司名称|我方单位(?:名称)?|出具单位|销货单位|销售方|供方|卖方|乙方|账套(?:名称)?|核算单位|制表单位|发出单位|供應商(?:名稱)?|公司名稱|廠商(?:名稱)?",
    ),
)
_COMPILED = tuple((name, re.compile(rf"(?i)(?:{pattern})".replace("別", "别"))) for name, pattern in _KEYS)
_DATE = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)?[\s-](?:of\s)?[A-Za-zäéûôÉ]{3,9}\.?,?[\s-]\d{2,4}"
    r"|[A-Za-zäéû]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{8})"
)
_RANGE = re.compile(rf"(?i)({_DATE})\s*(?:-|–|—|to|until|till|through|bis|au|至|到|~|～|‑)+\s*(?:the\s+)?({_DATE})")
_ANY_DATE = re.compile(_DATE)
_MONTH = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月(?!\s*\d)|(20\d{2})[-/.](0[1-9]|1[0-2])(?![-/.\d])")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_WORD = re.compile(rf"(?i)\b({'|'.join(_MONTHS)})\s+(20\d{{2}})\b")
_COMPANY = re.compile(
    r"(?i)\b(?:ltd|limited|inc|llc|llp|plc|corp(?:oration)?|gmbh|ag|kg|ohg|e\.?k|s\.?a\.?r\.?l|s\.?a\.?s|s\.?a|b\.?v|n\.?v|pty|co|pte|sdn\s+bhd|s\.?r\.?l|s\.?p\.?a|oy|ab|a/s|aps|company|group|trading)\b\.?|(?:公司|集团|厂|商行|工厂|股份|企业|中心|經銷|行)$"
)
_MONEY = re.compile(
    r"(?:[A-Z]{3}\s?|[A-Z]{0,3}[$€£¥￥₹]\s?)?[(\-−–]?(?:[$€£¥￥₹]\s?)?\d[\d.,'’ ]*(?:\d|\.\d)\)?-?(?:\s?(?:[A-Z]{3}|元|[$€£¥￥₹]))?(?:\s?(?:CR|DR|Cr|Dr|C|D|S|H|借|贷|貸)\b\.?)?$"
)
_STATEMENT_TITLE = re.compile(r"statement|account|对账|对帐|對賬|對帳|往来|往來|明细|明細|auszug|relevé|extrait|page|seite|第")
_BANK = re.compile(
    r"(?i)\biban\b|\bswift\b|\bbic\b|sort\s+code|bank\s+(?:details|account|name)|routing|bankverbindung|coordonnées\s+bancaires|\brib\b|开户行|开户银行|银行账号|银行帐号|收款账户|开户名|開戶|銀行帳號|bank:"
)
_PAGE_OF = re.compile(
    r"(?i)(?:page|seite|页码?|第)\s*(\d{1,3})\s*页?\s*(?:of|/|von|sur|共|，共|,共)\s*(?:共\s*)?(\d{1,3})"
)
_AGE_LABEL = re.compile(
    r"(?i)(?:current|not\s+(?:yet\s+)?due|(?:over|more\s+than|above|plus\s+de|über|>=?|≥)\s*\d+\+?\s*(?:days?|tage|jours|months?|天|日)?|\d+\s*(?:-|–|to|bis|à|~|至)\s*\d+\s*(?:days?|tage|jours|months?|天|日|个月)?(?:\s+(?:past\s+due|overdue))?"
    r"|\d+\s*\+\s*(?:days?)?|\d+\s*(?:days?|tage|jours|months?)(?:\s+(?:and\s+)?(?:over|older|past\s+due|overdue))?|older|nicht\s+fällig|non\s+échu|未到期|\d+\s*天?以上|\d+\s*[-~至]\s*\d+\s*天|\d+\s*天(?:以内|内)|overdue|逾期\S{0,10})"
)


@dataclass(slots=True)
class Facts:
    """All that the text around one section says. Amount figures carry minus and parentheses as printed, marks in `read_as`."""

    holder: str | None = None
    addressee: str | None = None
    account: str | None = None
    currency: str | None = None
    date: dt.date | None = None
    period: Period | None = None
    openings: list[Figure] = field(default_factory=list)
    closings: list[Figure] = field(default_factory=list)
    dues: list[Figure] = field(default_factory=list)
    totals: list[tuple[Label, Figure, str]] = field(default_factory=list)
    ageing: list[Total] = field(default_factory=list)
    ageing_total: Figure | None = None
    capitals: list[Figure] = field(default_factory=list)
    line_count: int | None = None
    notes: list[str] = field(default_factory=list)
    pages_told: tuple[int, int] | None = None  # (pages in the file, pages the paper counts)
    date_texts: list[str] = field(default_factory=list)
    open_dates: list[str] = field(default_factory=list)  # dates of issue whose order of day and month is open
    maybes: list[Figure] = field(default_factory=list)  # amounts under other names: one may be the closing balance
    beside: list[str] = field(default_factory=list)  # currencies printed beside balances


def facts_of(spots: Sequence[Spot], order: DateOrder | None, mark: str | None) -> Facts:
    """Read the text around a section. `order` and `mark` are the table's own, where it shows them."""
    facts = Facts()
    pairs = [pair for spot in spots for pair in _pairs(spot, spots)]
    facts.date_texts = [found for spot in spots for found in _ANY_DATE.findall(spot.text)]
    # the table may write its dates another way than the text around it: that text's own proof comes first
    order = order_of(facts.date_texts) or order
    _periods(facts, spots, pairs, order)
    for key, value, spot in pairs:
        _take(facts, key, value, spot, order)
    _names(facts, spots)
    _currency(facts, spots)
    aged = _ageing(facts, spots, mark)
    _figures(facts, [spot for spot in spots if id(spot) not in aged], mark)
    for spot in spots:
        if _BANK.search(spot.text):
            facts.notes.append(spot.text.strip())
        for told in _PAGE_OF.finditer(spot.text):
            count = max(int(told[2]), facts.pages_told[1] if facts.pages_told else 0)
            seen = max(int(told[1]), facts.pages_told[0] if facts.pages_told else 0)
            facts.pages_told = (seen, count)
    return facts


def _pairs(spot: Spot, spots: Sequence[Spot]) -> list[tuple[str, str, Spot]]:
    """Return (key, value, where) for each "Key: value", the value standing behind, to the right or below."""
    text = spot.text.strip()
    found: list[tuple[str, str, Spot]] = []
    pieces = [piece for piece in re.split(r"\s{2,}|[;；|]", text) if piece]
    for number, piece in enumerate(pieces):
        left, colon, right = (piece.replace("：", ":")).partition(":")
        name = _key(left)
        if name and right.strip():
            found.append((name, right.strip(), spot))
        elif name and number + 1 < len(pieces):
            found.append((name, pieces[number + 1].strip(), spot))
        elif name and (colon or len(pieces) == 1):
            value = _beside(spot, spots) or (
                _below(spot, spots) if colon or name in {"account", "date", "period", "currency"} else None
            )
            if value is not None:
                found.append((name, value.text.strip(), value))
        elif not name:
            found.extend((name, value, spot) for name, value in _glued(piece))
    return found


def _key(text: str) -> str | None:
    folded = fold(text).strip(" .")
    if not folded or len(folded) > 40:
        return None
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(folded)), None)


_TIGHT = re.compile(
    r"(?i)^(account\s*(?:no\.?|number|code|id|#)|a/c\s*(?:no\.?)?|customer\s*(?:no\.?|number|code|id|#)|statement\s+date|date|as\s+(?:at|of|on)|currency|period|for\s+the\s+(?:period|month)(?:\s+of|\s+from)?|"
    r"kunden-?(?:nr\.?|nummer)|zeitraum|währung|datum|客户编号|客户编码|客户名称|币种|币别|日期|期间|致)\s*[.:]?\s+(\S.*)$"
)
_INSIDE = re.compile(r"(?i)\b(?:statement(?:\s+of\s+account)?|balance|account)?\s*as\s+(?:at|of|on)\s+(.+)$")


def _glued(piece: str) -> list[tuple[str, str]]:
    """ "Account No C1001", "Statement as at 31 March 2026": key and value without a colon."""
    tight = _TIGHT.match(piece)
    if tight:
        name = _key(tight[1])
        if name:
            return [(name, tight[2].strip())]
    inside = _INSIDE.search(piece)
    if inside and len(piece) < 80:
        return [("date", inside[1].strip())]
    colons = [m.start() for m in re.finditer(":", piece.replace("：", ":"))]
    if len(colons) >= 2:
        # several pairs set close together: the key is the last words before each colon
        plain = piece.replace("：", ":")
        found: list[tuple[str, str]] = []
        starts: list[tuple[int, int, str]] = []
        for colon in colons:
            before = plain[:colon]
            for words in (4, 3, 2, 1):
                tail = re.search(rf"(?:\S+\s*){{{words}}}$", before)
                name = _key(tail.group().strip()) if tail else None
                if tail and name:
                    starts.append((tail.start(), colon, name))
                    break
        for number, (_, colon, name) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else len(plain)
            found.append((name, plain[colon + 1 : end].strip()))
        return [(name, value) for name, value in found if value]
    return []


def _beside(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    height = spot.bottom - spot.top
    right = [
        other
        for other in spots
        if other is not spot
        and other.part == spot.part
        and other.x0 >= spot.x1 - 1
        and min(other.bottom, spot.bottom) - max(other.top, spot.top) > 0.4 * height
    ]
    nearest = min(right, key=lambda other: other.x0, default=None)
    if nearest is None or _key(nearest.text.partition(":")[0].partition("：")[0]) is not None:
        return None
    return nearest


def _below(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    height = spot.bottom - spot.top
    under = [
        other
        for other in spots
        if other.part == spot.part
        and 0 < other.top - spot.top < 3.2 * height
        and min(other.x1, spot.x1) - max(other.x0, spot.x0) > 0
    ]
    nearest = min(under, key=lambda other: other.top, default=None)
    if nearest is None or _key(nearest.text.partition(":")[0].partition("：")[0]) is not None:
        return None
    return nearest


def _take(facts: Facts, key: str, value: str, spot: Spot, order: DateOrder | None) -> None:
    if key == "account" and facts.account is None:
        code = re.match(r"[A-Za-z0-9][\w./#-]*(?:\s+[0-9][\w./-]*)?", value)
        if (
            code
            and any(char.isdigit() for char in code.group())
            and not _BANK.search(spot.text)
            and len(code.group()) <= 30
        ):
            facts.account = code.group().strip()
        elif code and re.fullmatch(r"[A-Z][A-Z0-9-]{2,15}", value):
            facts.account = value
    elif key == "date":
        found = _ANY_DATE.search(value)
        date = read_date(found.group(), order) if found else None
        if date is not None and facts.date is None and _RANGE.search(value) is None:
            facts.date = date
        elif found and date is None:
            facts.open_dates.append(found.group())
    elif key == "currency" and facts.currency is None:
        named = currency_code(value) or next(iter(currencies_in(value)), None) or currency_code(value.split()[0])
        facts.currency = named
    elif key == "addressee" and facts.addressee is None and _is_name(value):
        facts.addressee = value
    elif key == "holder" and facts.holder is None and _is_name(value):
        facts.holder = value


def _is_name(text: str) -> bool:
    return (
        2 <= len(text) <= 80
        and any(char.isalpha() for char in text)
        and _ANY_DATE.search(text) is None
        and label_of(text) is None
    )


def _periods(
    facts: Facts, spots: Sequence[Spot], pairs: Sequence[tuple[str, str, Spot]], order: DateOrder | None
) -> None:
    texts = [value for key, value, _ in pairs if key == "period"] + [spot.text for spot in spots]
    for text in texts:
        for found in _RANGE.finditer(text):
            own = order or order_of([found[1], found[2]])
            start, end = read_date(found[1], own), read_date(found[2], own)
            if start is not None and end is not None and start <= end:
                facts.period = Period(start, end)
                return
    for text in texts:
        month = _MONTH.search(text)
        if month and _ANY_DATE.search(text) is None:
            year, number = int(month[1] or month[3]), int(month[2] or month[4])
            if 1 <= number <= 12:
                facts.period = _month(year, number)
                return
    for key, value, _ in pairs:
        word = _MONTH_WORD.search(value) if key == "period" else None
        if word:
            facts.period = _month(int(word[2]), _MONTHS.index(word[1].lower()) + 1)
            return
    starts = [
        spot
        for spot in spots
        if re.fullmatch(
            r"(?i)from|start date|date from|von|du|开始日期|起始日期|自",
            fold(spot.text.partition(":")[0].partition("：")[0]),
        )
    ]
    for spot in starts:
        later = [
            m
            for other in spots
            if other.part == spot.part
            for m in [other]
            if re.match(r"(?i)to\b|until|end date|date to|bis|au|结束日期|截止日期|至", fold(other.text))
        ]
        first = _ANY_DATE.search(spot.text) or _ANY_DATE.search(getattr(_beside(spot, spots), "text", ""))
        for other in later:
            last = _ANY_DATE.search(other.text) or _ANY_DATE.search(getattr(_beside(other, spots), "text", ""))
            if first and last:
                start, end = read_date(first.group(), order), read_date(last.group(), order)
                if start is not None and end is not None and start <= end:
                    facts.period = Period(start, end)
                    return


def _month(year: int, month: int) -> Period:
    return Period(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]))


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
    named = [
        spot.text.strip()
        for spot in spots[:40]
        if _COMPANY.search(spot.text)
        and 4 <= len(spot.text.strip()) <= 70
        and ":" not in spot.text
        and "：" not in spot.text
    ]
    if not named and facts.holder is None:
        # a name without the word for a company: what stands at the top of the paper
        named = [spot.text.strip() for spot in spots[:3] if re.fullmatch(r"[^\d:：]{3,60}", spot.text.strip()) and not _STATEMENT_TITLE.search(fold(spot.text)) and _key(spot.text) is None][:1]
    for name in named:
        if facts.holder is None and name != facts.addressee:
            facts.holder = name
        elif facts.addressee is None and name != facts.holder:
            facts.addressee = name


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
            if word in {"元", "圆"}:
                facts.currency = None


def _ageing(facts: Facts, spots: Sequence[Spot], mark: str | None) -> set[int]:
    """Find buckets and their amounts: labels in a row over amounts in a row, or label and amount side by side."""
    labels = [spot for spot in spots if _AGE_LABEL.fullmatch(spot.text.strip().strip(":：")) and len(spot.text) < 40]
    used: set[int] = set()
    rows: dict[tuple[int, int], list[Spot]] = {}
    for spot in labels:
        rows.setdefault((spot.part, round(spot.top / 4)), []).append(spot)
    for group in rows.values():
        if len(group) < 2:
            continue
        found: list[tuple[Spot, Spot]] = []
        for spot in group:
            value = _amount_below(spot, spots)
            if value is not None:
                found.append((spot, value))
        others = [
            spot
            for spot in spots
            if spot.part == group[0].part and abs(spot.top - group[0].top) < 4 and spot not in group and label_of(spot.text) is None
        ]
        if len(found) < 2 or len({id(value) for _, value in found}) != len(found) or others or len(found) < len(group):
            continue
        for spot, value in found:
            amount = read_amount(value.text, mark, in_column=True) or read_amount(value.text, in_column=True)
            if amount is None:
                continue
            facts.ageing.append(
                Total(
                    spot.text.strip(),
                    amount.debit_positive if amount.debit_positive is not None else amount.value,
                    value.place,
                )
            )
            used |= {id(spot), id(value)}
        _ageing_total(facts, group, spots, mark, used)
        return used
    stacked = [
        (spot, value)
        for spot in labels
        for value in [_beside(spot, spots)]
        if value is not None and _MONEY.fullmatch(value.text.strip())
    ]
    if len(stacked) >= 3:
        for spot, value in stacked:
            amount = read_amount(value.text, mark, in_column=True)
            if amount is not None:
                facts.ageing.append(
                    Total(
                        spot.text.strip(),
                        amount.debit_positive if amount.debit_positive is not None else amount.value,
                        value.place,
                    )
                )
                used |= {id(spot), id(value)}
    return used


def _amount_below(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    height = spot.bottom - spot.top
    under = [
        other
        for other in spots
        if other.part == spot.part
        and 0 < other.top - spot.top < 3.5 * height
        and (_MONEY.fullmatch(other.text.strip()) or other.text.strip() in {"-", "–", "—"})
    ]
    if not under:
        return None
    first = min(other.top for other in under)
    level = [other for other in under if other.top - first < 0.6 * height]
    overlapping = [other for other in level if min(other.x1, spot.x1) - max(other.x0, spot.x0) > 0]
    pool = overlapping or [o for o in level if abs((o.x0 + o.x1) - (spot.x0 + spot.x1)) / 2 < 40]
    return min(pool, key=lambda other: abs((other.x0 + other.x1) - (spot.x0 + spot.x1)), default=None)


def _ageing_total(facts: Facts, group: list[Spot], spots: Sequence[Spot], mark: str | None, used: set[int]) -> None:
    top = group[0].top
    for spot in spots:
        if spot.part == group[0].part and abs(spot.top - top) < 4 and id(spot) not in used:
            label = label_of(spot.text)
            value = _amount_below(spot, spots)
            if label in {Label.TOTAL, Label.CLOSING, Label.DUE} and value is not None and id(value) not in used:
                amount = read_amount(value.text, mark, in_column=True)
                if amount is not None:
                    facts.ageing_total = Figure(amount.value, value.place, value.text)
                    used |= {id(spot), id(value)}
                    return


def _figures(facts: Facts, spots: Sequence[Spot], mark: str | None) -> None:
    """Read balances and totals printed in boxes and sentences."""
    for spot in spots:
        capital = _capital(spot)
        if capital is not None:
            facts.capitals.append(capital)
            continue
        label, value = _labelled(spot, spots)
        if value is None:
            value = next(((right, spot) for _, right in _splits(spot.text.strip())), None)
        if label is None and value is not None and not _ASIDE.search(fold(spot.text)):
            amount = read_amount(value[0], mark, in_column=True)
            if amount is not None and amount.decimals:
                facts.maybes.append(Figure(amount.debit_positive or amount.value, value[1].place, value[0]))
        if label is None or value is None:
            continue
        if label is Label.LINE_COUNT:
            count = re.fullmatch(r"(\d{1,5})\s*(?:笔|条|items?|lines?)?", value[0].strip())
            facts.line_count = int(count[1]) if count else facts.line_count
            continue
        amount = read_amount(value[0], mark, in_column=True) or read_amount(value[0])
        if amount is None:
            continue
        figure = Figure(
            amount.debit_positive if amount.debit_positive is not None else amount.value, value[1].place, value[0]
        )
        if amount.currency and label is not Label.ASIDE and amount.currency not in facts.beside:
            facts.beside.append(amount.currency)
        if label in {Label.OPENING, Label.BROUGHT_FORWARD}:
            facts.openings.append(figure)
        elif label in {Label.CLOSING, Label.CARRIED_FORWARD}:
            facts.closings.append(figure)
        elif label is Label.DUE:
            facts.dues.append(figure)
        elif label not in {Label.ASIDE, Label.NEXT_PAGE}:
            facts.totals.append((label, figure, spot.text))


_ASIDE = re.compile(r"limit|encours|额度|額度|last payment|letzter|dernier|最近|overdue|逾期|enclosed|vat|tax|rate|汇率")


def _labelled(spot: Spot, spots: Sequence[Spot]) -> tuple[Label | None, tuple[str, Spot] | None]:
    text = spot.text.strip()
    for left, right in _splits(text):
        label = label_of(left)
        if label is Label.LINE_COUNT and any(char.isdigit() for char in left):
            continue
        if label is not None:
            return label, (right, spot)
    label = label_of(text)
    if label is None:
        return None, None
    if label is Label.LINE_COUNT:
        value = _beside(spot, spots)
        return label, (value.text, value) if value is not None else None
    value = _money_beside(spot, spots) or _amount_below(spot, spots)
    return label, (value.text.strip(), value) if value is not None else None


def _money_beside(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    height = spot.bottom - spot.top
    right = [
        other
        for other in spots
        if other is not spot
        and other.part == spot.part
        and other.x0 >= spot.x1 - 1
        and min(other.bottom, spot.bottom) - max(other.top, spot.top) > 0.4 * height
    ]
    nearest = min(right, key=lambda other: other.x0, default=None)
    return nearest if nearest is not None and _MONEY.fullmatch(nearest.text.strip()) else None


def _splits(text: str) -> list[tuple[str, str]]:
    """Return ways of taking an amount off the end of a text: "Balance due: GBP 1,234.00 CR"."""
    found: list[tuple[str, str]] = []
    if len(text) > 140:
        return found
    for match in re.finditer(r"(?<=[\s:：])(?=\S)|(?<=[:：])", text):
        right = text[match.start() :].strip()
        if right and _MONEY.fullmatch(right):
            found.append((text[: match.start()], right))
    clause = re.match(r"^[^:：]{0,40}[,，、]\s*([^,，:：]{2,30}[:：])\s*(\S.*)$", text)
    if clause and _MONEY.fullmatch(clause[2].strip().rstrip("。.")):
        found.append((clause[1], clause[2].strip().rstrip("。.")))
    sentence = re.search(
        r"(?i)(balance|total|amount|saldo|solde|余额|欠款)[^.。]{0,60}?(?:\bis\b|\bof\b|为|：|:|beträgt|est de)\s*([^\s].*?)[.。]?$",
        text,
    )
    if sentence and _MONEY.fullmatch(sentence[2].strip()):
        found.append((sentence[1], sentence[2].strip()))
    return found


def _capital(spot: Spot) -> Figure | None:
    text = spot.text.strip()
    for part in [text, *re.split(r"[:：\s()（）]+", text)]:
        if len(part) >= 3 and re.search(r"[零壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬万]", part):
            value = read_capital(part)
            if value is not None:
                return Figure(value, spot.place, part)
    return None
