"""Signs flip here and nowhere else on the way out."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from daemon.replies.perspective import Owed, Perspective, owed
from parsers.ledgers.entry import Role

AMOUNTS = st.decimals(-(10**9), 10**9, places=2)


@given(AMOUNTS)
def test_a_customer_reads_our_sign_and_a_supplier_the_opposite(amount: Decimal) -> None:
    assert Perspective(Role.CUSTOMER).shown(amount) == amount
    assert Perspective(Role.SUPPLIER).shown(amount) == -amount


def test_zero_is_shown_without_a_sign() -> None:
    assert str(Perspective(Role.SUPPLIER).shown(Decimal("0.00"))) == "0"


def test_who_owes_whom_follows_our_sign() -> None:
    assert owed(Decimal("0.01")) is Owed.TO_US
    assert owed(Decimal("-0.01")) is Owed.TO_THEM
    assert owed(Decimal("0.00")) is Owed.NOTHING


def test_an_invoice_raises_and_a_payment_lowers_for_both_roles() -> None:
    customer, supplier = Perspective(Role.CUSTOMER), Perspective(Role.SUPPLIER)
    assert customer.natural("invoice", Decimal(5))
    assert customer.natural("payment", Decimal(-5))
    assert supplier.natural("invoice", Decimal(-5))
    assert supplier.natural("payment", Decimal(5))
    assert not customer.natural("invoice", Decimal(-5))
    assert not supplier.natural("credit_note", Decimal(-5))
    assert not customer.natural("other", Decimal(5))
