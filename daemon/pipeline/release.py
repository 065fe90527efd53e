"""The one gate in front of every way out. Automatic, approved or sent again: nothing becomes `ready` or `sending` elsewhere.

It is asked when a reply enters the outbox, when a person approves it, and once more right before it is sent, because mode,
list, ledger and configuration may have changed in between.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from daemon.mail.outgoing import OutgoingMail
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.budgets import given, limits_of, said_before
from daemon.pipeline.compared import changed_since
from daemon.pipeline.counterparty import on_file
from daemon.pipeline.restored import may_have_left
from daemon.pipeline.work import Work
from daemon.store.corrections import corrections_of
from daemon.store.messages import Message
from daemon.store.outbox import Permit
from daemon.store.states import ReplyState
from rules.gates.answers_budget import exceeded
from rules.model.decision import Outcome

log = logger("pipeline.release")

ANSWERED = frozenset({Outcome.CONFIRM, Outcome.DIFFERENCES, Outcome.ASK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What is to leave: a kind of reply of a case, from and to whom, about which account of which counterparty."""

    case: int
    kind: str
    sender: str
    recipient: str
    counterparty: str
    account: str  # "" where the reply quotes no figures
    authenticated: bool
    message_id: str = ""  # under which it would leave
    approved_by: str = ""
    mail: OutgoingMail | None = None  # what it says; None: that was looked at before


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is READY with a permit, else SHADOW, DRAFT or UNCERTAIN (it may have left already) with the reason in one sentence."""

    state: ReplyState
    permit: Permit | None = None
    because: str = ""


def may_leave(work: Work, tx: Connection, leaving: Leaving) -> Verdict:
    """Ask the policy whether this reply may leave now."""
    policy = work.settings.policy
    if policy.mode == "shadow":
        return Verdict(ReplyState.SHADOW, because="The mode is shadow: nothing leaves.")
    fault = _fault(work, tx, leaving)
    if fault:
        return Verdict(ReplyState.DRAFT, because=fault)
    if leaving.approved_by:
        return Verdict(ReplyState.READY, Permit(leaving.approved_by))
    # Before anything else that makes a draft of it: whoever approves a draft takes it for one that never left.
    doubt = may_have_left(work, tx, leaving.case)
    if doubt:
        return Verdict(ReplyState.UNCERTAIN, because=doubt)
    if policy.mode != "auto":
        return Verdict(ReplyState.DRAFT, because="The mode is review: a person approves each reply.")
    if not leaving.authenticated:
        return Verdict(ReplyState.DRAFT, because="Nobody vouches for the sender of the mail.")
    stop = work.store.marks.stopped(leaving.counterparty, tx)
    if stop is not None:
        return Verdict(
            ReplyState.DRAFT,
            because=f"{leaving.counterparty} is answered by a person only since {stop.placed_by} said so.",
        )
    if any(one.holds for one in corrections_of(work.store.cases, leaving.case, tx)):
        return Verdict(ReplyState.DRAFT, because="Somebody corrected the case by hand: a person approves the reply.")
    too_much = _too_much(work, tx, leaving)
    if too_much:
        log.warning(events.ANSWERS_LIMITED, because=too_much)
        return Verdict(ReplyState.DRAFT, because=too_much)
    return Verdict(ReplyState.READY, Permit("policy"))


def came_back(work: Work, tx: Connection, message_id: str) -> Message | None:
    """Return our own blind copy of a reply: whatever was said of it since, it did leave under this Message-ID."""
    if not message_id or not work.settings.outgoing.blind_copy:
        return None
    return work.store.messages.own_copy(message_id, tx)


def _too_much(work: Work, tx: Connection, leaving: Leaving) -> str:
    """Say where a budget is spent, or the recipient was told the very same a short while ago; "" where neither is so."""
    spent = exceeded(
        given(work, tx, leaving.counterparty, leaving.recipient, besides=leaving.case), limits_of(work.settings.policy)
    )
    if spent or leaving.mail is None:
        return spent
    before = said_before(work, tx, leaving.mail, leaving.case)
    return "" if before is None else f"The recipient was told the very same within a day, in case {before}."


def _fault(work: Work, tx: Connection, leaving: Leaving) -> str:
    """Say what nobody may overrule: a person corrects the list or the configuration instead."""
    if leaving.kind not in ANSWERED:
        return f"A case decided as {leaving.kind} is not answered."
    if "@" not in leaving.sender:
        return "The mailbox has no address to answer from; set `address` in its table of the configuration."
    if leaving.recipient.casefold() in work.own_addresses():
        return "The recipient is our own address."
    copy = came_back(work, tx, leaving.message_id)
    if copy is not None:
        return f"It did leave: our own blind copy of it came to {copy.mailbox} (mail {copy.id}). Close the case."
    counterparty = work.store.counterparties.get(leaving.counterparty, tx)
    if counterparty is None:
        return f"There is no counterparty {leaving.counterparty} in the list any more."
    if not on_file(work.settings.policy, counterparty, leaving.recipient):
        return f"{leaving.recipient} is not on file for {counterparty.code}."
    if leaving.account and leaving.account not in counterparty.ledger_accounts():
        return f"Account {leaving.account} is not {counterparty.code}'s any more."
    return changed_since(work.store, leaving.case, tx) if leaving.account else ""
