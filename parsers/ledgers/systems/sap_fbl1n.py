"""SAP FBL1N: vendor line items. A vendor's invoice is negative there, a credit, as everywhere in SAP."""

from __future__ import annotations

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import Role
from parsers.ledgers.systems import sap_codes
from parsers.ledgers.systems.system import Signature, System, meaning

_ITEMS = "document number|documentno|凭证编号"
_KIND = "document type|doc. type|type|ty.|凭证类型"
_AMOUNT = "amount in dc|amount in doc. curr.|amount in local currency|lc amnt|amount in lc|本币金额|凭证货币金额|凭证货币计的金额"
_VENDOR = "vendor|vendor name|supplier|供应商"

SYSTEMS = (
    System(
        name="SAP FBL1N",
        what="vendor line items",
        role=Role.SUPPLIER,
        signatures=(
            Signature(f"{_VENDOR};{_ITEMS};{_AMOUNT};clearing document|clrng doc.|清账凭证"),
            Signature(f"{_VENDOR};{_ITEMS};{_AMOUNT};assignment|分配"),
            Signature(
                f"{_VENDOR};{_ITEMS};{_AMOUNT};special g/l ind.|status symbol|已清项目/未清项目符号|payment block"
            ),
            Signature(f"account|科目;{_ITEMS};{_KIND};{_AMOUNT}", title="vendor line item|供应商行项目|FBL1N"),
        ),
        headings={
            **sap_codes.HEADINGS,
            **meaning(
                {
                    Heading.PARTY: "vendor;supplier;供应商",
                    Heading.ACCOUNT: "account;科目",
                    Heading.ACCOUNT_NAME: "name 1;vendor name;supplier name;名称 1;供应商名称",
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
