"""One number, several rows."""

from __future__ import annotations

import pytest

from tests.rules.jotting import groups, laid, ledger, statement


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("2026-03-02 - INV-1 30.00\n2026-03-02 - INV-1 70.00", "2026-03-02 - INV-1 100.00", [((0, 1), ("2",))]),
        ("2026-03-02 - INV-1 100.00", "2026-03-02 - INV-1 30.00\n2026-03-03 - INV-1 70.00", [((0,), ("2", "3"))]),
        (
            "2026-03-02 - INV-1001-A 30.00\n2026-03-02 - INV-1001-B 70.00",
            "2026-03-02 - INV-1001 100.00",
            [((0, 1), ("2",))],
        ),
        (
            "2026-03-02 - INV-1+INV-2 -100.00",
            "2026-03-02 - RC-1+INV-1 -30.00\n2026-03-02 - RC-2+INV-2 -70.00",
            [((0,), ("2", "3"))],
        ),
        (
            "2026-03-02 - INV-1 -30.00\n2026-03-02 - INV-2 -70.00",
            "2026-03-02 - RC-1+INV-1+INV-2 -100.00",
            [((0, 1), ("2",))],
        ),
        (
            "2026-03-02 - INV-1 35.00\n2026-03-02 - INV-1 65.00",
            "2026-03-02 - INV-1 30.00\n2026-03-02 - INV-1 70.00",
            [((0, 1), ("2", "3"))],
        ),
    ],
    ids=["their parts", "our parts", "parts by letter", "their list", "our list", "parts on both sides"],
)
def test_sums_under_one_number_agree(theirs: str, ours: str, expected: list[object]) -> None:
    found = laid(statement(theirs, opening="500.00"), ledger(ours, opening="500.00"))
    assert expected == groups(found)
    assert found.agreed


def test_an_open_item_is_the_invoice_less_its_payments() -> None:
    found = laid(
        statement("2026-03-02 - INV-1 60.00"), ledger("2026-03-02 - INV-1 100.00\n2026-03-09 - P-1+INV-1 -40.00")
    )
    assert [((0,), ("2", "3"))] == groups(found)


def test_a_part_of_the_rows_may_add_up() -> None:
    ours = "2026-03-02 - INV-1 30.00\n2026-03-02 - INV-1 70.00\n2026-03-02 - INV-1 11.00"
    found = laid(statement("2026-03-02 - INV-1 100.00"), ledger(ours))
    assert [((0,), ("2", "3"))] == groups(found)
