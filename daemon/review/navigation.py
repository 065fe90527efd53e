"""The order of the pages in the bar above: one line a page, by its name. The words are `nav.NAME`."""

from __future__ import annotations

BAR = (
    "queue",
    "sent",
    "dashboard",
    "counterparties",
    "ledgers",
    "learned",
    "people",
)
"""Names that no page has (yet) are left out."""
