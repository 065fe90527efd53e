"""A letter that contradicts itself is not written, whatever was decided."""

from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.replies.letter import ReplyRefused
from daemon.replies.soundness import demand_agreement, demand_bridge, demand_differences
from parsers.statements.statement import Verdict
from rules.model.difference import Reason
from rules.model.reconciliation import Bridge
from tests.support.reconciliations import FIVE_KINDS, Pair, reconciled

AGREED = reconciled(FIVE_KINDS[:3], opening="100.00")
DIFFERING = reconciled(FIVE_KINDS)


def test_sound_ones_pass() -> None:
    demand_agreement(AGREED)
    demand_differences(DIFFERING)


@pytest.mark.parametrize("verdict", [Verdict.UNPROVEN, Verdict.BROKEN])
def test_nothing_is_confirmed_on_a_reading_that_is_not_proved(verdict: Verdict) -> None:
    with pytest.raises(ReplyRefused, match="do not prove"):
        demand_agreement(reconciled(FIVE_KINDS[:3], verdict=verdict))


def test_nothing_is_confirmed_that_did_not_agree() -> None:
    with pytest.raises(ReplyRefused, match="do not agree"):
        demand_agreement(DIFFERING)
    with pytest.raises(ReplyRefused, match="do not agree"):
        demand_agreement(replace(AGREED, agreed=False))


def test_compensating_differences_are_never_a_confirmation() -> None:
    pairs = [
        Pair(theirs="10.00", reason=Reason.MISSING_IN_LEDGER),
        Pair(ours="10.00", reason=Reason.MISSING_ON_STATEMENT),
    ]
    twins = replace(reconciled(pairs), agreed=True)
    assert twins.bridge.ours == twins.bridge.theirs
    with pytest.raises(ReplyRefused, match="do not agree"):
        demand_agreement(twins)


def test_balances_that_differ_are_not_confirmed_even_when_called_agreed() -> None:
    bridge = Bridge(AGREED.bridge.ours, AGREED.bridge.theirs + 1, ())
    with pytest.raises(ReplyRefused, match="add up"):
        demand_agreement(replace(AGREED, bridge=bridge))


def test_a_bridge_that_does_not_close_is_not_shown() -> None:
    bridge = replace(DIFFERING.bridge, theirs=DIFFERING.bridge.theirs + Decimal("0.01"))
    with pytest.raises(ReplyRefused, match="add up"):
        demand_bridge(replace(DIFFERING, bridge=bridge))


def test_differences_that_do_not_make_the_gap_are_not_shown_though_the_steps_close() -> None:
    with pytest.raises(ReplyRefused, match="add up"):
        demand_bridge(replace(DIFFERING, differences=DIFFERING.differences[1:]))


def test_the_bridge_starts_at_our_balance() -> None:
    shifted = Bridge(DIFFERING.bridge.ours + 5, DIFFERING.bridge.theirs + 5, DIFFERING.bridge.steps)
    with pytest.raises(ReplyRefused, match="our balance"):
        demand_bridge(replace(DIFFERING, bridge=shifted))


def test_a_letter_of_differences_needs_one() -> None:
    with pytest.raises(ReplyRefused, match="there are none"):
        demand_differences(AGREED)
