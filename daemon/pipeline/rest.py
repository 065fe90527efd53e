"""When all cases of a mail have come to rest, the mailbox is asked to show it: done, or held for a person."""

from __future__ import annotations

from sqlalchemy import Connection

from daemon.mailboxes.base import Settled
from daemon.pipeline.work import Work
from daemon.store.states import CaseState

RESTING = frozenset({CaseState.DONE, CaseState.WAITING, CaseState.STUCK})


def come_to_rest(work: Work, tx: Connection, message: int) -> None:
    """Ask for the mail's flag or folder where its last case has just come to rest.

    In shadow mode the mailbox stays as it is: people still answer these mails by hand and must find them.
    """
    if work.settings.policy.mode == "shadow":
        return
    states = {case.state for case in work.store.cases.of_message(message, tx)}
    if states <= RESTING:
        outcome = Settled.DONE if states == {CaseState.DONE} else Settled.HELD
        work.store.messages.ask_settling(tx, message, outcome)
