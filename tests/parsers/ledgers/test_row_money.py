"""The money of one row in our sign."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

from parsers.ledgers.cells import CellRefused
from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.layout import layouts_of, postings
from parsers.ledgers.row_money import RowMoney
from parsers.sheets.opening import open_sheets


def movement(
    text: str, *, role: Role = Role.CUSTOMER, kind: EntryKind | None = None, checked: bool = False
) -> Decimal | None:
    [layout] = layouts_of(open_sheets(io.BytesIO(text.encode())), role)
    row = next(iter(postings(layout)))
    return RowMoney(layout, role).movement(row, kind, checked=checked)


@pytest.mark.parametrize(
    ("text", "customer", "supplier"),
    [
        ("Date,Ref,Debit,Credit\n2026-03-01,A,5.00,\n", "5.00", "5.00"),
        ("Date,Ref,Debit,Credit\n2026-03-01,A,,5.00\n", "-5.00", "-5.00"),
        ("Date,Ref,Debit,Credit\n2026-03-01,A,-5.00,0.00\n", "-5.00", "-5.00"),
        ("Date,Ref,Debit,Credit\n2026-03-01,A,0.00,0.00\n", "0.00", "0.00"),
        ("Date,Ref,Charges,Payments\n2026-03-01,A,5.00,\n", "5.00", "-5.00"),
        ("Date,Ref,Charges,Payments\n2026-03-01,A,0.00,\n", "0.00", "0.00"),
        ("Date,Ref,Amount,Dr/Cr\n2026-03-01,A,5.00,Cr\n", "-5.00", "-5.00"),
        ("Date,Ref,Amount,Dr/Cr\n2026-03-01,A,0.00,\n", "0.00", "0.00"),
    ],
)
def test_debit_less_credit_is_our_sign_for_both_roles_and_owing_turns_for_suppliers(
    text: str, customer: str, supplier: str
) -> None:
    assert (customer, supplier) == (str(movement(text)), str(movement(text, role=Role.SUPPLIER)))


def test_both_sides_filled_need_a_balance_to_prove_them() -> None:
    text = "Date,Ref,Debit,Credit\n2026-03-01,A,5.00,2.00\n"
    assert Decimal("3.00") == movement(text, checked=True)
    with pytest.raises(CellRefused):
        movement(text)


def test_nothing_filled_in_is_nothing_and_not_zero() -> None:
    assert movement("Date,Ref,Debit,Credit\n2026-03-01,A,,\n") is None


def test_an_amount_without_side_and_without_direction_word_is_refused() -> None:
    for word in ("", "X", "平"):
        with pytest.raises(CellRefused):
            movement(f"Date,Ref,Amount,Dr/Cr\n2026-03-01,A,5.00,{word}\n")


def test_a_level_balance_may_stand_without_a_figure() -> None:
    [layout] = layouts_of(
        open_sheets(io.BytesIO("日期,凭证号,借方,贷方,方向,余额\n2026-03-01,记-1,5.00,,平,\n".encode())), Role.CUSTOMER
    )
    assert Decimal(0) == RowMoney(layout, Role.CUSTOMER).balance(next(iter(postings(layout))))
