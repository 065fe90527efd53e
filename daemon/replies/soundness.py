"""The last look before figures are written down: a letter may only say what the facts bear.

The gates decide whether a reply may leave. Should one of them be wrong, a letter that contradicts itself is still not written.
"""

from __future__ import annotations

from decimal import Decimal

from daemon.replies.letter import ReplyRefused
from parsers.statements.statement import Verdict
from rules.model.reconciliation import Reconciliation


def demand_agreement(reconciliation: Reconciliation) -> None:
    """Raise ReplyRefused where the reconciliation does not bear the word "confirm"."""
    demand_bridge(reconciliation)
    bridge = reconciliation.bridge
    statement = reconciliation.statement
    if not reconciliation.agreed or reconciliation.differences:
        raise ReplyRefused("a confirmation was asked for, but the two accounts do not agree")
    if bridge.ours != bridge.theirs:
        raise ReplyRefused("a confirmation was asked for, but the two balances differ")
    if statement.proof.verdict not in {Verdict.PROVEN, Verdict.CONSISTENT}:
        raise ReplyRefused("a confirmation was asked for, but the printed figures do not prove the reading")


def demand_differences(reconciliation: Reconciliation) -> None:
    """Raise ReplyRefused where there is no difference to tell."""
    demand_bridge(reconciliation)
    if not reconciliation.differences:
        raise ReplyRefused("a letter of differences was asked for, but there are none")


def demand_bridge(reconciliation: Reconciliation) -> None:
    """Raise ReplyRefused where the differences do not lead exactly from our balance to theirs."""
    bridge = reconciliation.bridge
    gap = sum((difference.amount for difference in reconciliation.differences), Decimal(0))
    if bridge.ours != reconciliation.ledger.balance:
        raise ReplyRefused("the bridge does not start at our balance")
    if not bridge.closes or bridge.ours + gap != bridge.theirs:
        raise ReplyRefused("the differences do not add up to the gap between the two balances")
