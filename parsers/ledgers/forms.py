"""Files that look like ledgers and must not be taken for one: summaries, and the accounts of the other side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parsers.headings import Heading, heading_of
from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import Role
from parsers.ledgers.systems.system import System
from parsers.sheets.model import SheetRow

_WHO = frozenset({Heading.PARTY, Heading.ACCOUNT, Heading.ACCOUNT_NAME})
_WHEN = frozenset({Heading.DATE, Heading.DOCUMENT_DATE, Heading.DAY})
_FIGURES = frozenset(
    {
        Heading.OPENING_BALANCE,
        Heading.INCREASE,
        Heading.DECREASE,
        Heading.BALANCE,
        Heading.AGEING,
        Heading.AMOUNT,
        Heading.DEBIT,
        Heading.CREDIT,
        Heading.OPEN_AMOUNT,
        Heading.PAID_AMOUNT,
    }
)
_CLOSING = re.compile(r"期末|期初|本期")
_SUPPLIER = re.compile(r"supplier|vendor|creditor|供应商|供應商|kreditor|lieferant|fournisseur", re.IGNORECASE)
_CUSTOMER = re.compile(r"customer|debtor|client|客户|客戶|debitor|kunde", re.IGNORECASE)
_OWED_TO_US = re.compile(r"customer|client|debtor|receivable|应收|客户", re.IGNORECASE)
_OWED_BY_US = re.compile(r"supplier|vendor|creditor|payable|应付|供应商", re.IGNORECASE)
# Whole names of reports: a company may be called Supplier Services.
_PAYABLES = re.compile(
    r"(?:vendor|supplier|payables?)\s+(?:balance|ledger|line items?|activity|aged|detail|open items)|aged\s+payables?|accounts\s+payable|"
    r"(?:应付|供应商往来)(?:[账帐]?款)?(?:业务)?(?:明细|对[账帐])|供应商行项目",
    re.IGNORECASE,
)
_RECEIVABLES = re.compile(
    r"(?:customer|debtor|receivables?)\s+(?:balance|ledger|line items?|activity|aged|detail|open items)|aged\s+receivables?|accounts\s+receivable|"
    r"(?:应收|客户往来)(?:[账帐]?款)?(?:业务)?(?:明细|对[账帐])|客户行项目",
    re.IGNORECASE,
)


def summary_row(rows: Iterable[SheetRow]) -> int | None:
    """Return the row with the headings of a summary, one row for each party and no dates; None where there is none."""
    for row in rows:
        present = [text for text in row.texts if text]
        found = [heading_of(text) for text in present]
        figures = sum(
            heading in _FIGURES or (heading is None and bool(_CLOSING.search(text)) and len(text) < 12)
            for heading, text in zip(found, present, strict=True)
        )
        if figures >= 3 and _WHO & set(found) and not _WHEN & set(found):
            return row.number
    return None


def other_side(
    columns: Columns,
    labels: Sequence[str],
    system: System | None,
    role: Role,
    *,
    above: Iterable[str] = (),
    any_side: bool = False,
) -> str:
    """Return why the export lists the accounts of the other role, "" where nothing says so.

    `any_side`: the file is only read, not kept as the ledger of that role, so that a heading is no reason where debit and
    credit give the sign.
    """
    other = Role.SUPPLIER if role is Role.CUSTOMER else Role.CUSTOMER
    advice = f"import it as a ledger of {other}s (role {other}), or export the {role}s"
    if system is not None and system.role is other:
        return f"this looks like {system}, which lists {other}s: {advice}"
    if any_side and columns.debit is not None:
        return ""
    theirs, ours = (_SUPPLIER, _CUSTOMER) if role is Role.CUSTOMER else (_CUSTOMER, _SUPPLIER)
    titles = [labels[column] for column in (columns.account, columns.name) if column is not None]
    if any(theirs.search(title) for title in titles) and not any(ours.search(title) for title in titles):
        return f"the column {titles[0]} lists {other}s: {advice}"
    reports, own = (_PAYABLES, _OWED_TO_US) if role is Role.CUSTOMER else (_RECEIVABLES, _OWED_BY_US)
    named = [text for text in above if text and len(text) < 60]
    report = next((text for text in named if reports.search(text)), "")
    if report and not any(own.search(text) for text in named):
        return f"its title is {report!r}, which lists {other}s: {advice}"
    return ""
