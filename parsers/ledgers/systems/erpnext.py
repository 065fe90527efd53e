"""ERPNext: the general ledger by party, and the reports of accounts receivable and payable, which list only what is open."""

from __future__ import annotations

import re

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, Signature, System, codes, keys, meaning

_KINDS = codes(
    {
        EntryKind.INVOICE: "sales invoice;purchase invoice;pos invoice",
        EntryKind.PAYMENT: "payment entry;bank entry;cash entry",
        EntryKind.JOURNAL: "journal entry;opening entry;write off entry;contra entry;exchange rate revaluation;period closing voucher",
        EntryKind.CREDIT_NOTE: "credit note;debit note",
    }
)
_OWN_CODES = {"sales invoice": Role.CUSTOMER, "pos invoice": Role.CUSTOMER, "purchase invoice": Role.SUPPLIER}
_CANCELLED = Refusal(
    headings=keys("is cancelled;cancelled;docstatus"),
    says=re.compile(r"1|yes|true|2|cancelled", re.IGNORECASE),
    reason="the voucher is cancelled; export without cancelled entries",
)
_DRAFT = Refusal(
    headings=keys("docstatus"),
    says=re.compile(r"0|draft", re.IGNORECASE),
    reason="the voucher is a draft; export submitted vouchers alone",
)

SYSTEMS = (
    System(
        name="ERPNext",
        what="general ledger",
        signatures=(Signature("voucher type;voucher no;against account|against voucher;party type;party"),),
        headings=meaning(
            {
                Heading.REFERENCE: "voucher no",
                Heading.PARTY: "party",
                Heading.ACCOUNT_NAME: "party name",
                Heading.OTHER: "account;party type;against voucher;against voucher type;against account;gl entry",
                Heading.THEIR_REFERENCE: "supplier invoice no;against bill no;ref no",
            }
        ),
        kinds=_KINDS,
        own_codes=_OWN_CODES,
        refusals=(_CANCELLED, _DRAFT),
    ),
    System(
        name="ERPNext",
        what="accounts receivable",
        role=Role.CUSTOMER,
        signatures=(
            Signature("posting date;customer|party;voucher type;voucher no;invoiced amount;paid amount;outstanding amount;credit note"),
            Signature("posting date;customer;voucher type;voucher no;invoiced amount;paid amount;outstanding amount"),
        ),
        headings=meaning({Heading.REFERENCE: "voucher no", Heading.PARTY: "customer;party", Heading.ACCOUNT_NAME: "customer name;party name", Heading.OTHER: "receivable account;party type;remaining balance"}),
        kinds=_KINDS,
        own_codes=_OWN_CODES,
        refusals=(_CANCELLED,),
        lists="open",
    ),
    System(
        name="ERPNext",
        what="accounts payable",
        role=Role.SUPPLIER,
        signatures=(
            Signature("posting date;supplier|party;voucher type;voucher no;invoiced amount;paid amount;outstanding amount;debit note"),
            Signature("posting date;supplier;voucher type;voucher no;invoiced amount;paid amount;outstanding amount"),
        ),
        headings=meaning({Heading.REFERENCE: "voucher no", Heading.PARTY: "supplier;party", Heading.ACCOUNT_NAME: "supplier name;party name", Heading.OTHER: "payable account;party type;bill date;remaining balance", Heading.THEIR_REFERENCE: "bill no"}),
        kinds=_KINDS,
        own_codes=_OWN_CODES,
        refusals=(_CANCELLED,),
        lists="open",
    ),
)  # fmt: skip
