"""QuickBooks, online and desktop: balance detail and transaction lists by customer or vendor, in sections named by the party."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, Signature, System, codes, keys, meaning

_KINDS = codes(
    {
        EntryKind.INVOICE: "invoice;bill;sales tax payment;statement charge;charge;finance charge;item receipt",
        EntryKind.CREDIT_NOTE: "credit memo;credit;vendor credit;bill credit;bill ccard credit",
        EntryKind.PAYMENT: (
            "payment;bill payment (check);bill payment (credit card);bill pmt -check;bill pmt -ccard;check;deposit;sales receipt;"
            "cheque;bill payment (cheque);bill payment;refund;credit card refund;expense"
        ),
        EntryKind.JOURNAL: "journal entry;general journal;discount",
    }
)
_OWN_CODES = {
    **dict.fromkeys(("invoice", "credit memo", "statement charge", "sales receipt"), Role.CUSTOMER),
    **dict.fromkeys(
        ("bill", "vendor credit", "bill payment (check)", "bill pmt -check", "bill payment (cheque)"), Role.SUPPLIER
    ),
}
_REFUSALS = (
    Refusal(
        headings=keys("posting"),
        says=re.compile(r"n|no|non-posting", re.IGNORECASE),
        reason="the transaction is not posted (an estimate or an order); export posting transactions alone",
    ),
    Refusal(
        headings=keys("type;transaction type"),
        says=re.compile(r"estimate|quote|sales order|purchase order|delayed charge|delayed credit", re.IGNORECASE),
        reason="an estimate, an order or a delayed charge is no posting; leave these types out of the report",
    ),
)

_ONLINE = System(
    name="QuickBooks Online",
    what="balance detail or transaction list",
    signatures=(
        Signature("date;transaction type;num;amount;open balance"),
        Signature("date;transaction type;num;due date;amount;balance"),
        Signature("date;transaction type;num;posting;amount"),
    ),
    headings=meaning({Heading.OTHER: "account;split;posting;class", Heading.PARTY: "name;customer;vendor"}),
    kinds=_KINDS,
    own_codes=_OWN_CODES,
    refunds=frozenset({"refund", "check", "expense"}),
    refusals=_REFUSALS,
    owed_positive=True,
)
_DESKTOP = replace(
    _ONLINE,
    name="QuickBooks Desktop",
    what="customer or vendor balance detail",
    signatures=(
        Signature("type;date;num;account;amount;balance"),
        Signature("type;date;num;open balance;amount"),
        Signature("type;date;num;memo;account;split"),
    ),
)

SYSTEMS = (_ONLINE, _DESKTOP)
