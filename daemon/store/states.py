"""The states of a message, a case and a reply, and the one table of what may follow what.

The store refuses everything else: `allowed` here gives the clear word, the same pairs stand in the database's table
`transition`, where triggers enforce them against any other hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class MessageState(StrEnum):
    """One mail as it lay in a mailbox."""

    RECEIVED = "received"  # archived and recorded, not yet read
    RECOGNISED = "recognised"  # its cases stand
    RECORDED = "recorded"  # lay there before the first start: kept, never answered
    STUCK = "stuck"  # reading it crashed three times; a case tells staff
    OWN = "own"  # the blind copy of a reply of ours: evidence that it left, never answered


class CaseState(StrEnum):
    """One statement's way through the pipeline; a mail without a statement is one case too."""

    RECOGNISED = "recognised"
    RECONCILED = "reconciled"
    DECIDED = "decided"
    ANSWERING = "answering"  # a reply is on its way out
    WAITING = "waiting"  # for a person
    DONE = "done"
    STUCK = "stuck"  # a step crashed three times; the traceback is kept


class ReplyState(StrEnum):
    """One row of the outbox."""

    DRAFT = "draft"  # waits for a person's approval
    READY = "ready"
    SENDING = "sending"  # committed before the first byte leaves
    SENT = "sent"
    UNCERTAIN = "uncertain"  # it may have left: settled by evidence or a person, never resent blindly
    FAILED = "failed"  # surely not accepted, and trying again cannot help
    CANCELLED = "cancelled"
    SHADOW = "shadow"  # kept to be looked at, can never leave


C = CaseState
R = ReplyState
M = MessageState

TRANSITIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "message": {
        M.RECEIVED: (M.RECOGNISED, M.STUCK, M.OWN),
        M.STUCK: (M.RECEIVED,),  # replay
        M.RECOGNISED: (),
        M.OWN: (),
        M.RECORDED: (M.RECEIVED,),  # staff want it answered after all
    },
    "case": {
        C.RECOGNISED: (C.RECONCILED, C.STUCK),
        C.RECONCILED: (C.DECIDED, C.STUCK),
        C.DECIDED: (C.ANSWERING, C.WAITING, C.DONE, C.STUCK),
        C.ANSWERING: (C.DONE, C.WAITING),
        C.WAITING: (C.ANSWERING, C.DONE, C.RECOGNISED),  # approved, closed, replayed
        C.STUCK: (C.RECOGNISED, C.DONE),  # replayed, closed
        C.DONE: (C.RECOGNISED,),  # reopened, where nothing may have left
    },
    "outbox": {
        R.DRAFT: (R.READY, R.CANCELLED),
        R.READY: (R.SENDING, R.DRAFT, R.CANCELLED, R.SHADOW, R.UNCERTAIN),  # uncertain: out of a backup
        R.SENDING: (R.SENT, R.READY, R.UNCERTAIN, R.FAILED),
        R.UNCERTAIN: (
            R.SENT,
            R.READY,
            R.DRAFT,
            R.CANCELLED,
        ),  # evidence found; a person says resend, or that it never left
        R.FAILED: (R.READY, R.CANCELLED),
        R.SENT: (),
        R.CANCELLED: (),
        R.SHADOW: (),
    },
}


class ImpossibleTransition(Exception):
    """A state cannot follow the one that stands, or the row has moved on meanwhile."""


def pairs() -> tuple[tuple[str, str, str], ...]:
    """Return every allowed (noun, was, becomes)."""
    return tuple(
        (noun, str(was), str(becomes))
        for noun, table in TRANSITIONS.items()
        for was, follows in table.items()
        for becomes in follows
    )


def require(noun: str, was: str, becomes: str) -> None:
    """Raise `ImpossibleTransition` where `becomes` cannot follow `was`."""
    if becomes not in TRANSITIONS[noun].get(was, ()):
        raise ImpossibleTransition(f"A {noun} that is {was} cannot become {becomes}.")
