from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import QueryParams

from daemon.review.table import Table, table


def asked(query: str) -> Table:
    return table("/parties", QueryParams(query), fields=("search", "role"), orders=("name", "code"), per_page=10)


def test_links_keep_what_was_asked_and_begin_at_the_first_page() -> None:
    found = asked("search=a%26b&role=&page=3&order=code&way=down&other=1")
    assert (20, {"search": "a&b"}, "code", True) == (found.offset, found.asked, found.order, found.descending)
    assert {"search": ["a&b"], "order": ["code"], "way": ["down"]} == parse_qs(urlsplit(found.link()).query)
    assert found.link(page=4).endswith("page=4")
    assert found.file("/parties", "csv").startswith("/parties.csv?search=a%26b&")


def test_a_heading_sorts_and_at_the_second_time_turns() -> None:
    assert "way=down" in asked("").sort("name")
    assert "way=up" in asked("").sort("code")
    assert ("ascending", "none") == (asked("").sorted_by("name"), asked("").sorted_by("code"))


def test_what_cannot_be_understood_is_left_out() -> None:
    found = asked("order=password&page=-7&way=sideways")
    assert ("name", False, 1) == (found.order, found.descending, found.page)
    assert 1 == asked("page=99999999999999").page
    assert [1, 1, 2] == [found.pages(total) for total in (0, 10, 11)]
