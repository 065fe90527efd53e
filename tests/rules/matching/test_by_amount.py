"""The same amount at a usual distance of days."""

from __future__ import annotations

from rules.matching.by_amount import match, match_sure
from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.pool import Pool
from tests.rules.jotting import laid, ledger, pool, reasons, statement


def pairs(found: Pool) -> list[tuple[int, int, str]]:
    return sorted((one.lines[0], one.entries[0], one.certainty.value) for one in found.groups)


def test_a_rare_amount_within_days_is_certain() -> None:
    found = pool("2026-03-05 payment P-1 -123.45", "2026-03-06 payment R-9 -123.45")
    match_sure(found)
    assert [(0, 0, "certain")] == pairs(found)


def test_the_same_amount_far_away_is_not_certain() -> None:
    found = pool("2026-03-01 payment P-1 -123.45", "2026-03-30 payment R-9 -123.45")
    match(found)
    assert Certainty.CERTAIN not in {one.certainty for one in found.groups}


def test_numbers_of_one_series_that_differ_never_pair() -> None:
    found = pool("2026-03-05 invoice INV-1001 123.45", "2026-03-05 invoice INV-2077 123.45")
    match(found)
    assert [] == found.groups


def test_a_number_that_is_another_document_of_ours_never_pairs() -> None:
    found = pool("2026-03-05 invoice 771001 123.45", "2026-03-05 - R-9 123.45\n2026-03-20 - 771001 99.00")
    match(found)
    assert [] == found.groups


def test_one_slip_in_the_number_with_the_same_amount_and_day_is_a_wrong_number() -> None:
    found = pool("2026-03-05 invoice INV-1045 123.45", "2026-03-05 invoice INV-1054 123.45")
    match(found)
    assert [Reason.REFERENCE_ERROR] == [one.gap.reason for one in found.groups if one.gap]


def test_neighbours_in_a_series_a_month_apart_are_two_documents() -> None:
    found = laid(statement("2026-03-01 invoice INV-1045 500.00"), ledger("2026-03-30 invoice INV-1046 500.00"))
    assert ["missing_in_ledger", "timing_ledger"] == reasons(found)


def test_equal_payments_pair_in_the_order_of_their_days() -> None:
    theirs = "\n".join(f"2026-03-{day:02} payment - -500.00" for day in (2, 9, 16))
    ours = "\n".join(f"2026-03-{day:02} payment - -500.00" for day in (3, 10, 17))
    found = pool(theirs, ours)
    match(found)
    assert [(0, 0), (1, 1), (2, 2)] == [(line, entry) for line, entry, _ in pairs(found)]


def test_equal_payments_on_equal_days_are_settled_only_when_nothing_is_left_over() -> None:
    rows = "2026-03-02 payment - -500.00\n2026-03-03 payment - -500.00"
    assert laid(statement(rows), ledger(rows)).agreed
    more = laid(statement(rows), ledger(rows + "\n2026-03-04 payment - -500.00"))
    assert Certainty.CERTAIN not in {match.certainty for match in more.matches}


def test_a_row_that_stands_twice_is_never_certain() -> None:
    theirs = "2026-03-05 payment P-11 -123.45\n2026-03-05 payment P-11 -123.45"
    ours = "2026-03-05 payment R-9 -123.45\n2026-03-05 payment R-10 -123.45"
    assert not laid(statement(theirs), ledger(ours)).agreed


def test_a_crowd_of_equal_amounts_is_still_paired() -> None:
    rows = "\n".join(f"2026-03-{1 + number % 28:02} payment - -500.00" for number in range(210))
    found = pool(rows, rows)
    match(found)
    assert 210 == len(found.groups)


def test_equal_amounts_weeks_beyond_the_usual_are_a_suggestion_only() -> None:
    """Two strangers who cost the same: told as one fact unasked, both would be passed over."""
    found = pool("2026-03-08 invoice X-77 123.45", "2026-03-28 invoice INV-1090 123.45")
    match(found)
    assert [(0, 0, "suggested")] == pairs(found)


