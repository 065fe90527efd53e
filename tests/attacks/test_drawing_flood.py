"""A small PDF that draws for ever: 200,000 lines, and as many letters, one on the other."""

from __future__ import annotations

import pytest

from tests.support.hostile_files import STOPPED, codes, one_page, read


@pytest.mark.slow
@pytest.mark.parametrize(
    "drawing",
    [
        b"".join(b"%d 0 m %d 800 l S\n" % (n % 595, n % 595) for n in range(200_000)),
        b"BT /F1 1 Tf " + b"1 0 0 1 50 50 Tm (1,234.56) Tj " * 200_000 + b"ET",
    ],
    ids=["lines", "letters"],
)
def test_a_flood_of_drawing_ends_as_a_problem(drawing: bytes) -> None:
    found = read(one_page(drawing, packed=True))
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
