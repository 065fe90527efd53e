"""Tables without headings are read where their running balance leaves no doubt, and only there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.document import Document
from parsers.recognise import recognise
from parsers.statements.unheaded import with_headings
from tests.parsers.statements.tables import reading

SIDED = "2026-01-05|A-1|Goods|5.50||15.50\n2026-01-09|A-2|More goods|3.00||18.50\n2026-01-12|P-3|Payment||8.50|10.00\n2026-01-20|A-4|Goods|1.00||11.00"
SIGNED = "2026-01-05|5.50|15.50\n2026-01-09|3.00|18.50\n2026-01-12|-8.50|10.00\n2026-01-20|1.00|11.00"


def headings(text: str) -> list[str]:
    made = with_headings(reading(text)).tables[0].rows
    return list(made[0].texts()) if len(made) > text.count("\n") + 1 else []


def test_columns_that_add_up_name_themselves() -> None:
    assert ["Date", "Reference", "Description", "Charges", "Payments", "Balance"] == headings(SIDED)
    assert ["Date", "Amount", "Balance"] == headings(SIGNED)


@pytest.mark.parametrize(
    "text",
    [
        SIDED.replace("18.50", "18.60"),  # one balance does not follow
        "\n".join(SIGNED.split("\n")[:3]),
        SIGNED.replace(".50", "").replace(".00", ""),  # whole numbers may count goods
        "\n".join(f"{line}|2026-02-0{number}" for number, line in enumerate(SIGNED.split("\n"), 1)),  # two dates
        "\n".join(f"{line}|{line.split('|')[1]}" for line in SIGNED.split("\n")),  # the same amounts twice
        "a|b\nc|d",
    ],
)
def test_what_leaves_a_doubt_stays_without(text: str) -> None:
    assert [] == headings(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (";;Saldovortrag;;;10,00\n05.01.2026;RE-1;Ware;5,50;;15,50\n09.01.2026;RE-2;Ware;3,00;;18,50\n12.01.2026;ZA-3;Zahlung;;8,50;10,00\n20.01.2026;RE-4;Ware;1,00;;11,00\n;;Endsaldo;;;11,00\n", "proven"),
        ("2026-01-05,A-1,5.50,15.50\n2026-01-09,A-2,3.00,18.50\n2026-01-12,P-3,-8.50,10.00\n2026-01-20,A-4,1.00,11.00\n", "consistent"),
    ],
)  # fmt: skip
def test_a_text_without_headings_is_a_statement(text: str, verdict: str) -> None:
    (statement,) = recognise(Document("a.csv", text.encode())).statements
    assert verdict == statement.proof.verdict
    assert [Decimal("5.50"), Decimal(3), Decimal("-8.50"), Decimal(1)] == [line.amount for line in statement.lines]
    assert all(line.references for line in statement.lines)
