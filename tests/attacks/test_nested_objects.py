"""PDF objects one inside the other, deeper than any parser's stack."""

from __future__ import annotations

import pytest

from tests.support.hostile_files import STOPPED, codes, one_page, pdf, read

DEEP = 300_000


@pytest.mark.parametrize(
    "content",
    [
        one_page(b"[" * DEEP + b"]" * DEEP + b" TJ"),
        one_page(b"/P " + b"<< /A " * DEEP + b">> " * DEEP + b"BDC EMC"),
        one_page(b"q " * DEEP),
        pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * DEEP + b"]" * DEEP + b" >>",
                b"<< /Type /Pages /Kids [] /Count 0 >>",
            ]
        ),
    ],
    ids=["arrays", "dictionaries", "graphics states", "catalog"],
)
def test_deep_nesting_ends_as_a_problem(content: bytes) -> None:
    found = read(content)
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
