"""What a person says goes before the rules, and the laws hold all the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daemon.replies.evidence import Evidence
from daemon.replies.explanations import explain
from daemon.replies.language import language
from daemon.replies.perspective import Perspective
from daemon.replies.phrases import Speaker
from parsers.ledgers.entry import LedgerAccount, Role
from parsers.statements.statement import Statement
from rules.by_hand import NOT_TO_BE_NAMED, REASONS_OF_GAPS, RULE
from rules.checker import faults
from rules.model.by_hand import Apart, ByHand, Joined, Named
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation
from rules.reconcile import reconcile
from tests.rules.jotting import ledger, statement

THEIRS = statement(
    "2026-03-02 invoice INV-1001 100.00\n2026-03-09 invoice X-7 55.00\n2026-03-12 payment - -40.00 ; transfer"
)
OURS = ledger(
    "2026-03-02 invoice INV-1001 100.00\n2026-03-10 invoice INV-1002 50.00\n2026-03-20 payment RC-9 -40.00"
    "\n2026-04-02 invoice INV-1003 55.00"
)
ENTRIES = [entry.id for entry in OURS.entries]


def laid(said: ByHand) -> Reconciliation:
    found = reconcile(THEIRS, OURS, said=said)
    assert () == faults(found, THEIRS, OURS)
    assert found.bridge.closes
    return found


def test_rows_joined_by_hand_are_one_certain_match() -> None:
    found = laid(ByHand(joined=(Joined(lines=(2,), entries=(ENTRIES[2],)),)))

    assert [((2,), (ENTRIES[2],), "certain")] == [
        (each.lines, each.entries, each.certainty) for each in found.matches if each.rule == RULE
    ]


def test_rows_joined_by_hand_whose_amounts_differ_are_a_difference_with_the_reason_given() -> None:
    found = laid(ByHand(joined=(Joined(lines=(1,), entries=(ENTRIES[1],), reason=Reason.DISCOUNT),)))

    assert [(Decimal("5.00"), Reason.DISCOUNT)] == [
        (each.amount, each.reason) for each in found.differences if each.lines == (1,)
    ]


def test_without_a_reason_rows_of_other_amounts_are_not_joined_and_it_is_said() -> None:
    found = laid(ByHand(joined=(Joined(lines=(1,), entries=(ENTRIES[1],)),)))

    assert "does not fit any more" in found.notes[0]


def test_rows_set_apart_are_matched_by_no_rule() -> None:
    found = laid(ByHand(apart=(Apart(lines=(0,), entries=(ENTRIES[0],)),)))

    assert not [each for each in found.matches if 0 in each.lines or ENTRIES[0] in each.entries]
    assert {Reason.MISSING_IN_LEDGER, Reason.MISSING_ON_STATEMENT} <= {each.reason for each in found.differences}


def test_a_reason_given_by_hand_is_told_and_the_found_one_kept_for_staff() -> None:
    apart = Apart(lines=(0,), entries=(ENTRIES[0],))
    said = Named(lines=(0,), entries=(), reason=Reason.DISPUTED)

    found = laid(ByHand(apart=(apart,), named=(said,)))

    named = next(each for each in found.differences if each.lines == (0,))
    assert (Reason.DISPUTED, "missing_in_ledger", True) == (named.reason, named.internal["otherwise"], named.certain)


@pytest.mark.parametrize(
    "said",
    [
        ByHand(joined=(Joined(lines=(9,), entries=(ENTRIES[0],)),)),
        ByHand(joined=(Joined(lines=(0,), entries=("nobody",)),)),
        ByHand(joined=(Joined(lines=(0,), entries=()),)),
        ByHand(apart=(Apart(lines=(0,), entries=("nobody",)),)),
        ByHand(named=(Named(lines=(0, 1), entries=(), reason=Reason.FX),)),
        ByHand(joined=(Joined(lines=(0,), entries=(ENTRIES[0],)), Joined(lines=(0,), entries=(ENTRIES[0],)))),
    ],
)
def test_what_fits_no_more_is_a_note_and_never_agreed(said: ByHand) -> None:
    found = laid(said)

    assert "undo it" in found.notes[0]
    assert not found.agreed


def test_every_reason_that_may_be_given_has_words_in_every_language() -> None:
    for reason in set(Reason) - NOT_TO_BE_NAMED:
        for rows in (((1,), ()), ((), (ENTRIES[1],)), ((1,), (ENTRIES[1],))):
            said = ByHand(
                joined=(Joined(lines=(1,), entries=(ENTRIES[1],), reason=Reason.AMOUNT_TYPO),) if all(rows) else (),
                apart=() if all(rows) else (Apart(lines=(1,), entries=(ENTRIES[1],)),),
                named=(Named(lines=rows[0], entries=rows[1], reason=reason),),
            )
            found = laid(said)
            told = next(each for each in found.differences if (each.lines, each.entries) == rows)
            assert reason is told.reason
            for code in ("en", "zh_CN", "zh_TW", "de"):
                speaker = Speaker(Perspective(Role.CUSTOMER), language(code), "USD")
                assert explain(told, Evidence(found), speaker).text


@st.composite
def books(draw: st.DrawFn) -> tuple[Statement, LedgerAccount, ByHand]:
    """A few rows of few amounts, so that much may be matched, and whatever somebody may say of them."""
    amounts = st.sampled_from(["100.00", "-40.00", "55.00", "60.00", "12.34"])
    days = st.integers(1, 40).map(lambda n: f"2026-{3 + (n - 1) // 31:02d}-{(n - 1) % 31 + 1:02d}")
    theirs = draw(st.lists(st.tuples(days.filter(lambda d: d < "2026-04"), amounts), min_size=1, max_size=5))
    ours = draw(st.lists(st.tuples(days, amounts), min_size=1, max_size=5))
    account = ledger("\n".join(f"{d} invoice N-{k} {a}" for k, (d, a) in enumerate(ours)))
    lines = st.lists(st.integers(0, len(theirs)), max_size=2, unique=True).map(tuple)
    entries = st.lists(st.sampled_from([e.id for e in account.entries]), max_size=2, unique=True).map(tuple)
    reasons = st.sampled_from([None, *REASONS_OF_GAPS])
    said = ByHand(
        joined=tuple(draw(st.lists(st.builds(Joined, lines=lines, entries=entries, reason=reasons), max_size=2))),
        apart=tuple(draw(st.lists(st.builds(Apart, lines=lines, entries=entries), max_size=2))),
        named=tuple(
            draw(
                st.lists(
                    st.builds(Named, lines=lines, entries=entries, reason=st.sampled_from(list(Reason))), max_size=2
                )
            )
        ),
    )
    paper = statement("\n".join(f"{d} invoice N-{k} {a}" for k, (d, a) in enumerate(theirs)))
    return paper, account, said


@given(books())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_said_each_row_is_told_once_and_the_bridge_closes(
    case: tuple[Statement, LedgerAccount, ByHand],
) -> None:
    paper, account, said = case

    found = reconcile(paper, account, said=said)

    assert () == faults(found, paper, account)
    assert found.bridge.closes
    assert reconcile(paper, account) == reconcile(paper, account, said=ByHand())
    assert found == reconcile(paper, replace(account, entries=account.entries[::-1]), said=said)
