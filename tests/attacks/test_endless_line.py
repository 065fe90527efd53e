"""Text files of one line without end, and of nothing but delimiters or quotation marks."""

from __future__ import annotations

import pytest

from tests.support.hostile_files import STOPPED, codes, read

SIZE = 50_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"1" * SIZE,
        b"Date,Amount," * (SIZE // 12),
        b"," * SIZE,
        b'"' * SIZE,
        b"Date  Amount  Balance " * (SIZE // 22),
        b"\n" * SIZE + b"1",
    ],
    ids=["digits", "headings", "commas", "quotes", "columns by blanks", "empty lines"],
)
def test_fifty_megabytes_of_one_kind_end_as_a_problem(content: bytes) -> None:
    found = read(content, "statement.csv")
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
