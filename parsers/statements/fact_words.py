"""The words and shapes by which the text around a table is understood: keys, dates, companies, amounts, ageing buckets."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.spelling import pattern_spelling
from parsers.statements.labels import fold

_NAMED_PARTY = (
    r"(?:your|our|customer|client|supplier|vendor|debtor|creditor|cust\.?|buyer|member|ledger|sales|purchase)"
)
_PARTY = (
    r"(?:your|our|customer|client|supplier|vendor|debtor|creditor|cust\.?|buyer|member|statement|ledger|sales|purchase)"
)


_CODE = r"(?:no\.?|number|num\.?|code|id|ref(?:erence)?\.?|#|nr\.?|nbr\.?)"


_KEYS: tuple[tuple[str, str], ...] = (
    (
        "account",
        (
            rf"(?:{_PARTY}\s+){{0,2}}(?:account|acct\.?|a/c|acc\.?)\s*{_CODE}?|{_PARTY}\s*account\s*{_CODE}|{_NAMED_PARTY}\s*{_CODE}"
            r"|(?:kunden|debitoren|kreditoren|lieferanten|konto|mandanten)\s*-?\s*(?:nummer|nr\.?|konto|code)|konto|debitor|kreditor|ihre\s+kunden-?\s*(?:nr\.?|nummer)"
            r"|(?:n°|no\.?|numéro|code|réf\.?(?:érence)?)\s*(?:de\s+|du\s+)?(?:client|compte|fournisseur|tiers)|compte(?:\s+(?:client|n°|no\.?|tiers|fournisseur))?|votre\s+(?:n°|code|compte)(?:\s+client)?"
            r"|(?:客户|供应商|往来单位|往来户|往来|单位|客商|对账对象|核算项目|购货单位|会员)\s*(?:编号|编码|代码|代号|号码?|账号|账户|id)|账号|账户(?:编号|号码?|代码)?"
            r"|(?:客戶|供應商|往來單位|廠商|客商)\s*(?:編號|編碼|代碼|代號|號碼?|帳號|賬號)|帳號|賬號|帳戶(?:編號|號碼?)?"
        ),
    ),
    (
        "date",
        (
            r"(?:statement\s+|closing\s+|issue\s+|print(?:ing|ed)?\s+|account\s+)?date(?:\s+(?:of\s+)?(?:statement|issue|printed|print))?|(?:statement\s+|account\s+|position\s+|balance\s+)?as\s+(?:at|of|on)|dated?|printed(?:\s+on)?|issued(?:\s+on)?"
            r"|(?:auszugs|stichtags|erstellungs|druck|beleg|ausstellungs)?datum|stichtag|stand|per|erstellt\s+am|date\s+(?:du\s+relevé|d'arrêté|du|d'émission|de\s+l'extrait|d'édition)|arrêté(?:\s+au)?|édité\s+le|au|situation\s+au"
            r"|(?:对账|对帐|截止|截至|账单|制表|打印|出单|制单|开具|统计|填表|结算)日期?|日期|截止日|(?:對賬|對帳|截止|截至|列印|結單|製表|出單)日期?"
        ),
    ),
    (
        "period",
        (
            r"(?:statement\s+|accounting\s+|reporting\s+|billing\s+|account\s+)?period(?:\s+(?:covered|from))?|for\s+the\s+(?:period|month)(?:\s+of|\s+from)?|date\s+range|transactions?|covering|from|range|(?:abrechnungs|berichts|buchungs|auszugs)?zeitraum|periode|période(?:\s+(?:du|du\s+relevé|comptable|couverte))?"
            r"|(?:对账|对帐|会计|核算|账单|查询|对账起止|起止|统计|账务|结算|业务)?(?:期间|日期范围|区间|月份|起止日期|时段|周期|日期起止)|起止日期|(?:對賬|對帳|會計|結單|帳單)?(?:期間|區間|月份)"
        ),
    ),
    (
        "currency",
        r"(?:account\s+|statement\s+|transaction\s+)?currency|ccy|cur(?:r\.?)?|(?:all\s+)?(?:amounts?|figures?|values)\s+(?:are\s+)?(?:shown\s+|stated\s+|expressed\s+)?in|währung|kontowährung|(?:alle\s+)?beträge\s+in|devise|monnaie|(?:tous\s+les\s+)?montants?\s+(?:exprimés\s+)?en|(?:结算|对账|交易|记账)?(?:币种|币别|货币)|(?:結算|交易)?(?:幣種|幣別|幣值|貨幣)|币值",
    ),
    (
        "party",  # by number or by name
        r"customer|client|debtor|kunde|debitor|tiers|(?:business\s+)?partner|客户|往来单位|往来客户|往来户|客商|购货单位|对账单位|对方单位|核算项目",
    ),
    (
        "addressee",
        (
            r"to|bill(?:ed)?\s+to|sold\s+to|statement\s+(?:to|for)|customer(?:\s+name)?|client(?:\s+name)?|messrs\.?|account\s+(?:name|of)|debtor(?:\s+name)?|for|kunde|kundenname|an|firma|empfänger|destinataire|nom\s+du\s+client|à"
            r"|客户(?:名称|全称)?|购货单位(?:名称)?|往来单位(?:名称)?|单位名称|致|收件单位|对方单位(?:名称)?|需方|购买方|买方|甲方|抬头|客戶(?:名稱)?|往來單位(?:名稱)?|對方單位|受文者|致送|抬頭"
        ),
    ),
    (
        "holder",
        (
            r"company(?:\s+name)?|supplier(?:\s+name)?|vendor(?:\s+name)?|issued\s+by|lieferant|absender|fournisseur|société|émetteur"
            r"|供应商(?:名称)?|供货单位(?:名称)?|公司名称|我方单位(?:名称)?|出具单位|销货单位|销售方|供方|卖方|乙方|账套(?:名称)?|核算单位|制表单位|发出单位|供應商(?:名稱)?|公司名稱|廠商(?:名稱)?"
        ),
    ),
)


KEYS_COMPILED = tuple((name, re.compile(rf"(?i)(?:{pattern_spelling(pattern)})")) for name, pattern in _KEYS)


DATE_SHAPE = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)?[\s-](?:of\s)?[A-Za-zäéûôÉ]{3,9}\.?,?[\s-]\d{2,4}"
    r"|[A-Za-zäéû]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{8})"
)


RANGE = re.compile(
    rf"(?i)({DATE_SHAPE})\s*(?:-|–|—|to|until|till|through|bis|au|至|到|~|～|‑)+\s*(?:the\s+)?({DATE_SHAPE})"
)


ANY_DATE = re.compile(DATE_SHAPE)


MONTH = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月(?!\s*\d)|(20\d{2})[-/.](0[1-9]|1[0-2])(?![-/.\d])")


MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


MONTH_WORD = re.compile(rf"(?i)\b({'|'.join(MONTHS)})\s+(20\d{{2}})\b")


COMPANY = re.compile(
    r"(?i)\b(?:ltd|limited|inc|llc|llp|plc|corp(?:oration)?|gmbh|ag|kg|ohg|e\.?k|s\.?a\.?r\.?l|s\.?a\.?s|s\.?a|b\.?v|n\.?v|pty|co|pte|sdn\s+bhd|s\.?r\.?l|s\.?p\.?a|oy|ab|a/s|aps|company|group|trading)\b\.?|(?:公司|集团|厂|商行|工厂|股份|企业|中心|經銷|行)$"
)


MONEY_SHAPE = re.compile(
    r"(?:(?:CR|DR|Cr|Dr|借|贷|貸)\s?)?[(\-−–]?(?:[A-Z]{3}\s)?[(\-−–]?(?:[A-Z]{3}\s?|[A-Z]{0,3}[$€£¥￥₹₩₽₺₫฿]\s?|(?:Rs|Rp|RM|[Kk]r|Fr|zł|Kč|Ft|人民币|人民幣|美元|港币|港幣|港元)\.?\s?)?[(\-−–]?(?:[$€£¥￥₹]\s?)?\d(?:[\d.,'’ ]*\d)?\)?-?"
    r"(?:\s?(?:[A-Z]{3}|[Kk]r\.?|zł|Kč|Ft|[日美港]?元|[$€£¥￥₹₩₽₺₫฿]))?(?:\s?(?:CR|DR|Cr|Dr|C|D|S|H|借|贷|貸)\b\.?(?:\s[A-Z]{3})?)?$"
)


STATEMENT_TITLE = re.compile(
    pattern_spelling(r"statement|account|对账|对帐|對賬|對帳|往来|往來|明细|明細|auszug|relevé|extrait|page|seite|第")
)


BANK = re.compile(
    r"(?i)\biban\b|\bswift\b|\bbic\b|sort\s+code|bank\s+(?:details|account|name)|routing|bankverbindung|coordonnées\s+bancaires|\brib\b|开户行|开户银行|银行账号|银行帐号|收款账户|开户名|開戶|(?:汇款|匯款|收款|往来|往來)(?:银行|銀行|账号|帐号|帳號|賬號)|户名|戶名|銀行帳號|bank:"
)


PAGE_OF = re.compile(
    r"(?i)(?:page|seite|blatt|sheet|页码?|第)\s*(?:no\.?|n°|nr\.?)?\s*[:：.#]?\s*(\d{1,3})\s*页?\s*(?:of|/|von|sur|共|，共|,共)\s*(?:共\s*)?(\d{1,3})"
)


AGE_LABEL = re.compile(
    r"(?i)(?:current|not\s+(?:yet\s+)?due|(?:over|more\s+than|above|plus\s+de|über|>=?|≥)\s*\d+\+?\s*(?:days?|tage|jours|months?|天|日)?|\d+\s*(?:-|–|to|bis|à|~|至)\s*\d+\s*(?:days?|tage|jours|months?|天|日|个月)?(?:\s+(?:past\s+due|overdue))?"
    r"|\+\s*de\s*\d+\s*jours|\d+\s*\+\s*(?:days?)?|\d+\s*(?:days?|tage|jours|months?)(?:\s+(?:and\s+)?(?:over|older|past\s+due|overdue))?|older|nicht\s+fällig|non\s+échu|未到期|\d+\s*天?以上|\d+\s*[-~至]\s*\d+\s*天|\d+\s*天(?:以内|内)|overdue|逾期\S{0,10}"
    r"|即期|当期|當期|(?:超过|超過|逾)?\s*\d+\s*(?:[-~至]\s*\d+\s*)?(?:天|日|个月|個月)(?:以上|以内|以內|以下|内|內)?|[一二三四五六]\s*(?:个|個)月(?:以上|以内|以內)?|[半一二三]年(?:以上|以内|以內))"
)


@lru_cache(maxsize=8192)
def key_of(text: str) -> str | None:
    folded = fold(text).strip(" .")
    if not folded or len(folded) > 40:
        return None
    return _key(folded) or _key_in_two(folded)


def _key(folded: str) -> str | None:
    return next((name for name, pattern in KEYS_COMPILED if pattern.fullmatch(folded)), None)


def _key_in_two(folded: str) -> str | None:
    """Return what both writings of a key say (客戶編號 A/C No.), None where either is no key or says another thing."""
    halves = re.fullmatch(
        r"([\u4e00-\u9fff]{1,12})\s*[/|(]?\s*([a-z][a-z/.#' ]*?)[.)]*|([a-z][a-z/.#' ]*?)\s*[/|(]?\s*([\u4e00-\u9fff]{1,12})\)?",
        folded,
    )
    if halves is None:
        return None
    names = {_key(half) or _key(half + ".") for half in halves.groups() if half}
    return names.pop() if len(names) == 1 else None


TIGHT = re.compile(
    r"(?i)^(account\s*(?:no\.?|number|code|id|#)|a/c\s*(?:no\.?)?|customer\s*(?:no\.?|number|code|id|#)|statement\s+date|date|as\s+(?:at|of|on)|currency|period|for\s+the\s+(?:period|month)(?:\s+of|\s+from)?|"
    r"kunden-?(?:nr\.?|nummer)|zeitraum|währung|datum|客户编号|客户编码|客户名称|币种|币别|日期|期间|致)\s*[.:]?\s+(\S.*)$"
)


INSIDE = re.compile(
    r"(?i)(?:\b(?:statement(?:\s+of\s+account)?|balance|account)?\s*as\s+(?:at|of|on)\s+(?=.+$)"
    rf"|(?:liste|auszug|übersicht|posten|bestätigung|relevé|extrait|échéancier)\s+(?:zum|per|vom|au)\s+(?={DATE_SHAPE}$))(.+)$"
)


ASIDE = re.compile(r"limit|encours|额度|last payment|letzter|dernier|最近|overdue|逾期|enclosed|vat|tax|rate|汇率")
