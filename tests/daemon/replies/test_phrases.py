"""Documents and amounts as phrases, whatever of them is known."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.replies.evidence import Evidence
from daemon.replies.language import language
from daemon.replies.perspective import Perspective
from daemon.replies.phrases import Speaker, Subject, subject_of, values
from parsers.ledgers.entry import Role
from rules.model.difference import Difference, Fact, Reason
from tests.support.reconciliations import Pair, reconciled

ENGLISH = Speaker(Perspective(Role.CUSTOMER), language("en"), "USD")
CHINESE = Speaker(Perspective(Role.SUPPLIER), language("zh_CN"), "CNY")
DAY = dt.date(2026, 3, 3)


def _values(pair: Pair, speaker: Speaker = ENGLISH) -> Mapping[str, str]:
    reconciliation = reconciled([pair])
    (difference,) = reconciliation.differences
    evidence = Evidence(reconciliation)
    return values(
        difference,
        evidence.theirs(difference.lines),
        evidence.ours(difference.entries),
        openings=(reconciliation.opening_theirs, reconciliation.ledger.opening),
        as_at=reconciliation.ledger.as_of,
        speaker=speaker,
    )


@pytest.mark.parametrize(
    ("subject", "amount", "english", "chinese"),
    [
        (
            Subject("invoice", "INV-1", DAY),
            "USD 1.00",
            "invoice INV-1 of 3 March 2026 for USD 1.00",
            "发票（INV-1，2026年3月3日），金额 USD 1.00",
        ),
        (Subject("payment", "", DAY), "", "a payment of 3 March 2026", "2026年3月3日的付款一笔"),
        (Subject("other", "", None), "", "an item", "款项一笔"),
        (Subject("invoice", "", None), "USD 1.00", "an invoice for USD 1.00", "发票一张，金额 USD 1.00"),
        (
            Subject("payment", "", None, ("A", "B"), 2),
            "USD 3.00",
            "2 payments (A, B) for USD 3.00 in all",
            "2 笔付款（A、B），合计 USD 3.00",
        ),
        (Subject("payment", "", None, (), 2), "", "2 payments", "2 笔付款"),
        (
            Subject("invoice", "", None, ("A", "B", "C", "D", "E", "F"), 6),
            "",
            "6 invoices (A, B, C, D, …)",
            "6 张发票（A、B、C、D、…）",
        ),
    ],
)
def test_a_document_is_named_by_what_is_known(subject: Subject, amount: str, english: str, chinese: str) -> None:
    assert english == ENGLISH.document(subject, amount)
    assert chinese == CHINESE.document(subject, amount)


def test_the_shortest_name_still_tells_which() -> None:
    assert ENGLISH.this(Subject("invoice", "INV-1", DAY)) == "invoice INV-1"
    assert ENGLISH.this(Subject("invoice", "", DAY)) == "this invoice"
    assert ENGLISH.this(Subject("invoice", "", None, ("A", "B"), 2)) == "these invoices"


def test_an_amount_on_the_unusual_side_says_in_whose_favour_it_is() -> None:
    assert ENGLISH.document_amount("invoice", Decimal(5)) == "USD 5.00"
    assert ENGLISH.document_amount("payment", Decimal(-5)) == "USD 5.00"
    assert ENGLISH.document_amount("payment", Decimal(5)) == "USD 5.00 in our favour"
    assert ENGLISH.document_amount("other", Decimal(-5)) == "USD 5.00 in your favour"
    assert CHINESE.document_amount("invoice", Decimal(-5)) == "CNY 5.00"
    assert CHINESE.document_amount("invoice", Decimal(5)) == "我公司应收 CNY 5.00"


def test_what_we_alone_have_is_named_with_its_own_amount() -> None:
    found = _values(Pair(ours="-120.00", reference="CN-1", kind="credit_note", reason=Reason.MISSING_ON_STATEMENT))
    assert found["item"] == "credit note CN-1 of 10 March 2026 for USD 120.00"
    assert found["amount"] == "USD 120.00"


def test_a_document_on_both_sides_is_named_with_their_amount() -> None:
    found = _values(Pair(theirs="100.00", ours="90.00", reference="A", reason=Reason.DISPUTED))
    assert found["item"] == "invoice A of 10 March 2026 for USD 100.00"


def test_both_amounts_and_their_comparison_are_known_when_they_make_the_difference() -> None:
    found = _values(Pair(theirs="-990.00", ours="-975.00", reference="P", kind="payment", reason=Reason.SHORT_PAYMENT))
    assert found["theirs"] == "USD 990.00"
    assert found["ours"] == "USD 975.00"
    assert found["comparison"] == "which is USD 15.00 less"


def test_amounts_that_do_not_make_the_difference_are_never_said() -> None:
    facts: dict[str, Fact] = {"theirs": Decimal("70.00"), "ours": Decimal("5.00")}
    found = _values(Pair(theirs="100.00", reference="A", reason=Reason.MISSING_IN_LEDGER, facts=facts))
    assert "theirs" not in found
    assert "ours" not in found


def test_facts_that_do_make_the_difference_come_first() -> None:
    facts: dict[str, Fact] = {"theirs": Decimal("1100.00"), "ours": Decimal("1000.00"), "rate": Decimal("0.02")}
    found = _values(Pair(theirs="100.00", reference="A", reason=Reason.DISCOUNT, facts=facts))
    assert (found["theirs"], found["ours"], found["rate"]) == ("USD 1,100.00", "USD 1,000.00", "2%")


def test_opposite_sides_are_told_by_who_is_favoured() -> None:
    found = _values(Pair(theirs="-50.00", ours="50.00", reference="A", reason=Reason.SIGN_ERROR))
    assert found["theirs"] == "USD 50.00 in your favour"
    assert found["ours"] == "USD 50.00 in our favour"
    assert "comparison" not in found


def test_opening_balances_come_from_the_reconciliation() -> None:
    reconciliation = reconciled([], opening="100.00", opening_theirs="-40.00")
    found = values(
        reconciliation.differences[0],
        (),
        (),
        openings=(reconciliation.opening_theirs, reconciliation.ledger.opening),
        as_at=None,
        speaker=ENGLISH,
    )
    assert (found["theirs"], found["ours"]) == ("USD 40.00 in your favour", "USD 100.00")


def test_a_reference_of_the_facts_is_the_one_that_the_reader_knows() -> None:
    difference = Difference(
        amount=Decimal(1), reason=Reason.FX, facts={"reference": "PO 7\u202e", "date": DAY, "kind": "payment"}
    )
    assert subject_of(difference, ()) == Subject("payment", "PO 7", DAY)


def test_mixed_kinds_are_items() -> None:
    difference = Difference(amount=Decimal(1), reason=Reason.FX, facts={"kind": "payment"})
    evidence = Evidence(reconciled([Pair(theirs="1"), Pair(theirs="-1", kind="payment")]))
    assert subject_of(difference, evidence.theirs([0, 1])).kind == "other"


def test_a_kind_that_is_no_kind_is_an_item() -> None:
    assert subject_of(Difference(amount=Decimal(1), reason=Reason.FX, facts={"kind": "=cmd"}), ()).kind == "other"


def test_a_document_that_both_sides_number_differently_bears_both_numbers() -> None:
    pair = Pair(theirs="10.00", ours="9.00", reference="PV-7", our_reference="RC-9", reason=Reason.FX)
    assert _values(pair)["document"] == "invoice PV-7 (our RC-9) of 10 March 2026"
    assert _values(replace(pair, our_reference="pv 7"))["document"] == "invoice PV-7 of 10 March 2026"
