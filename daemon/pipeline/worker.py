"""Takes the next due mail or case and runs its step.

A step that fails is our fault, never a reason to stop: its traceback is kept, the next case goes on, and after three
failures the case is stuck and waits for a person. A failure of the world (disk, database, server) is nobody's fault and is
raised to the loop, which waits and goes on. A row that another worker has taken over meanwhile is left to it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.attempt import Crash, attempted
from daemon.pipeline.decide import decide_case
from daemon.pipeline.recognise import recognise_mail
from daemon.pipeline.reconcile import reconcile_case
from daemon.pipeline.reply import reply_case
from daemon.pipeline.rest import come_to_rest
from daemon.pipeline.retry import is_failure_of_the_world
from daemon.pipeline.work import Work
from daemon.store import claims, schema
from daemon.store.cases import Case
from daemon.store.messages import Message
from daemon.store.states import CaseState, MessageState

log = logger("pipeline.worker")

STEPS: dict[CaseState, Callable[[Work, Case], None]] = {
    CaseState.RECOGNISED: reconcile_case,
    CaseState.RECONCILED: decide_case,
    CaseState.DECIDED: reply_case,
}
"""Which step a case in each state is due for."""


def work_one(work: Work) -> int | None:
    """Run one step of one case, else read one mail. Return the id of its message, None where nothing is due.

    Cases go before mails: what has begun is finished first.
    """
    give_back(work)
    case = taken_up(work)
    if case is not None:
        work_case(work, case)
        return case.message
    message = work.store.messages.claim(work.worker, work.clock())
    if message is not None:
        work_message(work, message)
        return message.id
    return None


def taken_up(work: Work, case_id: int | None = None) -> Case | None:
    """Return the case in hand, else claim the next one that a step is due for; `case_id` alone where that is given."""
    in_hand = next(iter(work.in_hand), None) if case_id is None else case_id
    case = None if in_hand is None else work.in_hand.pop(in_hand, None)
    return case or work.store.cases.claim(work.worker, work.clock(), case_id)


def put_down(work: Work, case_id: int | None = None) -> None:
    """Give back what is in hand, at a stop: every case, or `case_id` alone. Raises what the store raises."""
    for each in list(work.in_hand) if case_id is None else [case_id]:
        case = work.in_hand.pop(each, None)
        if case is not None:
            work.owed.append(case.claim)
    give_back(work)


def work_case(work: Work, case: Case) -> None:
    """Run the step that a claimed case is due for."""
    work.on_step("case:claimed")
    with structlog.contextvars.bound_contextvars(case=case.id):
        _held(work, case.claim, lambda: _step(work, case))


def work_message(work: Work, message: Message) -> None:
    """Read a claimed mail."""
    work.on_step("message:claimed")
    _held(work, message.claim, lambda: _read(work, message))


def _held(work: Work, claim: claims.Claim, action: Callable[[], object]) -> None:
    """Work under a claim that is kept alive; where it is lost all the same, the result is dropped and no try is counted."""
    with work.heartbeat.keeping(claim):
        try:
            action()
        except claims.ClaimLost as error:
            log.warning(events.CLAIM_LOST, error=str(error))


def _step(work: Work, case: Case) -> None:
    step = STEPS[case.state]
    crash = _died_before(case.tries)
    if crash is None:
        crash = _guarded(work, case.claim, lambda: step(work, case))
    if crash is None:
        return
    if case.tries < claims.MOST_TRIES:
        _try_again(work, case.claim, crash, step=step.__name__, attempt=case.tries)
        return
    now = work.clock()
    with work.store.writing() as tx:
        work.store.cases.move(tx, case, CaseState.STUCK, now, trace=crash.trace)
        work.store.audit.add(
            tx, now, events.CASE_STUCK, message=case.message, case=case.id, facts={"error": crash.error}
        )
        come_to_rest(work, tx, case.message)
    log.error(events.CASE_STUCK, step=step.__name__, error=crash.error)


def _read(work: Work, message: Message) -> None:
    crash = _died_before(message.tries)
    if crash is None:
        crash = _guarded(work, message.claim, lambda: recognise_mail(work, message))
    if crash is None:
        return
    if message.tries < claims.MOST_TRIES:
        _try_again(work, message.claim, crash, step="recognise_mail", attempt=message.tries)
        return
    now = work.clock()
    with work.store.writing() as tx:
        work.store.messages.move(tx, message, MessageState.STUCK, trace=crash.trace)
        case = work.store.cases.create_stuck(tx, message.id, crash.trace, now)
        work.store.audit.add(tx, now, events.CASE_STUCK, message=message.id, case=case, facts={"error": crash.error})
        come_to_rest(work, tx, message.id)
    log.error(events.CASE_STUCK, case=case, step="recognise_mail", error=crash.error)


def _died_before(tries: int) -> Crash | None:
    """Return what is known where the process itself died in this step too often (a signal, the memory, the watchdog)."""
    if tries <= claims.MOST_TRIES:
        return None
    why = f"The process ended {claims.MOST_TRIES} times within this step."
    return Crash(why, why)


def _guarded(work: Work, claim: claims.Claim, step: Callable[[], object]) -> Crash | None:
    """Run a step. A failure of the world gives the row back untried and is raised, and so is a lost claim."""
    lost: list[claims.ClaimLost] = []

    def stepping() -> None:
        try:
            step()
        except claims.ClaimLost as error:
            lost.append(error)

    try:
        crash = attempted(stepping)
    except BaseException as error:
        if is_failure_of_the_world(error):
            work.owed.append(claim)
            with suppress(SQLAlchemyError, OSError):  # where the store itself is what fails, before the next step
                give_back(work)
        raise
    if lost:
        raise lost[0]
    return crash


def give_back(work: Work) -> None:
    """Give back, untried, what the world kept from being done. Raises what the store raises."""
    while work.owed:
        try:
            held = work.owed.pop()
        except IndexError:  # another thread was quicker
            return
        try:
            with work.store.writing() as tx, suppress(claims.ClaimLost):
                claims.release(tx, held, untried=True)
        except BaseException:
            work.owed.append(held)
            raise


def _try_again(work: Work, claim: claims.Claim, crash: Crash, *, step: str, attempt: int) -> None:
    with work.store.writing() as tx:
        claims.release(tx, claim)
        work.store.audit.add(
            tx,
            work.clock(),
            events.STEP_FAILED,
            message=claim.row if claim.table is schema.message else None,
            case=claim.row if claim.table is schema.case else None,
            facts={"step": step, "attempt": str(attempt), "error": crash.error},
        )
    log.error(events.STEP_FAILED, step=step, attempt=attempt, error=crash.error)
