"""Odoo's partner ledger, and the open items of the community's reports: each partner's block begins with a row of its name and its sums; move names stand below no heading."""

from __future__ import annotations

import re

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Signature, System, codes, meaning

_NUMBERS = (
    (re.compile(r"(?:RINV|RBILL|RJ)/.*", re.IGNORECASE), EntryKind.CREDIT_NOTE),
    (re.compile(r"(?:P?BNK|P?CSH|PAY|CUST\.IN|SUPP\.OUT)[0-9]*/.*", re.IGNORECASE), EntryKind.PAYMENT),
)

SYSTEMS = (
    System(
        name="Odoo",
        what="partner ledger",
        signatures=(
            Signature("journal|jrnl;account;matching|matching number;debit;credit;balance"),
            Signature("journal|jrnl;invoice date;due date;matching|matching number;debit;credit"),
            Signature("日记账|日记帐;科目;匹配|匹配号;借方;贷方;余额"),
        ),
        headings=meaning(
            {
                Heading.REFERENCE: "",
                Heading.DATE: "invoice date;date;日期;发票日期",
                Heading.KIND: "journal;jrnl;日记账",
                Heading.OTHER: "account;科目;amount currency;外币金额;initial balance",
                Heading.STATUS: "matching;matching number;匹配;匹配号",
            }
        ),
        kinds=codes(
            {
                EntryKind.INVOICE: "inv;bill;pos;poss",
                EntryKind.JOURNAL: "misc;exch;caba;stj;tax",
                EntryKind.PAYMENT: "bnk1;bnk2;bnk3;bnk4;csh1;csh2;bnk;csh;pay",
            }
        ),
        own_codes={"inv": Role.CUSTOMER, "bill": Role.SUPPLIER},
        numbers=_NUMBERS,
        parted=re.compile(r"([A-Z][A-Z0-9.]{1,9}/[0-9]{4}/(?:[0-9]{2}/)?[0-9]{2,})(?:\s*[-(]\s*(.*?)\)?)?"),
        sums_lead=True,
    ),
    System(
        name="Odoo (OCA)",
        what="open items",
        signatures=(Signature("date;entry;journal;account;ref - label;due date;original;residual"),),
        headings=meaning(
            {
                Heading.REFERENCE: "entry",
                Heading.THEIR_REFERENCE: "ref - label",
                Heading.PARTY: "partner",
                Heading.OTHER: "account;cur. original;cur. residual",
                Heading.CURRENCY: "cur.",
            }
        ),
        numbers=_NUMBERS,
        own_codes={"inv": Role.CUSTOMER, "bill": Role.SUPPLIER},
        debit_positive=True,
        lists="open",
    ),
)
