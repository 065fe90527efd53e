"""The company's own list of counterparties, from csv or a workbook: who they are, and who may learn their figures."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from parsers.currencies import currency_code
from parsers.document import Document
from parsers.ledgers import agreed_terms
from parsers.ledgers.agreed_terms import TermRefused, several
from parsers.ledgers.cells import CellRefused, amount_at
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from parsers.ledgers.mail_identity import address_of, domain_of
from parsers.sheets.model import OWN_LEDGER, Sheet, SheetRow, SheetsRefused
from parsers.sheets.opening import open_sheets

Choice = TypeVar("Choice", str, Role)


class ListRefused(Exception):
    """The list cannot be taken over. `row` is the spreadsheet's row (0: the file as a whole); nothing of it may be kept."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}" if row else reason)
        self.row = row
        self.reason = reason


_HEADINGS = {
    "code": "code; customer code; customer no; customer number; customer id; supplier code; supplier no; vendor code; vendor no; counterparty code; counterparty; party code; id; no; number; card code; "
    "编码; 代码; 编号; 客户编码; 客户编号; 客户代码; 供应商编码; 供应商编号; 供应商代码; 往来单位编码; 往来单位代码; 往来单位编号; 单位编码; 客商编码; kundennummer; lieferantennummer; nummer; code client; code fournisseur; code tiers",
    "name": "name; customer name; supplier name; vendor name; company; company name; party name; customer; supplier; vendor; legal name; "
    "名称; 客户名称; 供应商名称; 往来单位名称; 单位名称; 公司名称; 客商名称; 客户; 供应商; 往来单位; 全称; 户名; firma; kundenname; kunde; lieferant; nom; raison sociale; client; fournisseur",
    "aliases": "alias; aliases; other names; also known as; trading name; trading names; trading as; short name; former names; 别名; 其他名称; 简称; 曾用名; 客户简称; 英文名称; 英文名; alternativname; kurzname; autres noms",
    "addresses": "email; emails; mail; e-mail; e-mails; email address; email addresses; mail address; mail addresses; contact email; contact emails; statement email; "
    "邮箱; 电子邮箱; 邮件地址; 电子邮件; 联系邮箱; 对账邮箱; 邮箱地址; 邮件; e-mail-adresse; mailadresse; courriel; adresse e-mail; adresse mail",
    "domains": "domain; domains; mail domain; mail domains; email domain; email domains; 域名; 邮箱域名; 邮件域名; domäne; maildomäne; domaine; domaines",
    "language": "language; lang; reply language; 语言; 语种; 回复语言; sprache; langue",
    "currency": "currency; ccy; curr; currency code; 币种; 币别; 货币; währung; devise; monnaie",
    "tolerance": "tolerance; rounding; rounding tolerance; 容差; 允许误差; 尾差; 误差; 容许误差; toleranz; tolérance",
    "amount_limit": "amount limit; limit; automatic limit; auto limit; reply limit; 金额上限; 上限; 限额; 自动回复上限; 自动限额; betragsgrenze; plafond; limite",
    "bank_fee": "bank fee; bank charge; bank charges; largest bank fee; 银行手续费; 手续费; 银行费用; bankgebühr; bankspesen; frais bancaires",
    "discount_rates": "discount; discounts; discount rate; discount rates; cash discount; 折扣率; 现金折扣; 折扣; skonto; escompte",
    "withholding_rates": "withholding tax; withholding rate; withholding rates; withholding tax rate; withholding tax rates; wht rate; wht rates; 预扣税率; 代扣税率; 扣缴税率; quellensteuer; retenue à la source",
    "withholding_names": "withholding name; withholding names; withholding tax name; withholding tax names; tax names; wht name; 预扣税名称; 代扣税名称; 税种名称",
    "fx_tolerance": "fx tolerance; exchange tolerance; exchange rate tolerance; 汇率容差; 汇兑容差; 汇率误差; kurstoleranz",
    "cutoff_days": "cut-off days; cutoff days; timing days; 截止天数; 时间差天数; 在途天数",
    "disputed": "disputed; disputes; disputed documents; disputed references; disputed invoices; 争议; 争议单据; 争议发票; 争议编号; strittig; strittige belege; litiges",
    "reference_map": "reference map; number map; their number = our number; 编号对照; 单号对照; 编号映射",
    "role": "role; type; kind; party type; 角色; 类型; 类别; 往来性质; 性质; 往来类型; 单位类型; rolle; typ; art; rôle",
    "accounts": "account; accounts; ledger account; ledger accounts; account no; account number; account numbers; account code; account codes; 账户; 账户编号; 账号; 科目; 科目编码; 往来账户; 往来科目; konto; konten; kontonummer; compte; comptes",
    "passwords": "password; passwords; file password; file passwords; 密码; 文件密码; 打开密码; passwort; mot de passe",
}
_LANGUAGES = {
    **dict.fromkeys(("en", "en_us", "en_gb", "eng", "english", "英文", "英语", "englisch", "anglais"), "en"),
    **dict.fromkeys(
        (
            "zh",
            "zh_cn",
            "zh_hans",
            "zho",
            "cn",
            "chinese",
            "中文",
            "简体中文",
            "汉语",
            "chinesisch",
            "chinois",
            "simplified chinese",
        ),
        "zh_CN",
    ),
    **dict.fromkeys(
        (
            "zh_tw",
            "zh_hk",
            "zh_mo",
            "zh_hant",
            "zh_hant_tw",
            "zh_hant_hk",
            "tw",
            "traditional chinese",
            "繁體中文",
            "繁体中文",
            "正體中文",
            "繁中",
        ),
        "zh_TW",
    ),
    **dict.fromkeys(
        ("de", "de_de", "de_at", "de_ch", "deu", "ger", "german", "deutsch", "德语", "德文", "allemand"), "de"
    ),
}
_ROLES = {
    **dict.fromkeys(
        ("customer", "client", "debtor", "c", "ar", "receivable", "客户", "应收", "顾客", "kunde", "debitor"),
        Role.CUSTOMER,
    ),
    **dict.fromkeys(
        (
            "supplier",
            "vendor",
            "creditor",
            "s",
            "v",
            "ap",
            "payable",
            "供应商",
            "应付",
            "厂商",
            "lieferant",
            "kreditor",
            "fournisseur",
        ),
        Role.SUPPLIER,
    ),
}
_TRADITIONAL = str.maketrans("帳編號戶稱單應貨語郵電幣類額帐", "账编号户称单应货语邮电币类额账")
_MAIL_SEPARATORS = re.compile(r"[;；、,，\n\r|]+|(?<=\S)\s+(?=[^\s<>]+@)")
_SEARCHED_ROWS = 40


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_TRADITIONAL)
    return "".join(char for char in plain if char.isalnum())


