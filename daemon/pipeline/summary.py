"""What became of a mail, in a line: for the table that `tieout run --once` and `tieout demo` print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from daemon.store import Store
from daemon.store.cases import Case
from daemon.store.findings import because_of
from daemon.store.messages import Message
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, MessageState


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """One case of one mail. `case` is None for a mail that was only recorded (it lay there before the first start).

    `because` are the sentences of the gates that stood behind the outcome, the strictest first; `reply_state` is "" where there is
    no reply; `answer` is the server's last word on it (for a folder, the file's name).
    """

    message: int
    mailbox: str
    subject: str
    sender: str
    received_at: dt.datetime
    case: int | None
    document: str
    state: str
    outcome: str  # "confirm" | "differences" | "ask" | "hold" | "ignore" | "stuck" | "recorded"
    because: tuple[str, ...]
    counterparty: str
    account: str
    repeats: int | None
    reply_state: str
    reply_kind: str
    recipient: str
    message_id: str
    answer: str
    mime: str  # sha256 of the bytes as they were handed over, "" before


def summaries(store: Store, messages: Iterable[int]) -> list[CaseSummary]:
    """Return the summary of every case of these messages, in order."""
    found: list[CaseSummary] = []
    for number in sorted(set(messages)):
        message = store.messages.get(number)
        cases = store.cases.of_message(number)
        found.extend(summary_of(store, message, case) for case in cases)
        if not cases:
            found.append(_summary(message, None, (), None))
    return found


def summary_of(store: Store, message: Message, case: Case) -> CaseSummary:
    """Return the summary of one case."""
    return _summary(message, case, because_of(store.cases, case), store.outbox.of_case(case.id))


def _summary(message: Message, case: Case | None, because: tuple[str, ...], reply: Reply | None) -> CaseSummary:
    return CaseSummary(
        message=message.id,
        mailbox=message.mailbox,
        subject=message.subject,
        sender=message.sender,
        received_at=message.received_at,
        case=case.id if case is not None else None,
        document=case.document_name if case is not None else "",
        state=case.state if case is not None else message.state,
        outcome=_outcome(message, case),
        because=because,
        counterparty=case.counterparty if case is not None else "",
        account=case.account if case is not None else "",
        repeats=case.repeats if case is not None else None,
        reply_state=reply.state if reply is not None else "",
        reply_kind=reply.kind if reply is not None else "",
        recipient=reply.recipient if reply is not None else "",
        message_id=reply.message_id if reply is not None else "",
        answer=reply.answer if reply is not None else "",
        mime=reply.mime if reply is not None else "",
    )


def _outcome(message: Message, case: Case | None) -> str:
    if case is None:
        return str(MessageState.RECORDED) if message.state is MessageState.RECORDED else ""
    return str(CaseState.STUCK) if case.state is CaseState.STUCK else case.outcome
