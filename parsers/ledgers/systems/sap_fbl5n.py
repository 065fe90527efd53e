"""SAP FBL5N: customer line items, saved unconverted (text), as a spreadsheet or as a page; in English, Chinese or both mixed."""

from __future__ import annotations

from dataclasses import replace

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import Role
from parsers.ledgers.systems.sap_codes import AMOUNT, CLEARING, HEADINGS, ITEMS, LINE_ITEMS, SYMBOL, TYPE
from parsers.ledgers.systems.system import Signature, meaning

SYSTEMS = (
    replace(
        LINE_ITEMS,
        name="SAP FBL5N",
        what="customer line items",
        role=Role.CUSTOMER,
        signatures=(
            Signature(f"customer|客户;{ITEMS};{AMOUNT};{CLEARING}"),
            Signature(f"customer|客户;{ITEMS};{AMOUNT};assignment|分配"),
            Signature(f"customer|客户;{ITEMS};{AMOUNT};{SYMBOL}"),
            Signature(f"account|科目;{ITEMS};{TYPE};{AMOUNT}", title="customer line item|客户行项目|FBL5N"),
        ),
        headings={
            **HEADINGS,
            **meaning(
                {
                    Heading.PARTY: "customer;客户",
                    Heading.ACCOUNT: "account;科目",
                    Heading.ACCOUNT_NAME: "name 1;customer name;名称 1;客户名称",
                }
            ),
        },
    ),
)
