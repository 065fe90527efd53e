"""Sage 50: the audit trail's transactions (AUDIT_HEADER) and the activity report of customers and suppliers."""

from __future__ import annotations

import re

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, Signature, System, codes, keys, meaning

# SA and PA: money on account. SD and PD: settlement discount, which lowers what is owed as a payment does. SP and PR: refunds.
_KINDS = codes(
    {
        EntryKind.INVOICE: "si;pi",
        EntryKind.CREDIT_NOTE: "sc;pc",
        EntryKind.PAYMENT: "sr;sa;sd;pp;pa;pd;sp;pr",
    }
)
_OWN_CODES = {
    **dict.fromkeys(("si", "sc", "sr", "sa", "sd", "sp"), Role.CUSTOMER),
    **dict.fromkeys(("pi", "pc", "pp", "pa", "pd", "pr"), Role.SUPPLIER),
}
_REFUSALS = (
    Refusal(
        headings=keys("deleted flag;deleted"),
        says=re.compile(r"1|-1|y|yes|true", re.IGNORECASE),
        reason="the transaction is deleted; export without deleted transactions",
    ),
    Refusal(
        headings=keys("type"),
        says=re.compile(r"j[dc]|b[rp]|c[rp]|v[rp]", re.IGNORECASE),
        reason="a nominal journal, bank, cash or card transaction belongs to no customer or supplier; export their types alone",
    ),
)
_HEADINGS = meaning(
    {
        Heading.PARTY: "account ref;a/c;account",
        Heading.ACCOUNT_NAME: "name;account name",
        Heading.VOUCHER: "tran number;no",
        Heading.REFERENCE: "inv ref;ref;invoice ref",
        Heading.THEIR_REFERENCE: "ex.ref;ext ref;extra ref",
        Heading.OTHER: "n/c;nominal code;nominal;dept;t/c;tax code;value;bank amount;date entered;aged balance;aged 30;aged 60;aged 90;disputed;deleted flag",
        Heading.OPEN_AMOUNT: "o/s;outstanding",
    }
)

SYSTEMS = (
    System(
        name="Sage 50",
        what="audit trail transactions",
        signatures=(
            Signature("account ref;type;date;details;deleted flag"),
            Signature("account ref;type;date;inv ref;gross amount"),
        ),
        headings=_HEADINGS,
        kinds=_KINDS,
        own_codes=_OWN_CODES,
        refunds=frozenset({"sp", "pr"}),
        refusals=_REFUSALS,
    ),
    System(
        name="Sage 50",
        what="customer or supplier activity",
        signatures=(Signature("no;type;date;ref;n/c;details;t/c;debit;credit"),),
        headings=_HEADINGS,
        kinds=_KINDS,
        own_codes=_OWN_CODES,
        refunds=frozenset({"sp", "pr"}),
        refusals=_REFUSALS,
    ),
)
