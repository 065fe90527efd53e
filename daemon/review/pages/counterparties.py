"""Everybody with whom we reconcile: found, sorted and paged, each with the newest statement and what is open of it."""

from __future__ import annotations

from typing import get_args

from starlette.responses import Response

from daemon.replies.language import languages
from daemon.review.page import Page, Visit
from daemon.review.table import Table, table
from daemon.store.parties import PartyOrder, WantedParties
from parsers.ledgers.entry import Role

PATH = "/counterparties"
ORDERS: tuple[PartyOrder, ...] = ("name", "code", "last", "differences")
FIELDS = ("search", "role", "language", "only")


def show(visit: Visit) -> Response:
    listing = table(PATH, visit.query, fields=FIELDS, orders=ORDERS)
    rows, total = visit.services.store.parties.listed(wanted(listing))
    return visit.show(
        "counterparties.html",
        listing=listing,
        rows=rows,
        total=total,
        roles=tuple(Role),
        languages=languages(),
        on_file=visit.services.store.counterparties.count(),
    )


def wanted(listing: Table) -> WantedParties:
    """Return what an address asks of the store."""
    asked = listing.asked
    order = next(each for each in get_args(PartyOrder) if each == listing.order)
    return WantedParties(
        search=asked.get("search", ""),
        role=asked.get("role", ""),
        language=asked.get("language", ""),
        stopped=asked.get("only") == "stopped",
        open_only=asked.get("only") == "open",
        order=order,
        descending=listing.descending,
        limit=listing.per_page,
        offset=listing.offset,
    )


PAGES = (Page(name="counterparties", path=PATH, get=show),)
