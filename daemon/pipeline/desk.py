"""What a person does with a case: approve its draft, close it, have it worked on again, settle a doubt. All of it is audited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from daemon.correction import Correction
from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.pipeline import corrections as correcting
from daemon.pipeline import drafts
from daemon.pipeline.again import open_again, work_again
from daemon.pipeline.release import Leaving, came_back, may_leave
from daemon.pipeline.reply import withheld
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.work import Work
from daemon.store.cases import Case
from daemon.store.four_eyes import first_of_two, needs_two
from daemon.store.outbox import AlreadyAnswered, NotPermitted, Reply
from daemon.store.states import CaseState, ImpossibleTransition, ReplyState


class PipelineDesk:
    """`daemon.desk.Desk` on the means of the steps: what the store refuses is refused in the desk's word."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def approve(self, case: int, by: str, seen: str) -> None:
        with _refusing():
            approve(self._work, case, by, seen)

    def hold_back(self, case: int, by: str) -> None:
        with _refusing():
            hold_back(self._work, case, by)

    def edit(self, case: int, by: str, *, subject: str, text: str, kept: tuple[int, ...], seen: str) -> str:
        with _refusing():
            return drafts.edit(self._work, case, by, subject=subject, text=text, kept=kept, seen=seen)

    def take_back(self, case: int, by: str) -> None:
        with _refusing():
            drafts.take_back(self._work, case, by)

    def ask(self, case: int, by: str, text: str) -> None:
        with _refusing():
            drafts.ask(self._work, case, by, text)

    def close(self, case: int, by: str, because: str) -> None:
        with _refusing():
            close(self._work, case, by, because)

    def replay(self, case: int, by: str) -> None:
        with _refusing():
            replay(self._work, case, by)

    def reopen(self, case: int, by: str, because: str) -> None:
        with _refusing():
            reopen(self._work, case, by, because)

    def correct(self, case: int, by: str, *corrections: Correction) -> None:
        with _refusing():
            correcting.correct(self._work, case, by, *corrections)

    def undo(self, case: int, by: str, number: int) -> None:
        with _refusing():
            correcting.undo(self._work, case, by, number)

    def left(self, case: int, by: str) -> None:
        with _refusing():
            left(self._work, case, by)

    def never_left(self, case: int, by: str) -> None:
        with _refusing():
            never_left(self._work, case, by)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (AlreadyAnswered, NotPermitted, ImpossibleTransition, LookupError) as refusal:
        raise DeskRefused(str(refusal)) from None


def approve(work: Work, case_id: int, by: str, seen: str | None = None) -> Reply:
    """Let a waiting draft (or a reply that surely was not accepted) leave; where `seen` says which words (`Reply.mail`), those only.

    What two people must approve leaves only where somebody else has approved the very words at the desk. Raises `DeskRefused`.
    """
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = store.cases.get(case_id, tx)
        reply = _reply(work, case, {ReplyState.DRAFT, ReplyState.FAILED}, "approve")
        if seen is not None and reply.mail != seen:
            raise DeskRefused(f"The words of case {case_id}'s reply have changed meanwhile: look at them again.")
        _demand_two(work, tx, reply, by, seen)
        leaving = Leaving(
            case=case_id,
            kind=reply.kind,
            sender=reply.sender,
            recipient=reply.recipient,
            counterparty=reply.counterparty,
            account=reply.account,
            authenticated=store.messages.get(case.message, tx).authenticated,
            message_id=reply.message_id,
            approved_by=by,
        )
        verdict = may_leave(work, tx, leaving)
        if verdict.state is not ReplyState.READY:
            raise DeskRefused(f"The reply of case {case_id} may not leave: {verdict.because}")
        store.outbox.move(tx, reply, ReplyState.READY, now, verdict.permit, approved_by=by, due_at=now)
        store.cases.move(tx, case, CaseState.ANSWERING, now)
        store.audit.add(
            tx,
            now,
            events.REPLY_READY,
            actor=by,
            message=case.message,
            case=case_id,
            facts={"message_id": reply.message_id, "recipient": reply.recipient},
        )
        return store.outbox.get(reply.id, tx)


