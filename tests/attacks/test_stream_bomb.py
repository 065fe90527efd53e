"""A PDF of a few kilobytes whose page unpacks to hundreds of megabytes, once or twice packed."""

from __future__ import annotations

import zlib

import pytest

from tests.support.hostile_files import STOPPED, codes, one_page, read


@pytest.mark.slow
def test_a_page_that_unpacks_to_200_megabytes_ends_as_a_problem() -> None:
    bomb = one_page(b" " * 200_000_000, packed=True)
    assert len(bomb) < 300_000
    found = read(bomb)
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems


@pytest.mark.slow
def test_a_page_packed_twice_is_no_way_around() -> None:
    inner = zlib.compress(zlib.compress(b"0 0 m " * 40_000_000, 9), 9)
    bomb = one_page(b"").replace(
        b"<< /Length 0 >>\nstream\n",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(inner) + inner,
    )
    assert len(bomb) < 30_000
    found = read(bomb)
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
