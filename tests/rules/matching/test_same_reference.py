"""The same number and the same amount."""

from __future__ import annotations

from rules.matching.same_reference import match
from rules.model.match import Certainty
from tests.rules.jotting import day, groups, laid, ledger, pool, reasons, statement


def test_number_and_amount_pair_whatever_the_days() -> None:
    found = pool("2026-03-02 - INV-1001 5.00", "2026-03-30 - inv_1001 5.00")
    match(found)
    assert [((0,), (0,), Certainty.CERTAIN)] == [(one.lines, one.entries, one.certainty) for one in found.groups]


def test_another_amount_is_no_pair() -> None:
    found = pool("2026-03-02 - INV-1001 5.00", "2026-03-02 - INV-1001 6.00")
    match(found)
    assert [] == found.groups


def test_twins_pair_by_their_days_and_the_rest_is_a_duplicate() -> None:
    rows = "2026-03-02 invoice INV-1001 5.00\n2026-03-09 invoice INV-1001 5.00"
    found = laid(statement(rows), ledger("2026-03-08 invoice INV-1001 5.00"))
    assert [((1,), ("2",))] == groups(found)
    assert ["duplicate_statement"] == reasons(found)


def test_a_number_in_a_description_counts_when_it_is_ours() -> None:
    found = pool("2026-03-02 payment - -5.00 ; for INV-1001", "2026-03-03 payment INV-1001 -5.00")
    match(found)
    assert [Certainty.CERTAIN] == [one.certainty for one in found.groups]


def test_a_number_that_returns_after_months_is_only_likely() -> None:
    found = pool("2026-03-30 - 1001 5.00", "2026-03-02 - 1001 5.00")
    found.ours.days[0] = day("2025-03-02").toordinal()
    match(found)
    assert [Certainty.LIKELY] == [one.certainty for one in found.groups]


def test_a_mentioned_number_beside_another_own_one_is_only_likely() -> None:
    found = pool("2026-03-02 invoice INV-1009 5.00 ; INV-1001", "2026-03-03 invoice INV-1001 5.00")
    match(found)
    assert [(Certainty.LIKELY, False)] == [(one.certainty, one.plausible) for one in found.groups]


def test_an_invoice_that_the_other_side_calls_a_payment_of_that_number_is_only_likely() -> None:
    found = pool("2026-03-02 invoice INV-1001 -5.00", "2026-03-03 payment INV-1001 -5.00")
    match(found)
    assert [(Certainty.LIKELY, False)] == [(one.certainty, one.plausible) for one in found.groups]


def test_an_invoice_booked_as_a_credit_note_is_not_the_payment_that_names_it() -> None:
    invoices = "2026-03-08 invoice INV-1001 6327.30\n2026-03-12 invoice INV-1003 6377.60\n"
    turned = invoices + "2026-03-10 credit_note INV-1002 -427.63\n2026-03-29 payment PMT-7 -13132.53"
    paid = "".join(
        f"2026-03-29 payment RC-{number} -{amount} ; for INV-{number}\n"
        for number, amount in ((1001, "6327.30"), (1002, "427.63"), (1003, "6377.60"))
    )
    ours = invoices + "2026-03-10 invoice INV-1002 427.63\n" + paid
    assert ["sign_error"] == reasons(laid(statement(turned), ledger(ours)))
    assert ["sign_error"] == reasons(laid(statement(ours), ledger(turned)))
