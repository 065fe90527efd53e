"""SAP FBL1N: vendor line items. A vendor's invoice is negative there, a credit, as everywhere in SAP."""

from __future__ import annotations

from dataclasses import replace

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import Role
from parsers.ledgers.systems.sap_codes import AMOUNT, CLEARING, HEADINGS, ITEMS, LINE_ITEMS, SYMBOL, TYPE
from parsers.ledgers.systems.system import Signature, meaning

_VENDOR = "vendor|vendor name|supplier|供应商"

SYSTEMS = (
    replace(
        LINE_ITEMS,
        name="SAP FBL1N",
        what="vendor line items",
        role=Role.SUPPLIER,
        signatures=(
            Signature(f"{_VENDOR};{ITEMS};{AMOUNT};{CLEARING}"),
            Signature(f"{_VENDOR};{ITEMS};{AMOUNT};assignment|分配"),
            Signature(f"{_VENDOR};{ITEMS};{AMOUNT};{SYMBOL}|payment block"),
            Signature(f"account|科目;{ITEMS};{TYPE};{AMOUNT}", title="vendor line item|供应商行项目|FBL1N"),
        ),
        headings={
            **HEADINGS,
            **meaning(
                {
                    Heading.PARTY: "vendor;supplier;供应商",
                    Heading.ACCOUNT: "account;科目",
                    Heading.ACCOUNT_NAME: "name 1;vendor name;supplier name;名称 1;供应商名称",
                }
            ),
        },
    ),
)