_FIELDS = {_folded(word): field for field, words in _HEADINGS.items() for word in words.split(";")}


def read_counterparties(document: Document) -> tuple[Counterparty, ...]:
    """Return the counterparties in the list's order. Raises ListRefused with the row and what is wrong with it.

    A list names at least code and name. Several aliases, addresses, domains or accounts stand in one cell, parted by ; or 、.
    """
    try:
        sheets = open_sheets(io.BytesIO(document.content), limits=OWN_LEDGER)
        for sheet in sheets:
            header = None if sheet.hidden else _header(sheet)
            if header is not None:
                return _checked(sheet, *header)
    except SheetsRefused as refused:
        raise ListRefused(0, refused.message) from refused
    raise ListRefused(
        0,
        "no row of headings with a code and a name was found; a list has headings such as Code, Name, Emails, Domains, Language",
    )


def _header(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    rows = sheet.rows()
    head = list(islice(rows, _SEARCHED_ROWS))
    rows.close()
    for row in head:
        columns: dict[str, int] = {}
        unknown: list[str] = []
        for column, text in enumerate(row.texts):
            field = _FIELDS.get(_folded(text))
            if field is None:
                unknown.append(text)
            elif field in columns:
                columns = _preferred(columns, field, column, row)
            else:
                columns[field] = column
        if {"code", "name"} <= columns.keys():
            _refuse_misspelt(row, unknown)
            return row.number, columns
    return None


def _preferred(columns: dict[str, int], field: str, column: int, row: SheetRow) -> dict[str, int]:
    """Where a list has both 客户 and 客户名称, or ID and Code, the plainer word wins; two alike are refused."""
    texts = (row.texts[columns[field]], row.texts[column])
    plain = {"name": ("name", "名称", "nom", "firma"), "code": ("code", "编码", "代码", "编号")}.get(field, ())
    clear = [any(word in _folded(text) for word in plain) for text in texts]
    if clear[0] != clear[1]:
        return {**columns, field: columns[field] if clear[0] else column}
    raise ListRefused(row.number, f"two columns are headed as {field.replace('_', ' ')} ({texts[0]}, {texts[1]})")


def _refuse_misspelt(row: SheetRow, unknown: Sequence[str]) -> None:
    """A heading nearly right would otherwise lose its whole column unnoticed."""
    for text in unknown:
        folded = _folded(text)
        if len(folded) < 5 or not folded.isascii() or not folded.isalpha():
            continue
        near = next((field for word, field in _FIELDS.items() if len(word) > 4 and _nearly(folded, word)), None)
        if near:
            raise ListRefused(row.number, f"the heading {text!r} is not known; is {near.replace('_', ' ')} meant?")


def _nearly(a: str, b: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two neighbours exchanged."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = next(
        (index for index, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), min(len(a), len(b))
    )
    rest_a, rest_b = a[start:], b[start:]
    exchanged = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return exchanged or rest_a[1:] == rest_b[1:] or rest_a == rest_b[1:] or rest_a[1:] == rest_b


def _checked(sheet: Sheet, header_row: int, columns: Mapping[str, int]) -> tuple[Counterparty, ...]:
    found: list[Counterparty] = []
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for row in sheet.rows():
        if row.number <= header_row or not any(row.texts):
            continue
        try:
            counterparty = _counterparty(row, columns)
        except CellRefused as refused:
            raise ListRefused(row.number, refused.reason) from refused
        except TermRefused as refused:
            raise ListRefused(row.number, str(refused)) from refused
        for what, value in _identities(counterparty):
            first = seen.setdefault((what, value), (row.number, counterparty.code))
            if first[0] != row.number:
                raise ListRefused(
                    row.number,
                    f"the {what} {value} stands in row {first[0]} too ({first[1]}); it must belong to one counterparty",
                )
        found.append(counterparty)
    if not found:
        raise ListRefused(0, "the list holds no counterparty below its headings")
    return tuple(found)


def _identities(counterparty: Counterparty) -> Iterator[tuple[str, str]]:
    """Yield all that may belong to one counterparty only."""
    yield "code", counterparty.code
    for account in counterparty.ledger_accounts():
        yield "account", account
    for address in counterparty.addresses:
        yield "address", address
    for domain in counterparty.domains:
        yield "domain", domain


def _counterparty(row: SheetRow, columns: Mapping[str, int]) -> Counterparty:
    def text(field: str) -> str:
        column = columns.get(field)
        if column is None or column >= len(row.texts):
            return ""
        if column in row.unreadable:
            raise CellRefused(f"the {field.replace('_', ' ')} cannot be read exactly; format the column as text")
        return row.texts[column].strip()

    code, name = text("code"), text("name")
    if not code:
        raise CellRefused("the code is empty")
    if not name:
        raise CellRefused(f"{code} has no name")
    return Counterparty(
        code=code,
        name=name,
        role=_one_of(text("role"), _ROLES, "role", "customer or supplier") or Role.CUSTOMER,
        aliases=several(text("aliases")),
        accounts=several(text("accounts")),
        addresses=_addresses(text("addresses")),
        domains=_domains(text("domains")),
        language=_one_of(text("language").replace("-", "_"), _LANGUAGES, "language", "en, zh_CN, zh_TW or de") or "",
        currency=_currency(text("currency")),
        tolerance=_not_negative(row, columns.get("tolerance"), "the tolerance"),
        amount_limit=_not_negative(row, columns.get("amount_limit"), "the amount limit"),
        bank_fee=_not_negative(row, columns.get("bank_fee"), "the bank fee"),
        discount_rates=agreed_terms.rates(text("discount_rates")),
        withholding_rates=agreed_terms.rates(text("withholding_rates")),
        withholding_names=several(text("withholding_names")),
        fx_tolerance=agreed_terms.rate(text("fx_tolerance")) if text("fx_tolerance") else None,
        cutoff_days=agreed_terms.days(text("cutoff_days")),
        disputed=several(text("disputed")),
        reference_map=agreed_terms.pairs(text("reference_map")),
        passwords=_passwords(text("passwords")),
    )


def _passwords(text: str) -> tuple[str, ...]:
    """Return the cell as one password and its parts, since a password may itself hold a separator."""
    return tuple(dict.fromkeys((text, *several(text)))) if text else ()


def _one_of(text: str, known: Mapping[str, Choice], what: str, options: str) -> Choice | None:
    if not text:
        return None
    found = known.get(unicodedata.normalize("NFKC", text).casefold().strip())
    if found is None:
        raise CellRefused(f"the {what} {text!r} is not known; use {options}")
    return found


def _addresses(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for part in _MAIL_SEPARATORS.split(text):
        if part.strip():
            address = address_of(part)
            if address is None:
                raise CellRefused(f"{part.strip()!r} is no mail address")
            found[address] = None
    return tuple(found)


def _domains(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for part in re.split(r"[;；、,，\s|]+", text):
        if part:
            domain, why = domain_of(part)
            if domain is None:
                raise CellRefused(why)
            found[domain] = None
    return tuple(found)


def _currency(text: str) -> str | None:
    code = currency_code(text)
    if text and code is None:
        raise CellRefused(f"{text!r} is no currency that is known; use its ISO code, such as CNY")
    return code


def _not_negative(row: SheetRow, column: int | None, what: str) -> Decimal | None:
    amount = amount_at(row, column, what, ".")
    if amount is not None and amount < 0:
        raise CellRefused(f"{what} is negative ({amount})")
    return amount
