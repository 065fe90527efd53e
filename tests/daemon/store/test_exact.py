from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.store.exact import NotExact, pack, unpack


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 18))
def test_every_amount_comes_back_digit_for_digit(number: int, scale: int) -> None:
    amount = Decimal(number).scaleb(-scale)

    assert str(amount) == str(unpack(*pack(amount)))


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_an_amount_is_kept_exactly_or_refused_never_changed(amount: Decimal) -> None:
    try:
        kept = unpack(*pack(amount))
    except NotExact:
        return
    assert amount == kept


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+30", "0.0000000000000000001", "99999999999999999999.99"])
def test_what_cannot_be_kept_is_refused(amount: str) -> None:
    with pytest.raises(NotExact):
        pack(Decimal(amount))
