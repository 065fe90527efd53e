"""Lists of cases: what the address asks for (filters, order, page) becomes what the store is asked, and links keep the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from daemon.store.queue import Order, Wanted

PER_PAGE = 50
_FIELDS = ("search", "gate", "outcome", "assigned_to", "counterparty", "least")


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list shows. `asked` holds the filters as they were typed."""

    path: str
    wanted: Wanted
    asked: dict[str, str]
    page: int

    def pages(self, total: int) -> int:
        return max(1, -(-total // PER_PAGE))

    def link(self, **changes: object) -> str:
        """Return the address of this list with something changed; a new filter or order begins at the first page."""
        query = {**self.asked, "order": self.wanted.order, "way": "down" if self.wanted.descending else "up"}
        query |= {name: str(value) for name, value in changes.items()}
        return f"{self.path}?{urlencode({name: value for name, value in query.items() if value})}"

    def sort(self, order: Order) -> str:
        """Return the address that sorts by a column, the other way round where it is sorted by it already."""
        turned = self.wanted.order == order and not self.wanted.descending
        return self.link(order=order, way="down" if turned else "up")

    def sorted_by(self, order: Order) -> str:
        """Return the word for aria-sort."""
        if self.wanted.order != order:
            return "none"
        return "descending" if self.wanted.descending else "ascending"


def listing(path: str, query: QueryParams, base: Wanted) -> Listing:
    """Return the list that an address asks for within `base`. What cannot be understood is left out."""
    asked = {name: query[name].strip()[:200] for name in _FIELDS if query.get(name, "").strip()}
    order = next((each for each in get_args(Order) if each == query.get("order")), base.order)
    page = int(query["page"]) if query.get("page", "").isdecimal() and len(query["page"]) < 6 else 1
    return Listing(
        path,
        replace(
            base,
            search=asked.get("search", ""),
            gate=asked.get("gate", ""),
            outcome=asked.get("outcome", ""),
            assigned_to=asked.get("assigned_to", ""),
            counterparty=asked.get("counterparty", ""),
            least=_amount(asked.get("least", "")),
            order=order,
            descending=query.get("way", "down" if base.descending else "up") == "down",
            limit=PER_PAGE,
            offset=(max(page, 1) - 1) * PER_PAGE,
        ),
        asked,
        max(page, 1),
    )


def _amount(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < 10**15 else None
