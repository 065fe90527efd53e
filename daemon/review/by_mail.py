"""Mails to our own people: drafts that wait for a word, each with a link that counts once, and the digest of the day.

They never go to anybody else: the addresses are the configuration's, and right before a mail leaves the list of counterparties is
asked whether one of them is on file there. Each is a row of the store before its first byte goes, so that none leaves twice.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from daemon.config.settings import Settings
from daemon.config.staff import Approver, approvers, digest_addresses, digest_time
from daemon.mail.addresses import domain_of
from daemon.mail.mime import as_bytes
from daemon.mail.outgoing import OutgoingMail
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.outgoing.base import InDoubt, NotSent, Transport
from daemon.review.approval_mail import approval_mail
from daemon.review.digest import digest_mail
from daemon.review.page import Permission, may
from daemon.review.services import url_of, utc_now
from daemon.review.words import Words, chosen
from daemon.store import Store
from daemon.store.outbox import Reply
from daemon.store.staff_mails import Kind, NewStaffMail, StaffMail, StaffMailState
from daemon.store.states import CaseState, ReplyState
from daemon.store.users import APPROVE_LINK

log = logger("review.by_mail")

MOST_A_DAY = 50
"""Approvals asked of one person by mail on one day; the digest tells of the others."""

LOOK_AGAIN = dt.timedelta(seconds=5)
GIVE_UP = dt.timedelta(hours=24)
LOST = dt.timedelta(hours=1)
"""Longer than any server may take: what is still on its way then was left by a death."""


class StaffMails:
    """What is to be told to whom, and the telling."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        transport: Callable[[], Transport],
        clock: Callable[[], dt.datetime] = utc_now,
    ) -> None:
        self._settings = settings
        self._store = store
        self._transport = transport
        self._clock = clock
        self._looked: dt.datetime | None = None
        self._said: set[tuple[str, str]] = set()
        # What was planned already, lest the store be asked for it again at every look.
        self._asked: set[tuple[int, str, dt.date]] = set()
        self._told: set[dt.date] = set()

    @property
    def wanted(self) -> bool:
        """Whether anybody is to be written to. In mode shadow nothing leaves, these mails neither."""
        desk = self._settings.desk
        return bool(desk.approvers or desk.digest_to) and self._settings.policy.mode != "shadow"

    def once(self) -> None:
        """Plan what is wanted and send what is due; does nothing a few seconds after the last look."""
        now = self._clock()
        if not self.wanted or (self._looked is not None and self._looked <= now < self._looked + LOOK_AGAIN):
            return
        self._looked = now
        with self._store.writing() as tx:
            self._store.staff_mails.doubt(tx, now - LOST, now)
        self._plan_approvals(now)
        self._plan_digest(now)
        due = self._store.staff_mails.due(now)
        way_out = self._transport() if due else None
        for mail in due:
            assert way_out is not None
            self._send_guarded(mail, way_out)

    def _plan_approvals(self, now: dt.datetime) -> None:
        asked = approvers(self._settings.desk)
        if not asked:
            return
        day = self._day(now)
        for reply in self._store.outbox.in_states({ReplyState.DRAFT}):
            if (reply.case, reply.mail, day) not in self._asked:
                # Another service may plan the same at this moment: the row is there then, and that is all that is wanted.
                with suppress(IntegrityError), self._store.writing() as tx:
                    planned = [self._plan_approval(tx, each, reply, now) for each in asked]
                    if all(planned):
                        self._asked.add((reply.case, reply.mail, day))

    def _plan_approval(self, tx: Connection, approver: Approver, reply: Reply, now: dt.datetime) -> bool:
        """Have somebody asked about a draft. Return False where he is to be asked later."""
        store, day = self._store, self._day(now)
        if store.cases.get(reply.case, tx).state is not CaseState.WAITING:
            return False
        if store.staff_mails.planned_on(tx, Kind.APPROVAL, approver.address, day) >= MOST_A_DAY:
            return False
        if not may(store.users.get(approver.user, tx), Permission.WORK):
            self._refuse(Kind.APPROVAL, f"{approver.user} is no user who may approve.")
            return False
        new = NewStaffMail(
            kind=Kind.APPROVAL,
            recipient=approver.address,
            user=approver.user,
            case=reply.case,
            draft=reply.mail,
            day=day,
            message_id=self._id("approval", approver.address, str(reply.case), reply.mail, str(day)),
        )
        store.staff_mails.plan(tx, new, now)
        return True

    def _plan_digest(self, now: dt.datetime) -> None:
        addresses, day = digest_addresses(self._settings.desk), self._day(now)
        if not addresses or now.astimezone(self._zone).time() < digest_time(self._settings.desk):
            return
        if day in self._told:
            return
        with suppress(IntegrityError), self._store.writing() as tx:
            for address in addresses:
                message_id = self._id("digest", address, str(day))
                new = NewStaffMail(kind=Kind.DIGEST, recipient=address, day=day, message_id=message_id)
                self._store.staff_mails.plan(tx, new, now)
            self._told = {day}

    def _send_guarded(self, mail: StaffMail, way_out: Transport) -> None:
        """Send one mail; where that meets a fault of ours, set it aside and go on with the others."""
        try:
            self._send(mail, way_out)
        except SQLAlchemyError:
            raise  # of the world: the loop tries again, and what was on its way is in doubt
        except Exception as error:
            log.exception(events.STAFF_MAIL_NOT_SENT, kind=str(mail.kind), message_id=mail.message_id, error=str(error))
            with self._store.writing() as tx:
                now, on_its_way = self._clock(), replace(mail, state=StaffMailState.SENDING)
                answer = type(error).__name__
                if not self._store.staff_mails.move(tx, on_its_way, StaffMailState.UNCERTAIN, now, answer=answer):
                    self._store.staff_mails.move(tx, mail, StaffMailState.FAILED, now, answer=answer)

    def _send(self, mail: StaffMail, way_out: Transport) -> None:
        """Send one mail that is due: written down as on its way first, so that a death never leads to a second one."""
        store, now = self._store, self._clock()
        with store.writing() as tx:
            needless = self._needless(tx, mail)
            becomes = StaffMailState.NEEDLESS if needless else StaffMailState.SENDING
            if not store.staff_mails.move(tx, mail, becomes, now, answer=needless, attempts=mail.attempts + 1):
                return
            written = None if needless else self._written(tx, mail, now)
        if written is None:
            self._refuse(mail.kind, needless)
            return
        answer, due = "", None
        try:
            answer = way_out.send(
                sender=written.sender,
                recipient=written.recipient,
                message_id=written.message_id,
                content=as_bytes(written, now, to_staff=True),
            ).answer
            becomes = StaffMailState.SENT
        except NotSent as refusal:
            due = now + min(dt.timedelta(hours=1), dt.timedelta(minutes=1) * 2 ** min(mail.attempts, 8))
            gone = refusal.permanent or due - mail.created_at > GIVE_UP
            answer, becomes = str(refusal), StaffMailState.FAILED if gone else StaffMailState.DUE
        except InDoubt as doubt:
            answer, becomes = str(doubt), StaffMailState.UNCERTAIN
        self._conclude(mail, becomes, answer, due)

    def _conclude(self, mail: StaffMail, becomes: StaffMailState, answer: str, due: dt.datetime | None) -> None:
        store, now = self._store, self._clock()
        sent = becomes is StaffMailState.SENT
        event = events.STAFF_MAIL_SENT if sent else events.STAFF_MAIL_NOT_SENT
        on_its_way = replace(mail, state=StaffMailState.SENDING)
        with store.writing() as tx:
            values = {"answer": answer, **({} if due is None else {"due_at": due})}
            store.staff_mails.move(tx, on_its_way, becomes, now, **values)
            facts = {"kind": str(mail.kind), "message_id": mail.message_id, "recipient": mail.recipient}
            store.audit.add(tx, now, event, case=mail.case or None, facts={**facts, "answer": answer})
        if sent:
            log.info(event, kind=str(mail.kind), message_id=mail.message_id, answer=answer)
        else:
            log.warning(event, kind=str(mail.kind), message_id=mail.message_id, error=answer)

    def _needless(self, tx: Connection, mail: StaffMail) -> str:
        """Say why a mail shall not leave (any more), "" where it shall."""
        desk, store = self._settings.desk, self._store
        asked = {each.address for each in approvers(desk) if each.user == mail.user}
        if mail.recipient not in (asked if mail.kind is Kind.APPROVAL else digest_addresses(desk)):
            return f"{mail.recipient} does not stand in the configuration any more."
        owner = foreign_owner(store, mail.recipient, tx)
        if owner:
            return f"{mail.recipient} is on file for counterparty {owner}."
        if mail.kind is Kind.APPROVAL:
            if not may(store.users.get(mail.user, tx), Permission.WORK):
                return f"{mail.user} is no user who may approve."
            if waiting_draft(store, mail.case, mail.draft, tx) is None:
                return "The case has changed since."
        return ""

    def _written(self, tx: Connection, mail: StaffMail, now: dt.datetime) -> OutgoingMail:
        store, desk = self._store, self._settings.desk
        user = store.users.get(mail.user, tx) if mail.user else None
        words = chosen("" if user is None else user.language, desk.mail_language)
        sender = self._sender()
        if mail.kind is Kind.DIGEST:
            text = digest_mail(self._settings, store, words, now, tx)
            return self._mail(mail, sender, words, *text)
        lasts = dt.timedelta(hours=desk.approval_hours)
        token = store.users.make_link(
            tx, APPROVE_LINK, mail.user, now, lasts=lasts, subject=f"{mail.case} {mail.draft}"
        )
        link = f"{url_of(self._settings)}/approve/{token}"
        ends = words.moment(now + lasts, self._zone)
        return self._mail(mail, sender, words, *approval_mail(store, words, mail.case, link, ends=ends, tx=tx))

    def _mail(self, mail: StaffMail, sender: str, words: Words, subject: str, text: str) -> OutgoingMail:
        return OutgoingMail(
            message_id=mail.message_id,
            sender=sender,
            sender_name="tieout",
            recipient=mail.recipient,
            subject=subject,
            text=text,
            html="",
            language=words.language.code,
        )

    def _sender(self) -> str:
        return next((each.address for each in self._settings.mailboxes if each.address), "")

    def _id(self, *parts: str) -> str:
        digest = hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()
        return f"<tieout.staff.{digest}@{domain_of(self._sender()) or 'localhost'}>"

    def _refuse(self, kind: Kind, because: str) -> None:
        """Say a refusal on the log, each once."""
        if (str(kind), because) not in self._said:
            self._said.add((str(kind), because))
            log.warning(events.STAFF_MAIL_REFUSED, kind=str(kind), because=because)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._settings.company.timezone)

    def _day(self, now: dt.datetime) -> dt.date:
        return now.astimezone(self._zone).date()


def foreign_owner(store: Store, address: str, tx: Connection | None = None) -> str:
    """Return the counterparty that has an address, or its domain or one above it, on file; "" where none has."""

    def owners() -> Iterator[str]:
        yield from (each.code for each in store.counterparties.by_address(address, tx))
        labels = domain_of(address).split(".")
        for start in range(len(labels)):
            yield from (each.code for each in store.counterparties.by_domain(".".join(labels[start:]), tx))

    return next(owners(), "")


def waiting_draft(store: Store, case: int, draft: str, tx: Connection | None = None) -> Reply | None:
    """Return the draft of a case where it waits with these very words; None where it has changed since."""
    try:
        found = store.cases.get(case, tx)
    except LookupError:
        return None
    reply = store.outbox.of_case(case, tx)
    if reply is None or found.state is not CaseState.WAITING:
        return None
    return reply if reply.state is ReplyState.DRAFT and reply.mail == draft else None
