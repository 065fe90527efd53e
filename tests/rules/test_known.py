"""What was told before is known again, is carried through the opening balance, and is gone when it clears."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from parsers.statements.statement import Form, Period, Statement
from rules.known import told_with
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation
from rules.model.terms import Terms
from rules.model.told import Told
from tests.rules.jotting import day, laid, ledger, reasons, statement, the_difference

APRIL = Period(day("2026-04-01"), day("2026-04-30"))
MAY = Period(day("2026-05-01"), day("2026-05-31"))
THEIR_MARCH = """
    2026-03-02 invoice INV-1001 500.00
    2026-03-30 payment PV-7 -100.00
"""
OUR_MARCH = """
    2026-03-02 invoice INV-1001 500.00
    2026-03-29 invoice INV-1002 80.00
"""


def march() -> Reconciliation:
    """They have paid 100.00, we have invoiced 80.00, and neither has the other's yet."""
    return laid(statement(THEIR_MARCH), ledger(OUR_MARCH))


def told() -> Told:
    found = told_with(march())
    assert found is not None
    return found


def april(rows: str, opening: str = "400.00") -> Statement:
    return statement(rows, opening=opening, period=APRIL)


def facts(found: Reconciliation, *names: str) -> list[tuple[object, ...]]:
    return [tuple(difference.facts.get(name) for name in names) for difference in found.differences]


def test_what_was_told_has_its_day_its_rows_and_its_count() -> None:
    found = told()
    assert (day("2026-03-31"), Decimal("400.00")) == (found.as_of, found.theirs)
    assert {(Decimal("-100.00"), "PV-7", 1), (Decimal("-80.00"), "INV-1002", 1)} == {
        (one.amount, one.reference, one.times) for one in found.differences
    }


def test_what_is_still_open_is_told_item_by_item_instead_of_as_one_gap_of_the_opening_balances() -> None:
    rows = "2026-04-10 invoice INV-1003 50.00"
    found = laid(april(rows), ledger(OUR_MARCH + rows), told=told())
    assert [Reason.PRIOR_PERIOD] * 2 == [one.reason for one in found.differences]
    assert {
        ("PV-7", "timing_statement", day("2026-03-31"), 1),
        ("INV-1002", "timing_ledger", day("2026-03-31"), 1),
    } == set(facts(found, "reference", "carried", "first_told", "times"))
    assert ["prior_period"] == reasons(laid(april(rows), ledger(OUR_MARCH + rows)))


def test_what_cleared_on_both_sides_is_no_difference_any_more() -> None:
    theirs = april("2026-04-02 invoice INV-1002 80.00")
    ours = ledger(OUR_MARCH + "2026-04-01 payment PV-7 -100.00")
    found = laid(theirs, ours, told=told())
    assert ((), True) == (found.differences, found.agreed)
    assert ["missing_on_statement", "prior_period"] == reasons(laid(theirs, ours))


def test_what_only_its_amount_says_has_cleared_is_left_to_a_person() -> None:
    theirs = april("2026-04-02 invoice INV-1002 80.00")
    found = laid(theirs, ledger(OUR_MARCH + "2026-04-01 payment RC-55 -100.00"), told=told())
    assert ((), False) == (found.differences, found.agreed)
    assert "only its amount says so" in found.notes[0]


def test_one_that_cleared_leaves_the_other_open() -> None:
    found = laid(april(""), ledger(OUR_MARCH + "2026-04-01 payment PV-7 -100.00"), told=told())
    difference = the_difference(found, Reason.PRIOR_PERIOD)
    assert ("INV-1002", Decimal("-80.00")) == (difference.facts["reference"], difference.amount)


def test_an_item_grows_older_from_statement_to_statement() -> None:
    second = laid(april(""), ledger(OUR_MARCH + "2026-04-01 payment PV-7 -100.00"), told=told())
    third = laid(
        statement("", opening="400.00", period=MAY),
        ledger(OUR_MARCH + "2026-04-01 payment PV-7 -100.00"),
        told=told_with(second),
    )
    assert [("INV-1002", "timing_ledger", day("2026-03-31"), 2)] == facts(
        third, "reference", "carried", "first_told", "times"
    )
    assert "Told 2 times before, first as at 2026-03-31." in third.differences[0].explanation


def test_another_gap_of_the_opening_balances_is_not_taken_for_what_was_told() -> None:
    for opening in ("400.01", "399.00"):
        found = laid(april("", opening=opening), ledger(OUR_MARCH), told=told())
        assert [(None, None)] == facts(found, "carried", "first_told")
    changed = OUR_MARCH.replace("80.00", "81.00")  # our books of March were changed since
    assert [(None, None)] == facts(laid(april(""), ledger(changed), told=told()), "carried", "first_told")


