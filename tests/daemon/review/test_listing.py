from __future__ import annotations

from decimal import Decimal

import pytest
from starlette.datastructures import QueryParams

from daemon.review.listing import listing
from daemon.store.queue import Wanted

BASE = Wanted()


def test_filters_order_and_page_come_from_the_address() -> None:
    found = listing("/", QueryParams("search=+acme+&least=1,000.50&order=stake&way=down&page=3"), BASE)
    wanted = found.wanted
    assert ("acme", Decimal("1000.50"), "stake", True, 100) == (
        wanted.search,
        wanted.least,
        wanted.order,
        wanted.descending,
        wanted.offset,
    )


@pytest.mark.parametrize(
    "query", ["least=abc", "least=NaN", "least=-1", "page=-1", "page=x", "order=;drop", "page=999999999"]
)
def test_what_cannot_be_understood_narrows_nothing(query: str) -> None:
    assert listing("/", QueryParams(query), BASE).wanted == Wanted(order="age")


def test_links_keep_the_filters_and_a_heading_turns_the_order() -> None:
    found = listing("/", QueryParams("search=a%26b&order=stake&way=up&page=2"), BASE)
    assert "/?search=a%26b&order=stake&way=up&page=3" == found.link(page=3)
    assert "/?search=a%26b&order=stake&way=down" == found.sort("stake")
    assert "/?search=a%26b&order=age&way=up" == found.sort("age")
    assert ("ascending", "none") == (found.sorted_by("stake"), found.sorted_by("age"))
    assert [1, 1, 2] == [found.pages(total) for total in (0, 50, 51)]
