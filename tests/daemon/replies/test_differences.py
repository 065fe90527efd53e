"""The letter of differences: both balances, the bridge, each difference in its group."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.replies.differences import POINTS_SHOWN, SINGLY, by_reason, differences, in_order
from daemon.replies.envelope import Envelope
from daemon.replies.evidence import Evidence
from daemon.replies.explanations import GROUP_OF
from daemon.replies.language import language, languages
from daemon.replies.letter import Letter, Paragraph, Point, Points, ReplyRefused, Sums
from daemon.replies.mail_text import as_text
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation
from tests.support.reconciliations import ACME, BOLT, COMPANY, FIVE_KINDS, Pair, reconciled

ENGLISH = Envelope(counterparty=ACME, company=COMPANY, words=language("en"), case_number="42")
RECONCILIATION = reconciled(FIVE_KINDS, opening="5400.00", opening_theirs="5250.00")


def _sums(letter: Letter) -> Sums:
    (sums,) = [block for block in letter.blocks if isinstance(block, Sums)]
    return sums


def _points(letter: Letter) -> list[Point]:
    return [point for block in letter.blocks if isinstance(block, Points) for point in block.points]


def _read(amount: str) -> Decimal:
    return Decimal(amount.replace(",", ""))


def _adds_up(reconciliation: Reconciliation, letter: Letter, sign: int) -> bool:
    words = language(letter.language)
    first, *steps, last = [
        _read(row.amount.replace(words.thousands, "").replace(words.decimal, ".")) for row in _sums(letter).rows
    ]
    bridge = reconciliation.bridge
    return first == sign * bridge.ours and last == sign * bridge.theirs and first + sum(steps, Decimal(0)) == last


AMOUNTS = st.decimals(-99_999, 99_999, places=2).map(str)
PAIRS = st.builds(
    Pair,
    theirs=st.none() | AMOUNTS,
    ours=st.none() | AMOUNTS,
    kind=st.sampled_from(["invoice", "payment", "credit_note", "other"]),
    reference=st.sampled_from(["", "A-1", "记-7"]),
    reason=st.sampled_from(list(Reason)),
    certain=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PAIRS, min_size=1, max_size=25), AMOUNTS, st.sampled_from([ACME, BOLT]), st.sampled_from(languages()))
def test_the_shown_bridge_adds_up_and_every_difference_is_told(
    pairs: list[Pair], opening: str, party: object, code: str
) -> None:
    reconciliation = reconciled(pairs, opening=opening)
    counterparty = ACME if party is ACME else BOLT
    letter = differences(replace(ENGLISH, counterparty=counterparty, words=language(code)), reconciliation, "USD")
    if any(difference.amount for difference in reconciliation.differences):
        assert _adds_up(reconciliation, letter, 1 if counterparty is ACME else -1)
    told: list[int] = []
    for point in _points(letter):
        first, _, last = point.number.partition("–")
        told += range(int(first), int(last or first) + 1)
    assert told == list(range(1, len(reconciliation.differences) + 1))


def test_both_balances_say_who_owes_whom_and_the_gap_is_named() -> None:
    text = as_text(differences(ENGLISH, RECONCILIATION, "USD"))
    for line in (
        "Balance in our books       USD 8,100.00 (you owe us)",
        "Balance on your statement  USD 3,520.00 (you owe us)",
        "Difference                 USD 4,580.00",
        "Lines on your statement    7",
        "Of these, in agreement     3",
    ):
        assert line in text


def test_each_group_has_its_heading_and_both_directions_are_told() -> None:
    letter = differences(ENGLISH, RECONCILIATION, "USD")
    titles = [block.title for block in letter.blocks if isinstance(block, Points)]
    assert titles == [
        "On your statement, but not in our books",
        "In our books, but not on your statement",
        "Amounts that differ",
        "Recorded at different times",
        "Other points",
    ]


def test_a_supplier_reads_the_same_account_from_its_own_side() -> None:
    pairs = [Pair(theirs="-100.00", reference="INV-1", reason=Reason.MISSING_IN_LEDGER)]
    envelope = replace(ENGLISH, counterparty=BOLT)
    letter = differences(envelope, reconciled(pairs, opening="-50.00", currency="CNY"), "CNY")
    assert [row.amount for row in _sums(letter).rows] == ["50.00", "100.00", "150.00"]
    assert "CNY 150.00 (we owe you)" in as_text(letter)


def test_equal_balances_with_differences_are_called_equal_and_not_agreed() -> None:
    pairs = [
        Pair(theirs="10.00", reference="A", reason=Reason.MISSING_IN_LEDGER),
        Pair(ours="10.00", reference="B", reason=Reason.MISSING_ON_STATEMENT),
    ]
    text = " ".join(as_text(differences(ENGLISH, reconciled(pairs), "USD")).split())
    assert "The two balances are the same, but not every line agrees" in text
    assert "confirm" not in text


def test_a_difference_without_amount_needs_no_bridge() -> None:
    pair = Pair(theirs="10.00", ours="10.00", reference="1NV", our_reference="INV", reason=Reason.REFERENCE_ERROR)
    letter = differences(ENGLISH, reconciled([pair]), "USD")
    assert not [block for block in letter.blocks if isinstance(block, Sums)]
    assert "lists 1NV, which appears to be INV in our books" in _points(letter)[0].text


def test_many_like_differences_share_a_sentence_with_the_workbooks_numbers() -> None:
    pairs = [Pair(theirs="1.00", reference=f"INV-{n}", reason=Reason.MISSING_IN_LEDGER) for n in range(SINGLY + 1)]
    (point,) = _points(differences(ENGLISH, reconciled(pairs), "USD"))
    assert point.number == f"1–{SINGLY + 1}"
    assert point.text.startswith("13 invoices (INV-0, INV-1, INV-2, INV-3, …) for USD 13.00 in all")


def test_a_very_long_list_is_cut_in_the_mail_and_says_so() -> None:
    reasons = [reason for reason in Reason if reason is not Reason.PRIOR_PERIOD]
    pairs = [
        Pair(theirs="1.00", reference=f"R{n}", kind=kind, reason=reason)
        for n, reason in enumerate(reasons)
        for kind in ("invoice", "payment", "journal")
    ]
    letter = differences(ENGLISH, reconciled(pairs), "USD")
    assert len(_points(letter)) == POINTS_SHOWN
    (more,) = [b for b in letter.blocks if isinstance(b, Paragraph) and "more differences" in b.text]
    assert more.text.startswith(f"{len(pairs) - POINTS_SHOWN} more")


def test_the_request_is_only_made_where_something_is_asked() -> None:
    text = as_text(differences(ENGLISH, reconciled([Pair(ours="1.00", reason=Reason.TIMING_LEDGER)]), "USD"))
    assert "nothing you need to do" in text
    assert "→" not in text


def test_the_order_is_by_group_then_reason_and_keeps_what_was_found_first() -> None:
    ordered = in_order(RECONCILIATION, Evidence(RECONCILIATION))
    groups = [GROUP_OF[difference.reason] for difference in ordered]
    assert len(set(groups)) == len([g for n, g in enumerate(groups) if n == 0 or groups[n - 1] != g])
    assert sorted(map(id, ordered)) == sorted(map(id, RECONCILIATION.differences))


def test_sums_by_reason_keep_the_whole() -> None:
    rows = list(by_reason(language("en"), RECONCILIATION.differences))
    assert sum(amount for _, _, amount in rows) == RECONCILIATION.bridge.theirs - RECONCILIATION.bridge.ours
    assert sum(count for _, count, _ in rows) == len(RECONCILIATION.differences)


def test_an_agreed_account_gets_no_letter_of_differences() -> None:
    with pytest.raises(ReplyRefused):
        differences(ENGLISH, reconciled(FIVE_KINDS[:3]), "USD")
