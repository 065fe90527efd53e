"""Pages nested deeper than any stack, with cells that claim to span the world, and rows without end."""

from __future__ import annotations

import pytest

from tests.support.hostile_files import STOPPED, codes, read

ROW = b"<tr><td>2026-03-01<td>A1<td>1.00<td><td>1.00"


@pytest.mark.parametrize(
    "page",
    [
        b"<html>" + b"<div>" * 100_000 + b"<table>" + ROW * 3 + b"</table>",
        b"<html>" + b"<table><tr><td>" * 20_000 + b"x",
        b"<html><table>" + b"<b><i>" * 50_000 + ROW,
        b"<html><table><tr>" + b'<td rowspan="65534" colspan="1000">x' * 2_000 + b"</table>",
        b"<html><table>" + b'<tr><td rowspan="65534">x' * 20_000 + b"</table>",
        b"<html " + b"a='b' " * 200_000 + b"><table>" + ROW + b"</table>",
    ],
    ids=["blocks", "tables", "inline", "wide spans", "long spans", "attributes"],
)
def test_a_page_made_to_exhaust_ends_as_a_problem(page: bytes) -> None:
    found = read(page, "statement.html")
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