def hold_back(work: Work, case_id: int, by: str) -> None:
    """Make a reply a draft again that may leave and has not begun to. Raises `DeskRefused`."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case, reply = store.cases.get(case_id, tx), store.outbox.of_case(case_id, tx)
        if case.state is not CaseState.ANSWERING or reply is None or reply.state is not ReplyState.READY:
            standing = "it has no reply" if reply is None else f"its reply is {reply.state}"
            raise DeskRefused(f"Case {case_id} is {case.state} and {standing}; there is nothing to hold back.")
        because = f"{by} holds it back."
        store.outbox.move(tx, reply, ReplyState.DRAFT, now, answers=None, approved_by="")
        store.cases.move(tx, case, CaseState.WAITING, now)
        withheld(work, tx, case_id, because)
        facts = {"message_id": reply.message_id, "because": because}
        store.audit.add(tx, now, events.REPLY_WITHHELD, actor=by, message=case.message, case=case_id, facts=facts)
        come_to_rest(work, tx, case.message)


def close(work: Work, case_id: int, by: str, because: str = "") -> None:
    """Close a waiting case without a further answer; a draft is cancelled. Raises `DeskRefused`."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = store.cases.get(case_id, tx)
        if case.state not in {CaseState.WAITING, CaseState.STUCK}:
            raise DeskRefused(f"Case {case_id} is {case.state}; only one that waits or is stuck can be closed.")
        reply = store.outbox.of_case(case_id, tx)
        if reply is not None and reply.state in {ReplyState.DRAFT, ReplyState.FAILED, ReplyState.UNCERTAIN}:
            store.outbox.move(tx, reply, ReplyState.CANCELLED, now)
        store.cases.move(tx, case, CaseState.DONE, now)
        store.audit.add(
            tx, now, events.CASE_CLOSED, actor=by, message=case.message, case=case_id, facts={"because": because}
        )
        come_to_rest(work, tx, case.message)


def replay(work: Work, case_id: int, by: str, *, keep_corrections: bool = True) -> None:
    """Have a case worked on again that waits or is stuck, with what staff corrected or without.

    A reply that left, or may have left, is never made a second time. Raises `DeskRefused`.
    """
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = work_again(work, tx, case_id)
        if not keep_corrections:
            correcting.drop_all(work, tx, case_id, by)
        store.audit.add(tx, now, events.CASE_REPLAYED, actor=by, message=case.message, case=case_id)


def reopen(work: Work, case_id: int, by: str, because: str = "") -> None:
    """Have a closed case worked on again, of which no reply left or may have left. Raises `DeskRefused`."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = open_again(work, tx, case_id)
        facts = {"because": because}
        store.audit.add(tx, now, events.CASE_REOPENED, actor=by, message=case.message, case=case_id, facts=facts)


def left(work: Work, case_id: int, by: str) -> None:
    """Settle a doubt: a person has seen that the reply did arrive. Raises `DeskRefused`."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = store.cases.get(case_id, tx)
        reply = _reply(work, case, {ReplyState.UNCERTAIN}, "settle")
        store.outbox.move(tx, reply, ReplyState.SENT, now, copied=True)
        store.cases.move(tx, case, CaseState.DONE, now)
        store.audit.add(tx, now, events.REPLY_SENT, actor=by, message=case.message, case=case_id)
        come_to_rest(work, tx, case.message)


def never_left(work: Work, case_id: int, by: str) -> None:
    """Settle a doubt: a person has seen that the reply did not arrive. It is a draft again, to be approved. Raises `DeskRefused`."""
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = store.cases.get(case_id, tx)
        reply = _reply(work, case, {ReplyState.UNCERTAIN}, "settle")
        copy = came_back(work, tx, reply.message_id)
        if copy is not None:
            raise DeskRefused(
                f"The reply of case {case_id} did leave: our own blind copy of it came to {copy.mailbox}."
            )
        store.outbox.move(tx, reply, ReplyState.DRAFT, now, answers=None)
        store.laid_drafts.settle(tx, case_id, now)
        facts = {"message_id": reply.message_id, "because": "Somebody has seen that it did not arrive."}
        store.audit.add(tx, now, events.REPLY_DRAFTED, actor=by, message=case.message, case=case_id, facts=facts)


def _demand_two(work: Work, tx: Connection, reply: Reply, by: str, seen: str | None) -> None:
    """Refuse a second approval that is none. Only the desk knows its people: whoever has not `seen` the words there is no second one."""
    limit = work.settings.desk.four_eyes_above
    if not needs_two(work.store.figures.get(reply.case, tx), limit):
        return
    first = first_of_two(work.store.audit, reply, tx)
    if seen is None or first in {"", by}:
        raise DeskRefused(
            f"The reply of case {reply.case} needs two people, an approver among them: they approve it at the desk, where each signs in."
        )


def _reply(work: Work, case: Case, states: set[ReplyState], what: str) -> Reply:
    reply = work.store.outbox.of_case(case.id)
    if case.state is not CaseState.WAITING or reply is None or reply.state not in states:
        standing = f"its reply is {reply.state}" if reply is not None else "it has no reply"
        raise DeskRefused(f"Case {case.id} is {case.state} and {standing}; there is nothing to {what}.")
    return reply
