"""Delivery reports tied to the reply that they speak of (RFC 3464). They are kept with its case and shown to staff, never answered.

A report proves nothing about who wrote it: whoever got our reply knows its Message-ID. It changes no state; it is a person who
decides what a reply that did not arrive means.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from daemon.mail.bounces import Delivery, DeliveryReport, Fate, delivery_report
from daemon.mail.incoming import OpenedMail
from daemon.mail.loops import is_mail_system
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.pipeline.thread import answered_replies
from daemon.pipeline.work import Work
from daemon.store.messages import Message
from daemon.store.outbox import Reply
from rules.model.case_facts import Automatic

log = logger("pipeline.delivery")

REPORT = "delivery"
"""The kind of finding that a report's own case keeps."""

_GONE = frozenset({Delivery.FAILED, Delivery.UNKNOWN})
"""What a person must hear of; a delay ends in one way or the other, and what arrived needs nobody."""


class Reported(msgspec.Struct, frozen=True):
    """What a mail reports on the delivery of our reply of `case`."""

    case: int
    recipient: str
    delivery: Delivery
    status: str = ""
    text: str = ""

    @property
    def needs_a_person(self) -> bool:
        return self.delivery in _GONE

    @property
    def sentence(self) -> str:
        what = {
            Delivery.FAILED: "could not be delivered",
            Delivery.DELAYED: "is delayed",
            Delivery.DELIVERED: "was delivered",
            Delivery.UNKNOWN: "may not have been delivered",
        }[self.delivery]
        details = " ".join(part for part in (self.status, self.text) if part)
        return f"Our reply of case {self.case} {what} to {self.recipient}{f': {details}' if details else ''}."


def reported(work: Work, message: Message, opened: OpenedMail) -> Reported | None:
    """Return what the mail reports on one of our replies, None where it is no report or speaks of something else."""
    if opened.automatic is Automatic.NO:
        return None
    report = delivery_report(work.raw(message).content)
    with work.store.reading() as tx:
        reply = work.store.outbox.by_message_id(report.message_id, tx) if report is not None else None
        if reply is None and (report is not None or is_mail_system(opened.sender)):
            # Some systems write in words alone, or return no header; their answer still names what it answers.
            reply = next(reversed(answered_replies(work.store, tx, opened)), None)
    if reply is None:
        return None
    fate = _fate_of(report, reply)
    return Reported(reply.case, reply.recipient, fate.delivery, fate.status, fate.text)


def record(work: Work, tx: Connection, message: Message, case: int, found: Reported) -> None:
    """Keep the report with its own case, and with the case whose reply it speaks of."""
    store, now = work.store, work.clock()
    store.cases.put_finding(tx, case, REPORT, msgspec.json.encode(found).decode())
    reply = store.outbox.of_case(found.case, tx)
    if reply is None:
        return
    if found.needs_a_person:
        store.outbox.reported(tx, reply, found.sentence)
    facts = {
        "message_id": reply.message_id,
        "recipient": found.recipient,
        "delivery": str(found.delivery),
        "status": found.status,
        "text": found.text,
    }
    store.audit.add(tx, now, events.REPLY_REPORTED, message=message.id, case=found.case, facts=facts)
    log.warning(
        events.REPLY_REPORTED,
        case=found.case,
        message_id=reply.message_id,
        delivery=str(found.delivery),
        status=found.status,
    )


def read_report(content: str | None) -> Reported | None:
    """Return what was kept as a finding."""
    return None if content is None else msgspec.json.decode(content, type=Reported)


def _fate_of(report: DeliveryReport | None, reply: Reply) -> Fate:
    fates = report.fates if report is not None else ()
    named = [fate for fate in fates if fate.address == reply.recipient]
    others = [fate for fate in fates if fate not in named]  # the customer's server may have forwarded it
    for fate in (*named, *others):
        return fate
    return Fate(reply.recipient, Delivery.UNKNOWN, "", "")
