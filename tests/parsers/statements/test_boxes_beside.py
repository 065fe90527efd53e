"""A box beside the table in a sheet is no part of its rows."""

from __future__ import annotations

import pytest

from parsers.statements.boxes_beside import boxes_apart
from tests.parsers.statements.tables import reading, statement

TABLE = [
    "Date|Ref|Debit|Credit|Balance",
    "|Opening balance|||5.00",
    "2026-01-05|A-1|1.00||6.00",
    "2026-01-09|A-2|3.00||9.00",
    "|Closing balance|||9.00",
]
BOX = ["Aging|Amount", "Current|3.00", "1-30 days|6.00", "31-60 days|0.00", "Total|9.00"]


def beside(box: list[str], gap: str = "||") -> str:
    return "\n".join(f"{row}{gap}{text}" for row, text in zip(TABLE, box, strict=True))


def test_the_statement_beside_its_ageing_is_proven() -> None:
    found = statement(beside(BOX))
    assert found.opening is not None
    assert ("proven", "5.00", 2) == (found.proof.verdict.value, str(found.opening.amount), len(found.lines))


@pytest.mark.parametrize(
    "text",
    [
        beside(["Remark", "", "x", "y", ""]),
        beside(["Unit", "a", "b", "c", "d"]),
        beside(BOX, gap="|"),  # nothing stands between: these are columns of the rows
        beside([f"{text}|x|y" for text in BOX]),
    ],
)
def test_other_columns_stay_in_their_rows(text: str) -> None:
    made = reading(text)
    assert made is boxes_apart(made)
