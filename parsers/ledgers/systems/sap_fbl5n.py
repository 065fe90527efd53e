"""SAP FBL5N: customer line items, saved unconverted (text), as a spreadsheet or as a page; in English, Chinese or both mixed."""

from __future__ import annotations

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import Role
from parsers.ledgers.systems import sap_codes
from parsers.ledgers.systems.system import Signature, System, meaning

_ITEMS = "document number|documentno|凭证编号"
_KIND = "document type|doc. type|type|ty.|凭证类型"
_AMOUNT = "amount in dc|amount in doc. curr.|amount in local currency|lc amnt|amount in lc|本币金额|凭证货币金额|凭证货币计的金额"

SYSTEMS = (
    System(
        name="SAP FBL5N",
        what="customer line items",
        role=Role.CUSTOMER,
        signatures=(
            Signature(f"customer|客户;{_ITEMS};{_AMOUNT};clearing document|clrng doc.|清账凭证"),
            Signature(f"customer|客户;{_ITEMS};{_AMOUNT};assignment|分配"),
            Signature(f"customer|客户;{_ITEMS};{_AMOUNT};special g/l ind.|status symbol|已清项目/未清项目符号"),
            Signature(f"account|科目;{_ITEMS};{_KIND};{_AMOUNT}", title="customer line item|客户行项目|FBL5N"),
        ),
        headings={
            **sap_codes.HEADINGS,
            **meaning(
                {
                    Heading.PARTY: "customer;客户",
                    Heading.ACCOUNT: "account;科目",
                    Heading.ACCOUNT_NAME: "name 1;customer name;名称 1;客户名称",
                }
            ),
        },
        kinds=sap_codes.KINDS,
        own_codes=sap_codes.OWN_CODES,
        refusals=sap_codes.REFUSALS,
        debit_positive=True,
        sums_marked=sap_codes.SUMS_MARKED,
    ),
)
