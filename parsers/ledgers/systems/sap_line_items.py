"""SAP line items whose headings do not say whether they are customers or vendors; the document types tell, row by row."""

from __future__ import annotations

from parsers.heading_kinds import Heading
from parsers.ledgers.systems import sap_codes
from parsers.ledgers.systems.system import Signature, System, meaning

_ITEMS = "document number|documentno|凭证编号"
_AMOUNT = "amount in dc|amount in doc. curr.|amount in local currency|lc amnt|amount in lc|本币金额|凭证货币金额|凭证货币计的金额"

SYSTEMS = (
    System(
        name="SAP line items",
        what="FBL5N or FBL1N",
        signatures=(
            Signature(f"account|科目;{_ITEMS};{_AMOUNT};assignment|分配", weak=True),
            Signature(f"account|科目;{_ITEMS};{_AMOUNT};clearing document|clrng doc.|清账凭证", weak=True),
        ),
        headings={**sap_codes.HEADINGS, **meaning({Heading.ACCOUNT: "account;科目"})},
        kinds=sap_codes.KINDS,
        own_codes=sap_codes.OWN_CODES,
        refusals=sap_codes.REFUSALS,
        debit_positive=True,
        sums_marked=sap_codes.SUMS_MARKED,
    ),
)
