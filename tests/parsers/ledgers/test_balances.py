"""Printed balances prove the rows, their order and their sign, and what was carried in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ledgers.balances import BalanceContradicted, Balances

KEY = ("C1", None)


def openings(balances: Balances) -> dict[str, Decimal]:
    return {key[0]: amount for key, _, amount in balances.openings()}


def post(balances: Balances, *rows: tuple[int, int | None], key: tuple[str, str | None] = KEY) -> None:
    for number, (movement, balance) in enumerate(rows, 2):
        balances.post(key, number, Decimal(movement), None if balance is None else Decimal(balance))


def test_an_account_that_begins_at_zero_needs_no_opening() -> None:
    balances = Balances(signed=False)
    post(balances, (100, 100), (-40, 60))
    assert {"C1": Decimal(0)} == openings(balances)


def test_what_was_carried_in_is_told_in_either_order() -> None:
    for rows in ([(100, 300), (-50, 250), (7, 257)], [(7, 257), (-50, 250), (100, 300)]):
        balances = Balances(signed=False)
        post(balances, *rows)
        assert {"C1": Decimal(200)} == openings(balances)


def test_a_balance_that_grows_with_credits_is_turned() -> None:
    balances = Balances(signed=False)
    balances.open(KEY, 1, Decimal(200))
    post(balances, (-100, 300), (50, 250))
    assert -1 == balances.sign
    assert {"C1": Decimal(-200)} == openings(balances)


def test_one_account_tells_the_sign_for_all() -> None:
    balances = Balances(signed=False)
    balances.open(("C2", None), 1, Decimal(5))
    post(balances, (-100, 100), (50, 50))
    assert {"C1": Decimal(0), "C2": Decimal(-5)} == openings(balances)


def test_an_opening_whose_sign_nothing_tells_is_refused() -> None:
    balances = Balances(signed=False)
    balances.open(KEY, 3, Decimal(5))
    with pytest.raises(BalanceContradicted) as refused:
        openings(balances)
    assert 3 == refused.value.row
    signed = Balances(signed=True)
    signed.open(KEY, 3, Decimal(5))
    assert {"C1": Decimal(5)} == openings(signed)


def test_a_break_is_refused_at_its_row() -> None:
    balances = Balances(signed=False)
    with pytest.raises(BalanceContradicted) as refused:
        post(balances, (100, 100), (-40, 60), (10, 80))
    assert 4 == refused.value.row
    assert "row 3" in refused.value.reason


def test_rows_without_a_printed_balance_count_with_the_next() -> None:
    balances = Balances(signed=False)
    post(balances, (10, None), (20, 130), (5, None), (-35, 100))
    assert {"C1": Decimal(100)} == openings(balances)


def test_an_opening_that_comes_again_must_follow_from_the_rows() -> None:
    balances = Balances(signed=True)
    balances.open(KEY, 1, Decimal(5))
    post(balances, (7, 12))
    balances.open(KEY, 3, Decimal(12))
    assert {"C1": Decimal(5)} == openings(balances)
    with pytest.raises(BalanceContradicted):
        balances.open(KEY, 4, Decimal(13))


MOVEMENTS = st.lists(st.integers(min_value=-1000, max_value=1000), min_size=1, max_size=20)


@given(MOVEMENTS, st.integers(min_value=-500, max_value=500), st.sampled_from([1, -1]), st.booleans())
def test_a_true_chain_never_contradicts_and_its_opening_is_right_or_refused(
    movements: list[int], opening: int, sign: int, oldest_first: bool
) -> None:
    balances = Balances(signed=False)
    rows: list[tuple[int, int]] = []
    running = opening
    for movement in movements:
        running += movement
        rows.append((movement, sign * running))
    rows = rows if oldest_first else rows[::-1]
    if oldest_first:
        balances.open(KEY, 1, Decimal(sign * opening))
    post(balances, *rows)
    try:
        found = openings(balances)
    except BalanceContradicted:
        found = {}
    if oldest_first and found:
        assert {"C1": Decimal(opening)} == found or opening == 0


@given(
    st.lists(st.integers(min_value=1, max_value=1000), min_size=1, max_size=20),
    st.integers(min_value=1, max_value=50),
    st.data(),
)
def test_one_wrong_balance_is_always_seen(movements: list[int], error: int, data: st.DataObject) -> None:
    balances = Balances(signed=True)
    balances.open(KEY, 1, Decimal(0))
    wrong = data.draw(st.integers(min_value=0, max_value=len(movements) - 1))
    running = 0
    rows: list[tuple[int, int]] = []
    for number, movement in enumerate(movements):
        running += movement
        rows.append((movement, running + (error if number == wrong else 0)))
    with pytest.raises(BalanceContradicted) as refused:
        post(balances, *rows)
    assert wrong + 2 == refused.value.row
