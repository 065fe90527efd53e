"""Xero: invoices exported one row a line, aged receivables and payables in detail, account transactions with their contact."""

from __future__ import annotations

import re

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, Signature, System, codes, keys, meaning

_KINDS = codes(
    {
        EntryKind.INVOICE: "sales invoice;bill;accrec;accpay;receivable invoice;payable invoice",
        EntryKind.CREDIT_NOTE: "sales credit note;bill credit note;accreccredit;accpaycredit;receivable credit note;payable credit note",
        EntryKind.PAYMENT: (
            "receivable payment;payable payment;receive money;spend money;payment;receivable overpayment;receivable prepayment;"
            "payable overpayment;payable prepayment;receive prepayment;spend prepayment"
        ),
        EntryKind.JOURNAL: "manual journal;conversion balance;currency revaluation",
    }
)
_OWN_CODES = {
    **dict.fromkeys(
        ("sales invoice", "sales credit note", "accrec", "accreccredit", "receivable invoice", "receivable payment"),
        Role.CUSTOMER,
    ),
    **dict.fromkeys(
        ("bill", "bill credit note", "accpay", "accpaycredit", "payable invoice", "payable payment"), Role.SUPPLIER
    ),
}
_UNPOSTED = Refusal(
    headings=keys("status"),
    says=re.compile(r"draft|submitted|awaiting approval|voided|deleted", re.IGNORECASE),
    reason="Xero has not posted the document (it is a draft, waits for approval, or was voided); export approved documents alone",
)
_AGED = "invoice date;due date;invoice number;current;< 1 month;1 month;older;total"

SYSTEMS = (
    System(
        name="Xero",
        what="invoices",
        signatures=(
            Signature("contactname|*contactname;invoicenumber|*invoicenumber;invoicedate|*invoicedate;duedate|*duedate;invoiceamountdue;total"),
        ),
        headings=meaning(
            {
                Heading.PARTY: "contactname",
                Heading.OPEN_AMOUNT: "invoiceamountdue",
                Heading.PAID_AMOUNT: "invoiceamountpaid",
                Heading.AMOUNT: "total",
                Heading.THEIR_REFERENCE: "reference",
                Heading.OTHER: "lineamount;taxamount;unitamount;taxtotal;accountcode;planneddate;discount;taxtype;inventoryitemcode;emailaddress;sent",
            }
        ),
        kinds=_KINDS,
        own_codes=_OWN_CODES,
        refusals=(_UNPOSTED,),
        lists="open",
        line_amount=keys("lineamount"),
        line_tax=keys("taxamount"),
    ),
    System(
        name="Xero",
        what="aged receivables or payables in detail",
        signatures=(Signature(_AGED), Signature("invoice date;due date;current;1 month;older;total", title="aged (?:receivables|payables) detail")),
        headings=meaning({Heading.THEIR_REFERENCE: "invoice reference;reference", Heading.AMOUNT: "total"}),
        kinds=_KINDS,
        owed_positive=True,
    ),
    System(
        name="Xero",
        what="account transactions",
        signatures=(Signature("date;source;reference;debit;credit;running balance;contact"), Signature("date;source;reference;debit;credit;contact")),
        headings=meaning({Heading.PARTY: "contact"}),
        kinds=_KINDS,
        own_codes=_OWN_CODES,
    ),
)  # fmt: skip
