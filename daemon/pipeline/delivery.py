"""Delivery reports tied to the reply, or the mail to our own people, that they speak of (RFC 3464). They are kept with its case and shown to staff, never answered.

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
from daemon.store.staff_mails import Kind, StaffMail, StaffMailState
from daemon.store.users import APPROVE_LINK
from rules.model.case_facts import Automatic

log = logger("pipeline.delivery")

REPORT = "delivery"
"""The kind of finding that a report's own case keeps."""

_MOST_NAMED = 50

_ARRIVED = frozenset({StaffMailState.SENDING, StaffMailState.SENT, StaffMailState.UNCERTAIN})

_GONE = frozenset({Delivery.FAILED, Delivery.UNKNOWN})
"""What a person must hear of; a delay ends in one way or the other, and what arrived needs nobody."""


class Reported(msgspec.Struct, frozen=True):
    """What a mail reports on the delivery of our reply of `case`, or of a mail to our own people (`staff`: its kind, `message_id`: which;
    `case` is 0 where it was about none).
    """

    case: int
    recipient: str
    delivery: Delivery
    status: str = ""
    text: str = ""
    staff: str = ""
    message_id: str = ""

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
        if self.staff == Kind.APPROVAL:
            return f"Our mail that asks for the approval of case {self.case} {what} to {self.recipient}{f': {details}' if details else ''}."
        if self.staff:
            return f"Our daily mail {what} to {self.recipient}{f': {details}' if details else ''}."
        return f"Our reply of case {self.case} {what} to {self.recipient}{f': {details}' if details else ''}."


def reported(work: Work, message: Message, opened: OpenedMail) -> Reported | None:
    """Return what the mail reports on one of our replies, None where it is no report or speaks of something else."""
    if opened.automatic is Automatic.NO:
        return None
    report = delivery_report(work.raw(message).content)
    with work.store.reading() as tx:
        reply = work.store.outbox.by_message_id(report.message_id, tx) if report is not None else None
        to_staff = _mail_to_staff(work, tx, opened, report) if reply is None else None
        if to_staff is not None:
            fate = _fate_of(report, to_staff.recipient)
            return Reported(
                case=to_staff.case,
                recipient=to_staff.recipient,
                delivery=fate.delivery,
                status=fate.status,
                text=fate.text,
                staff=str(to_staff.kind),
                message_id=to_staff.message_id,
            )
        if reply is None and (report is not None or is_mail_system(opened.sender)):
            # Some systems write in words alone, or return no header; their answer still names what it answers.
            reply = next(reversed(answered_replies(work.store, tx, opened)), None)
    if reply is None:
        return None
    fate = _fate_of(report, reply.recipient)
    return Reported(reply.case, reply.recipient, fate.delivery, fate.status, fate.text)


def record(work: Work, tx: Connection, message: Message, case: int, found: Reported) -> None:
    """Keep the report with its own case, and with the case whose reply it speaks of, or with the mail to our own people."""
    store, now = work.store, work.clock()
    store.cases.put_finding(tx, case, REPORT, msgspec.json.encode(found).decode())
    if found.staff:
        _record_to_staff(work, tx, message, found)
        return
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


def _mail_to_staff(work: Work, tx: Connection, opened: OpenedMail, report: DeliveryReport | None) -> StaffMail | None:
    """Return the mail to our own people that a report speaks of. Systems that return no header name what they answer."""
    if report is not None and report.message_id:
        return work.store.staff_mails.by_message_id(report.message_id, tx)
    if report is None and not is_mail_system(opened.sender):
        return None
    named = (work.store.staff_mails.by_message_id(each, tx) for each in reversed(opened.references[-_MOST_NAMED:]))
    return next((mail for mail in named if mail is not None), None)


def _record_to_staff(work: Work, tx: Connection, message: Message, found: Reported) -> None:
    """Count a mail to our own people as failed that came back. Its link counts no more: it lies in a mailbox that others read."""
    store, now = work.store, work.clock()
    mail = store.staff_mails.by_message_id(found.message_id, tx)
    if mail is None or not found.needs_a_person or mail.state not in _ARRIVED:
        return
    store.staff_mails.move(tx, mail, StaffMailState.FAILED, now, answer=found.sentence)
    if mail.kind is Kind.APPROVAL:
        store.users.end_link(tx, APPROVE_LINK, mail.user, f"{mail.case} {mail.draft}")
    facts = {
        "kind": found.staff,
        "message_id": mail.message_id,
        "recipient": mail.recipient,
        "answer": found.sentence,
    }
    store.audit.add(tx, now, events.STAFF_MAIL_NOT_SENT, message=message.id, case=mail.case or None, facts=facts)
    log.error(events.STAFF_MAIL_NOT_SENT, kind=found.staff, message_id=mail.message_id, error=found.sentence)


def _fate_of(report: DeliveryReport | None, recipient: str) -> Fate:
    fates = report.fates if report is not None else ()
    named = [fate for fate in fates if fate.address == recipient]
    others = [fate for fate in fates if fate not in named]  # the customer's server may have forwarded it
    for fate in (*named, *others):
        return fate
    return Fate(recipient, Delivery.UNKNOWN, "", "")