def test_a_statement_that_repeats_its_rows_is_known_by_them_whatever_the_reason_is_now() -> None:
    theirs = statement(THEIR_MARCH, period=Period(day("2026-03-01"), day("2026-04-30")))
    found = laid(theirs, ledger(OUR_MARCH), told=told())
    assert ["missing_in_ledger", "missing_on_statement"] == reasons(found)
    assert [(day("2026-03-31"), 1)] * 2 == facts(found, "first_told", "times")


def test_a_list_of_open_items_shows_again_what_was_open() -> None:
    def listed(period_end: str) -> Statement:
        return statement(
            "2026-01-05 invoice INV-93017 70.00",
            opening=None,
            form=Form.OPEN_ITEM,
            period=None,
            date=day(period_end),
        )

    first = laid(listed("2026-02-28"), ledger("2026-01-04 invoice INV-24685 20.00"))
    again = laid(listed("2026-03-31"), ledger("2026-01-04 invoice INV-24685 20.00"), told=told_with(first))
    assert [(day("2026-02-28"), 1)] * 2 == facts(again, "first_told", "times")


def test_an_item_of_the_same_amount_and_another_number_is_new() -> None:
    theirs = statement(THEIR_MARCH.replace("PV-7", "PV-8"), period=Period(day("2026-03-01"), day("2026-04-30")))
    found = laid(theirs, ledger(OUR_MARCH), told=told())
    assert {("PV-8", None), ("INV-1002", day("2026-03-31"))} == set(facts(found, "reference", "first_told"))


def test_a_later_answer_says_nothing_of_an_earlier_statement() -> None:
    theirs = statement(THEIR_MARCH, period=Period(day("2026-03-01"), day("2026-03-30")))
    assert {(None,)} == set(facts(laid(theirs, ledger(OUR_MARCH), told=told()), "first_told"))


def test_a_disputed_item_stays_disputed_in_the_opening_balances() -> None:
    found = laid(april(""), ledger(OUR_MARCH), Terms(disputed=("inv 1002",)), told=told())
    assert ["disputed", "prior_period"] == reasons(found)


@given(
    st.lists(
        st.tuples(
            st.integers(10_000, 99_999), st.sampled_from(["both", "theirs", "ours"]), st.booleans(), st.booleans()
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda fact: fact[0],
    )
)
def test_over_two_periods_just_what_never_cleared_is_left(facts_: list[tuple[int, str, bool, bool]]) -> None:
    """Each fact: cents, who has it in March, whether the other has it in April, invoice or payment."""
    march_theirs, march_ours, april_theirs, april_ours, left = [], [], [], [], set()
    for position, (cents, who, clears, invoice) in enumerate(facts_):
        number = f"INV-{24_685 + 1_357 * position}" if invoice else f"PV-{70_311 + 2_469 * position}"
        amount = f"{'' if invoice else '-'}{Decimal(cents) / 100}"
        row = f"{'invoice' if invoice else 'payment'} {number} {amount}"
        if who != "ours":
            march_theirs.append(f"2026-03-20 {row}")
        if who != "theirs":
            march_ours.append(f"2026-03-20 {row}")
        if clears and who == "ours":
            april_theirs.append(f"2026-04-03 {row}")
        if clears and who == "theirs":
            april_ours.append(f"2026-04-03 {row}")
        if not clears and who != "both":
            left.add(number)
    before = statement("\n".join(march_theirs))
    first = laid(before, ledger("\n".join(march_ours)))
    assume(
        all(len(one.lines) + len(one.entries) == 1 for one in first.differences)
    )  # else chance made one fact of several
    assert before.closing is not None
    found = laid(
        statement("\n".join(april_theirs), opening=str(before.closing.amount), period=APRIL),
        ledger("\n".join(march_ours + april_ours)),
        told=told_with(first),
    )
    told_now = {part for one in found.differences for part in str(one.facts.get("reference", "")).split(", ")}
    assert left == told_now
    assert (not left) == (not found.differences)
    if found.agreed:
        assert found.bridge.ours == found.bridge.theirs


def test_two_payments_by_bacs_are_not_one_item_told_before() -> None:
    """The same word, reason and amount in another month are another payment."""
    first = laid(statement("2026-03-05 payment BACS -20.00"), ledger(""))
    again = laid(
        statement(
            "2026-04-05 payment BACS -20.00", opening="-20.00", period=Period(day("2026-04-01"), day("2026-04-30"))
        ),
        ledger("2026-03-06 payment BACS -20.00"),
        told=told_with(first),
    )
    assert [False] == ["first_told" in one.facts for one in again.differences if one.lines]


def test_without_a_printed_start_the_period_goes_on_where_the_answered_one_ended() -> None:
    """We booked our invoice a day before their first line, and still it belongs to the new period."""
    theirs = statement("2026-04-06 invoice INV-1003 60.00", opening="400.00", period=None, date=day("2026-04-30"))
    found = laid(theirs, ledger(OUR_MARCH + "\n2026-04-05 invoice INV-1003 60.00"), told=told())
    assert 2 == len(found.differences)
    assert [(day("2026-03-31"), 1)] * 2 == facts(found, "first_told", "times")
