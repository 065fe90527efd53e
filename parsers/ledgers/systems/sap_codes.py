"""What SAP's line item lists have in common: document types, columns, symbols. Amounts are debit - credit on all."""

from __future__ import annotations

import re

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, System, codes, keys, meaning

# Headings by which the lists are recognised, for `Signature`.
ITEMS = "document number|documentno|凭证编号"
TYPE = "document type|doc. type|type|ty.|凭证类型"
AMOUNT = "amount in dc|amount in doc. curr.|amount in local currency|lc amnt|amount in lc|本币金额|凭证货币金额|凭证货币计的金额"
CLEARING = "clearing document|clrng doc.|清账凭证"
SYMBOL = "special g/l ind.|status symbol|已清项目/未清项目符号"

# Standard document types (transaction OBA7); a company's own begin with Z and are told by their text or not at all.
KINDS = codes(
    {
        EntryKind.INVOICE: "dr;rv;kr;re;rn;kn",
        EntryKind.CREDIT_NOTE: "dg;kg",
        EntryKind.PAYMENT: "dz;kz;zp;zv;zr",
        EntryKind.JOURNAL: "ab;sa;sb;da;ka",
    }
)
OWN_CODES = {
    **dict.fromkeys(("dr", "rv", "dg", "dz", "da"), Role.CUSTOMER),
    **dict.fromkeys(("kr", "re", "rn", "kn", "kg", "kz", "ka"), Role.SUPPLIER),
}
HEADINGS = meaning(
    {
        Heading.STATUS: "st;status symbol;cleared/open items symbol;已清项目/未清项目符号;s",
        Heading.DATE: "pstng date;posting date;过账日期;记帐日期",
        Heading.DOCUMENT_DATE: "doc. date;document date;凭证日期",
        Heading.DUE_DATE: "net due dt;net due date;net due;到期日;净到期日;净到期日期",
        Heading.REFERENCE: "document number;documentno;doc. no.;doc no;凭证编号;会计凭证号",
        Heading.THEIR_REFERENCE: "reference;ref.;reference key;参照;参考;分配;assignment",
        Heading.KIND: "type;ty.;doc. type;document type;凭证类型",
        Heading.AMOUNT: "amount in dc;amount in doc. curr.;amount in document currency;amt in doc. curr.;凭证货币金额;凭证货币计的金额",
        Heading.CURRENCY: "curr.;crcy;document currency;doc. curr.;凭证货币;货币",
        Heading.LOCAL_AMOUNT: "lc amount;amount in lc;amount in local currency;amt in loc.cur.;本币金额;以本币计的金额",
        Heading.ORIGINAL_AMOUNT: "lc amnt",  # short for the same; it may stand beside, and counts where nothing else does
        Heading.LOCAL_CURRENCY: "lcurr;local currency;loc. curr.;lc curr.;本币;本币币种;本位币",
        Heading.OTHER: "amount in loc.curr.2;amount in loc.curr.3;loc.curr.2 amount;eff. exch. rate;payment amount;sg;s/g;special g/l ind.;special g/l ind;sp. g/l;special g/l indicator;特别总账标识;特殊总账标识;posting key;pk;arrears after net due date",
        Heading.CLEARING_DATE: "clearing;clearing date;clrng date;clear. date;清账日期",
        Heading.CLEARING_REFERENCE: "clrng doc.;clearing doc.;clearing document;清账凭证",
    }
)
REFUSALS = (
    Refusal(
        headings=keys("st;status symbol;cleared/open items symbol;已清项目/未清项目符号;status"),
        says=re.compile(r"@5D@?|@5D\\.*|.*\b(?:parked|held)\b.*|.*(?:预制|暂存|vorerfasst).*", re.IGNORECASE),
        reason="the item is parked, which is no posting; export without parked items",
    ),
    Refusal(
        headings=keys(
            "s;sg;s/g;special g/l ind.;special g/l ind;sp. g/l;special g/l indicator;特别总账标识;特殊总账标识"
        ),
        says=re.compile(r"F"),
        reason="the item is noted (special G/L indicator F, a request for a down payment), which is no posting; export without noted items",
    ),
)
SUMS_MARKED = re.compile(r"\*{1,4}|@+|@[^@\s]{1,3}@?|Σ+")  # alone in the column of symbols of a row without a date

LINE_ITEMS = System(
    name="SAP line items",
    what="FBL5N or FBL1N",
    signatures=(),
    headings=HEADINGS,
    kinds=KINDS,
    own_codes=OWN_CODES,
    refusals=REFUSALS,
    debit_positive=True,
    sums_marked=SUMS_MARKED,
)
"""What each of the lists is, but for how it is recognised and whose accounts it lists."""