def test_an_invoice_and_a_payment_of_one_amount_are_never_certain() -> None:
    """Two mistakes that cancel out: each side's document has the other's amount, and the balances tie."""
    theirs = "2026-03-16 invoice INV-8763 637.00\n2026-03-17 payment T-5466 500.00\n2026-03-19 invoice INV-8761 -644.00"
    ours = "2026-03-16 invoice INV-8763 637.00\n2026-03-17 payment P-813 -644.00\n2026-03-18 invoice INV-8761 500.00"
    found = laid(statement(theirs), ledger(ours))
    assert not found.agreed
    assert Certainty.CERTAIN not in {one.certainty for one in found.matches if one.rule == "amount_and_date"}


def test_an_invoice_of_the_other_sign_is_a_credit_note() -> None:
    found = laid(statement("2026-03-16 invoice - -637.41"), ledger("2026-03-16 credit_note - -637.41"))
    assert ["certain"] == [one.certainty for one in found.matches]


def test_a_twin_that_was_paid_in_parts_is_no_doubt_about_the_other() -> None:
    """Whichever of two equal receipts is the single payment and which the parts: all of them are there."""
    theirs = "2026-03-05 payment - -500.00\n2026-03-05 payment - -321.47\n2026-03-05 payment - -178.53"
    ours = "2026-03-05 payment R-1 -500.00\n2026-03-05 payment R-2 -500.00"
    assert laid(statement(theirs), ledger(ours)).agreed
    assert not laid(statement(theirs), ledger(ours + "\n2026-03-05 payment R-3 -500.00")).agreed


def test_equal_amounts_of_two_kinds_may_cross() -> None:
    """They know of their payments first and of our credit notes last; only one of the four rows says what it is."""
    sure = "\n".join(f"2026-03-{day:02} payment - -1{day}.17" for day in range(1, 15))
    later = "\n".join(f"2026-03-{day + 6:02} payment - -1{day}.17" for day in range(1, 15))
    theirs = f"{sure}\n2026-03-04 - - -500.00\n2026-03-09 credit_note - -500.00"
    ours = f"{later}\n2026-03-05 credit_note CN-7 -500.00\n2026-03-10 payment R-90 -500.00"
    found = laid(statement(theirs), ledger(ours))
    assert found.agreed


def test_documents_whose_numbers_stand_crosswise_are_never_certain() -> None:
    """An invoice and a credit note with each other's amount on one side: the balances tie, both documents differ."""
    theirs = "2026-03-22 invoice INV-1107 -768.00\n2026-03-25 credit_note CN-1109 113.00"
    ours = "2026-03-22 invoice INV-1107 113.00\n2026-03-22 credit_note CN-1109 -768.00"
    found = laid(statement(theirs), ledger(ours))
    assert not found.agreed


def test_a_credit_booked_under_its_invoice_s_number_is_certain() -> None:
    theirs = "2026-03-05 invoice INV-1107 768.00\n2026-03-22 credit_note INV-1107 -113.41"
    ours = "2026-03-05 invoice INV-1107 768.00\n2026-03-22 credit_note CN-1109 -113.41"
    assert laid(statement(theirs), ledger(ours)).agreed


def test_numbers_that_stand_crosswise_are_no_proof_where_no_words_tell_the_kinds() -> None:
    theirs = "2026-03-06 - INV-1703 8303.90\n2026-03-14 - PAY-466 -500.00"
    ours = "2026-03-05 - INV-1703 -500.00\n2026-03-16 - PAY-466 8303.90"
    assert not laid(statement(theirs), ledger(ours)).agreed


def test_a_twin_that_was_taken_for_a_part_is_a_doubt_about_the_other() -> None:
    """They lost one of two equal receipts, and another row grew by it."""
    theirs = "2026-03-09 payment PV-1 -1000.00\n2026-03-12 payment PV-2 -2486.62"
    ours = "2026-03-11 payment RC-1 -1000.00\n2026-03-13 payment RC-2 -1000.00\n2026-03-13 payment RC-3 -1486.62"
    assert not laid(statement(theirs), ledger(ours)).agreed
