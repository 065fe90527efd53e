"""Dynamics 365 Business Central: customer and vendor ledger entries, from the page (Excel) or as OData names them."""

from __future__ import annotations

import re

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, Signature, System, codes, keys, meaning

_KINDS = codes(
    {
        EntryKind.INVOICE: "invoice;finance charge memo;reminder",
        EntryKind.CREDIT_NOTE: "credit memo;credit_x0020_memo",
        EntryKind.PAYMENT: "payment;refund",
        EntryKind.JOURNAL: "_x0020_;journal",
    }
)
_HEADINGS = {
    Heading.VOUCHER: "entry no.",
    Heading.REFERENCE: "document no.",
    Heading.THEIR_REFERENCE: "external document no.",
    Heading.AMOUNT: "amount",
    Heading.LOCAL_AMOUNT: "amount (lcy);amount lcy",
    Heading.OPEN_AMOUNT: "remaining amount",
    Heading.OTHER: (
        "remaining amt. (lcy);remaining amt lcy;original amount;original amt. (lcy);original amt lcy;reversed;on hold;pmt. discount date;"
        "transaction no.;amount to apply;sales (lcy);original pmt. disc. possible;remaining pmt. disc. possible;customer posting group;vendor posting group"
    ),
    Heading.CLEARING_DATE: "closed at date",
    Heading.STATUS: "open",
}
_REFUSALS = (
    Refusal(
        headings=keys("document status;status"),
        says=re.compile(r"draft|open order|pending approval", re.IGNORECASE),
        reason="the document is not posted; export posted ledger entries alone",
    ),
)

SYSTEMS = (
    System(
        name="Business Central",
        what="customer ledger entries",
        role=Role.CUSTOMER,
        signatures=(
            Signature("posting date;document type;document no.;customer no.;amount|amount (lcy)|debit amount;remaining amount|entry no.|open"),
        ),
        headings=meaning({**_HEADINGS, Heading.PARTY: "customer no.", Heading.ACCOUNT_NAME: "customer name"}),
        kinds=_KINDS,
        refunds=frozenset({"refund"}),
        refusals=_REFUSALS,
        debit_positive=True,
    ),
    System(
        name="Business Central",
        what="vendor ledger entries",
        role=Role.SUPPLIER,
        signatures=(
            Signature("posting date;document type;document no.;vendor no.;amount|amount (lcy)|debit amount;remaining amount|entry no.|open"),
        ),
        headings=meaning({**_HEADINGS, Heading.PARTY: "vendor no.", Heading.ACCOUNT_NAME: "vendor name"}),
        kinds=_KINDS,
        refunds=frozenset({"refund"}),
        refusals=_REFUSALS,
        debit_positive=True,
    ),
)  # fmt: skip
