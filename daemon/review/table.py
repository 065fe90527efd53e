"""Lists of other things than cases: what the address asks for (filters, order, page), and links that change a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one list shows. `asked` holds what the address said that is kept in links; `per_page` rows stand on one page."""

    path: str
    asked: dict[str, str]
    order: str
    descending: bool
    page: int
    per_page: int

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    def pages(self, total: int) -> int:
        return max(1, -(-total // self.per_page))

    def link(self, **changes: object) -> str:
        """Return the address of this list with something changed; whatever else is changed, it begins at the first page."""
        query = {**self.asked, "order": self.order, "way": "down" if self.descending else "up"}
        query |= {name: str(value) for name, value in changes.items()}
        return f"{self.path}?{urlencode({name: value for name, value in query.items() if value})}"

    def file(self, path: str, kind: str) -> str:
        """Return the address of the same list as a file, all pages of it."""
        return self.link().replace(self.path, f"{path}.{kind}", 1)

    def sort(self, order: str) -> str:
        """Return the address that sorts by a column, the other way round where it is sorted by it already."""
        turned = self.order == order and not self.descending
        return self.link(order=order, way="down" if turned else "up")

    def sorted_by(self, order: str) -> str:
        """Return the word for aria-sort."""
        if self.order != order:
            return "none"
        return "descending" if self.descending else "ascending"


def table(
    path: str,
    query: QueryParams,
    *,
    fields: Sequence[str],
    orders: Sequence[str],
    per_page: int = 50,
    down: bool = False,
) -> Table:
    """Return the list that an address asks for: `fields` are its filters, the first of `orders` is used where none is asked for.

    What cannot be understood is left out.
    """
    order = query.get("order", "")
    page = query.get("page", "")
    return Table(
        path=path,
        asked={name: query[name].strip()[:_LONGEST] for name in fields if query.get(name, "").strip()},
        order=order if order in orders else orders[0],
        descending=query.get("way", "down" if down else "up") == "down",
        page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
        per_page=per_page,
    )
