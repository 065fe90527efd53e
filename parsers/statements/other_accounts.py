"""Accounts that add up as a counterparty's does, and are none: of a bank, of a loan, of points, hours or goods.

Their running balances hold, so that no arithmetic tells them from a statement of account: what their columns and titles are called does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.headings import Heading
from parsers.spelling import pattern_spelling
from parsers.statements.columns import Column
from parsers.statements.labels import fold


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern_spelling(pattern))


_PAIRS_OF_BANKS = tuple(
    (_compiled(one), _compiled(other))
    for one, other in (
        (r"^(?:money|paid)\s*in\b", r"^(?:money|paid)\s*out\b"),
        (r"^withdrawals?\b|\bwithdrawals?$", r"^deposits?\b|\bdeposits?$|^lodge?ments?\b"),
        (r"verwendungszweck", r"wertstellung|valuta|buchungstag|auftraggeber|begünstigter|umsatz"),
        (r"收入|存入|贷方|貸方", r"对方(?:户名|账号|账户|帐号|开户行)|對方(?:戶名|賬號|帳號)"),
        (r"支出|支取|借方", r"对方(?:户名|账号|账户|帐号|开户行)|對方(?:戶名|賬號|帳號)"),
        (r"账户余额", r"收入|支出|存入|支取"),
        (r"date\s+de\s+valeur|^valeur$", r"^(?:débit|opérations?|libellé)"),
    )
)
"""Two headings that stand together where a bank writes of its customer's money; each alone may stand on any paper."""

_VALUE_DATE = _compiled(r"^(?:value|val\.?)\s*date$|^valuta|^wertstellung|起息日")
_OF_AN_ACCOUNT_HELD = _compiled(
    r"\biban\b|\bsort\s*code\b|\bswift\b|\baccount\s+holder\b|\bkontoinhaber\b|\btitulaire\b|开户行"
)
_OF_LOANS = (
    _compiled(
        r"principal\b|^tilgung|restschuld|^capital\s+(?:restant|amorti|remboursé)|amortissement|本金|loan\s+balance"
    ),
    _compiled(
        r"\binterest\b|\bzins|\bintérêts?\b|利息|instal+ment|^rate$|annuität|annuité|^échéance|^payment$|月供|还款"
    ),
)
_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, _compiled(pattern))
    for name, pattern in (
        (
            "bank_statement",
            (
                r"^bank\s+statement|^(?:business\s+current|checking|savings)\s+account\b|^kontoumsätze\b|^umsatzanzeige\b|^girokonto\b"
                r"|^relevé\s+(?:de\s+compte\s+)?bancaire|银行.*(?:交易明细|流水)|银行存款日记账|^账户交易明细"
            ),
        ),
        (
            "loan_schedule",
            (
                r"\bamorti[sz]ation\b|^(?:loan\s+)?repayment\s+(?:schedule|plan)\b|^loan\s+(?:statement|schedule|account)\b|^tilgungsplan\b"
                r"|^darlehensauszug|^tableau\s+d.?amortissement|还款计划"
            ),
        ),
        (
            "points_statement",
            r"^(?:your\s+)?(?:miles|points|rewards?|loyalty)\s+(?:account|statement)\b|^(?:meilen|punkte)(?:konto|auszug)|^积分(?:明细|账户|对账)|^里程(?:明细|账户)",
        ),
        ("timesheet", r"^time\s*sheet\b|^stundenzettel\b|^feuille\s+de\s+temps\b|^工时表|^考勤表"),
        (
            "expense_ledger",
            r"(?:管理|销售|财务|制造)费用.{0,4}明细账|^(?:银行存款|库存商品|原材料|固定资产).{0,4}明细账",
        ),
        ("cash_book", r"^(?:petty\s+)?cash\s*book\b|^petty\s+cash\b|^kassenbuch\b|^livre\s+de\s+caisse\b|现金日记账"),
    )
)
_UNITS = _compiled(
    r"\b(?:points?|miles|hours?|hrs|kwh|mwh|units)\b|\b(?:punkte|meilen|stunden|heures)\b|积分|里程|工时|小时"
)
_MOVEMENTS = (
    Heading.AMOUNT,
    Heading.LOCAL_AMOUNT,
    Heading.DEBIT,
    Heading.CREDIT,
    Heading.INCREASE,
    Heading.DECREASE,
    Heading.OPEN_AMOUNT,
    Heading.PAID_AMOUNT,
)


def other_account(columns: Sequence[Column], texts: Sequence[str]) -> str | None:
    """Return of what else a table with these columns, on a paper with these texts, is the account; None where it may be a counterparty's."""
    headings = [fold(column.text) for column in columns if column.text.strip()]
    if not _numbers_documents(columns) and any(_are_both_there(headings, *pair) for pair in _PAIRS_OF_BANKS):
        return "bank_statement"
    if _values_days(columns) and any(_OF_AN_ACCOUNT_HELD.search(fold(text)) for text in texts):
        return "bank_statement"
    if _are_both_there(headings, *_OF_LOANS):
        return "loan_schedule"
    if _counts_no_money(columns):
        return "count_of_units"
    titles = [
        fold(text) for text in texts if len(text) <= _LONGEST_TITLE and not text.rstrip().endswith((".", "!", "。"))
    ]
    return next((name for name, pattern in _TITLES for title in titles if pattern.search(title)), None)


_LONGEST_TITLE = 60


def _values_days(columns: Sequence[Column]) -> bool:
    """Whether each row has a day of value and no number: ledgers have such a day too, beside the number of the document."""
    return not _numbers_documents(columns) and any(_VALUE_DATE.search(fold(column.text)) for column in columns)


def _numbers_documents(columns: Sequence[Column]) -> bool:
    """Whether its rows have a document's number or a day when they fall due: a counterparty's rows have, a bank's have not."""
    return any(column.heading in {Heading.REFERENCE, Heading.VOUCHER, Heading.DUE_DATE} for column in columns)


def _counts_no_money(columns: Sequence[Column]) -> bool:
    """Whether what moves is counted in points, hours or the like: no other column says what moved."""
    counted = {column.index for column in columns if _UNITS.search(fold(column.text))}
    moved = {column.index for column in columns if column.heading in _MOVEMENTS}
    return bool(counted) and moved <= counted


def _are_both_there(headings: Sequence[str], one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether one heading is called this and another that."""
    return any(
        one.search(first) and other.search(second)
        for index, first in enumerate(headings)
        for second in (*headings[:index], *headings[index + 1 :])
    )
