"""The sign of one amount column is found from the kinds, never assumed for suppliers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.signs import AmountSign, SignEvidence, raises_debt

INVOICE, PAYMENT, NONE = EntryKind.INVOICE, EntryKind.PAYMENT, None


def decided(role: Role, *rows: tuple[EntryKind | None, int]) -> AmountSign | None:
    evidence = SignEvidence()
    for kind, amount in rows:
        evidence.note(kind, Decimal(amount), refund=False)
    sign, why = evidence.decided(role)
    assert (sign is None) is (why != "")
    return sign


@pytest.mark.parametrize(
    ("rows", "customer", "supplier"),
    [
        ([(INVOICE, 5), (PAYMENT, -3)], AmountSign.AS_IS, AmountSign.REVERSED),
        ([(INVOICE, -5), (PAYMENT, 3)], AmountSign.REVERSED, AmountSign.AS_IS),
        ([(INVOICE, 5), (PAYMENT, 3)], AmountSign.BY_KIND, AmountSign.BY_KIND),
        ([(INVOICE, 5)], AmountSign.AS_IS, AmountSign.REVERSED),
        ([(PAYMENT, -5)], AmountSign.AS_IS, AmountSign.REVERSED),
        ([(NONE, 5), (NONE, -3)], AmountSign.AS_IS, None),
        ([(NONE, 5)], AmountSign.AS_IS, None),
        ([], AmountSign.AS_IS, None),
        ([(INVOICE, 5), (PAYMENT, 3), (NONE, 1)], None, None),
        (
            [(INVOICE, 5), (INVOICE, 6), (PAYMENT, -3), (PAYMENT, 1), (PAYMENT, -2)],
            AmountSign.AS_IS,
            AmountSign.REVERSED,
        ),
        ([(INVOICE, 5), (PAYMENT, 3), (PAYMENT, 4), (NONE, -1)], None, None),
    ],
)
def test_the_file_as_a_whole_decides(
    rows: list[tuple[EntryKind | None, int]], customer: AmountSign | None, supplier: AmountSign | None
) -> None:
    assert (customer, supplier) == (decided(Role.CUSTOMER, *rows), decided(Role.SUPPLIER, *rows))


def test_refunds_say_nothing_of_the_sign() -> None:
    evidence = SignEvidence()
    evidence.note(PAYMENT, Decimal(5), refund=True)
    assert SignEvidence() == evidence


def test_kinds_raise_or_lower_what_is_owed() -> None:
    assert [True, False, False, True, None] == [
        raises_debt(kind, refund=refund)
        for kind, refund in (
            (INVOICE, False),
            (PAYMENT, False),
            (EntryKind.CREDIT_NOTE, False),
            (PAYMENT, True),
            (EntryKind.JOURNAL, False),
        )
    ]
