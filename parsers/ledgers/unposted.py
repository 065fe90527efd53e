"""Rows that look like postings and are none: drafts, void, deleted and parked documents, and those of the other side's accounts.

Such a row refuses the file: nobody must find later that a line of the export was left out, or that a draft was counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.headings import Heading, heading_key, heading_of
from parsers.ledgers.cells import CellRefused, text_at
from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import Role
from parsers.ledgers.systems.system import System, code_key
from parsers.sheets.model import SheetRow

_STATUS = re.compile(
    r"drafts?|void(?:ed)?|deleted|cancell?ed|parked|unposted|not posted|pending approval|草稿|作废|已作废|未审核|未过[账帐]|未记[账帐]|暂存|已删除|已取消|已废除"
    r"|entwurf|storniert|vorerfasst|gelöscht|brouillon|annulée?|supprimée?",
    re.IGNORECASE,
)
_SIDE = frozenset(heading_key(word) for word in ("party type", "往来单位类型", "往来类型", "account type", "客商类型", "往来单位性质"))  # fmt: skip
_SUPPLIERS = re.compile(r"supplier|vendor|供应商|k|kreditor|lieferant|fournisseur", re.IGNORECASE)
_CUSTOMERS = re.compile(r"customer|client|客户|d|debitor|kunde", re.IGNORECASE)


class Unposted:
    """Knows which cells of a layout must be looked at. `labels` are the headings, column for column."""

    def __init__(self, labels: Sequence[str], columns: Columns, system: System | None, role: Role) -> None:
        self._kind = columns.kind if system is not None and system.own_codes else None
        self._codes = {code for code, side in system.own_codes.items() if side is not role} if system else set[str]()
        self._role = role
        self._looked_at: list[tuple[int, re.Pattern[str], str]] = []
        other, them = (_SUPPLIERS, "suppliers") if role is Role.CUSTOMER else (_CUSTOMERS, "customers")
        for column, label in enumerate(labels):
            key = heading_key(label)
            if key in _SIDE:
                self._looked_at.append((column, other, f"the row is one of {them}; export each side by itself"))
            if heading_of(label) is Heading.STATUS:
                self._looked_at.append(
                    (
                        column,
                        _STATUS,
                        "the row is no posting; export posted documents alone (no drafts, none that are void or deleted)",
                    )
                )
            for refusal in system.refusals if system is not None else ():
                if key in refusal.headings:
                    self._looked_at.append((column, refusal.says, refusal.reason))

    @property
    def looks(self) -> bool:
        """Whether there is anything to look at in this layout."""
        return bool(self._looked_at or self._codes)

    def check(self, row: SheetRow) -> None:
        """Raise CellRefused for a row that is no posting of this ledger."""
        for column, says, reason in self._looked_at:
            text = text_at(row, column)
            if text and says.fullmatch(text):
                raise CellRefused(f"it says {text!r}: {reason}")
        if self._codes and code_key(text_at(row, self._kind)) in self._codes:
            them = "suppliers" if self._role is Role.CUSTOMER else "customers"
            raise CellRefused(
                f"its type is {text_at(row, self._kind)!r}, which only accounts of {them} carry; export each side by itself, and import it as what it is"
            )
