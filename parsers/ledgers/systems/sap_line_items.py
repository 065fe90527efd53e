"""SAP line items whose headings do not say whether they are customers or vendors; the document types tell, row by row."""

from __future__ import annotations

from dataclasses import replace

from parsers.heading_kinds import Heading
from parsers.ledgers.systems.sap_codes import AMOUNT, CLEARING, HEADINGS, ITEMS, LINE_ITEMS
from parsers.ledgers.systems.system import Signature, meaning

SYSTEMS = (
    replace(
        LINE_ITEMS,
        signatures=(
            Signature(f"account|科目;{ITEMS};{AMOUNT};assignment|分配", weak=True),
            Signature(f"account|科目;{ITEMS};{AMOUNT};{CLEARING}", weak=True),
        ),
        headings={**HEADINGS, **meaning({Heading.ACCOUNT: "account;科目"})},
    ),
)
