"""Lines and entries as items."""

from decimal import Decimal

from daemon.replies.evidence import Evidence
from tests.support.reconciliations import Pair, reconciled

EVIDENCE = Evidence(
    reconciled([Pair(theirs="10.00", ours="9.00", reference="A\u202e-1", description="=1+1\r\nx", kind="payment")])
)


def test_a_line_is_an_item_in_our_sign_with_plain_texts() -> None:
    (item,) = EVIDENCE.theirs([0])
    assert (Decimal("10.00"), "payment", "A-1", "=1+1 x") == (item.amount, item.kind, item.reference, item.description)


def test_an_entry_keeps_its_row() -> None:
    (item,) = EVIDENCE.ours(["2"])
    assert (Decimal("9.00"), 2) == (item.amount, item.row)


def test_an_entry_of_another_account_has_no_item() -> None:
    assert EVIDENCE.ours(["from another account"]) == ()
