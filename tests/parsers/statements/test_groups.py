"""Groups within a list."""

from __future__ import annotations

import pytest

from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import statement

LIST = (
    "Offene-Posten-Liste||||\nPos.|Belegnummer|Belegdatum|Text|Offen\n|||{one}|\n1|RE-1|03.01.24|Ware|300,00\n2|RE-2|15.01.24|Ware|50,00\n|||{sum_one}|350,00"
    "\n|||{two}|\n3|ZE-1|20.01.24|Bank|-100,00\n|||{sum_two}|-100,00\n|||Gesamt|250,00"
)


@pytest.mark.parametrize(
    ("one", "two", "total"), [("Rechnung", "Zahlung", "Summe {}"), ("FC", "AV", "Total {}"), ("发票", "收款", "{}合计")]
)
def test_a_sum_that_names_its_group_is_no_line(one: str, two: str, total: str) -> None:
    made = statement(LIST.format(one=one, two=two, sum_one=total.format(one), sum_two=total.format(two)))
    assert ["300.00", "50.00", "-100.00"] == [str(line.amount) for line in made.lines]
    assert Verdict.CONSISTENT is made.proof.verdict


def test_a_wrong_sum_of_a_group_contradicts() -> None:
    made = statement(
        LIST.format(one="Rechnung", two="Zahlung", sum_one="Summe Rechnung", sum_two="Summe Zahlung").replace(
            "350,00", "351,00"
        )
    )
    assert made.proof.verdict in {Verdict.BROKEN, Verdict.UNPROVEN}


def test_a_title_alone_in_its_row_of_a_sheet_counts_too() -> None:
    made = statement(
        "Open items|||\nVch No.|Date|Due Date|Open Balance\nINV|||\n90008040|2024/01/03|2024/04/02|143.71\n90008043|2024/01/05|2024/04/04|307.00\nTotal INV|||450.71\nTotal outstanding|||450.71"
    )
    assert ["143.71", "307.00"] == [str(line.amount) for line in made.lines]


def test_titles_and_sums_may_stand_under_the_date() -> None:
    made = statement(
        "Offene-Posten-Liste|||\nDatum|Beleg-Nr.|Text|Offener Saldo\nRechnung|||\n2023-11-16|2023005534|Ware|49,20\n2023-12-07|2023005537|Ware|237,47\nSumme Rechnung|||286,67\n||Summe|286,67"
    )
    assert ["49.20", "237.47"] == [str(line.amount) for line in made.lines]
