"""A bounce of our own reply: tied to its case, shown to a person, never answered."""

from __future__ import annotations

import datetime as dt

import pytest

from daemon.observe import events
from daemon.pipeline.delivery import Reported, read_report
from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from daemon.store.staff_mails import Kind, NewStaffMail, StaffMailState
from daemon.store.states import CaseState, ReplyState
from daemon.store.users import APPROVE_LINK, Role
from tests.support.house import US, House, statement_mail
from tests.support.letters import letter, multipart, part
from tests.support.stored import NOW

SYSTEM = "Mail Delivery System <MAILER-DAEMON@mx.acme.example>"


def _report(
    message_id: str, action: str = "failed", status: str = "5.1.1", recipient: str = "ap@acme.example"
) -> bytes:
    block = (
        f"Reporting-MTA: dns; mx.acme.example\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\nAction: {action}\r\n"
        f"Status: {status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n"
    )
    returned = f"Message-ID: {message_id}\r\nSubject: Re: Statement\r\n\r\n"
    return multipart(
        part(b"It was not delivered.", "text/plain", encoding="7bit"),
        part(block.encode(), "message/delivery-status", encoding="7bit"),
        part(returned.encode(), "text/rfc822-headers", encoding="7bit"),
        subtype="report",
        From=SYSTEM,
        To=US,
        Return_Path="<>",
    )


@pytest.fixture
def answered(house: House, store: Store) -> CaseSummary:
    house.deliver(statement_mail(), "1")
    (summary,) = house.service(store).run_once()
    return summary


def _run(house: House, store: Store, content: bytes) -> CaseSummary:
    house.deliver(content, "2")
    (summary,) = house.service(store).run_once()
    return summary


def _events(store: Store) -> list[str]:
    return [row.event for row in store.audit.rows(1)]


def test_a_bounce_is_held_and_its_reply_says_what_became_of_it(
    house: House, store: Store, answered: CaseSummary
) -> None:
    summary = _run(house, store, _report(answered.message_id))

    assert ("hold", "waiting", "") == (summary.outcome, summary.state, summary.reply_state)
    told = "Our reply of case 1 could not be delivered to ap@acme.example: 5.1.1 smtp; 550 no such user."
    assert told in summary.because
    reply = store.outbox.of_case(1)
    assert reply is not None
    assert (told, ReplyState.SENT, CaseState.DONE) == (reply.answer, reply.state, store.cases.get(1).state)
    assert events.REPLY_REPORTED in _events(store)
    assert 1 == len(house.sent())


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0")])
def test_a_delay_or_a_receipt_is_recorded_and_needs_nobody(
    house: House, store: Store, answered: CaseSummary, action: str, status: str
) -> None:
    summary = _run(house, store, _report(answered.message_id, action, status))

    assert ("ignore", "done") == (summary.outcome, summary.state)
    assert events.REPLY_REPORTED in _events(store)
    reply = store.outbox.of_case(1)
    assert reply is not None
    assert "written to" in reply.answer


def test_a_bounce_of_somebody_else_s_mail_is_ignored(house: House, store: Store, answered: CaseSummary) -> None:
    assert answered.message_id
    summary = _run(house, store, _report("<tieout.unknown@us.example>"))

    assert ("ignore", "done") == (summary.outcome, summary.state)
    assert events.REPLY_REPORTED not in _events(store)


def test_a_mail_system_that_writes_in_words_alone_is_heard_too(
    house: House, store: Store, answered: CaseSummary
) -> None:
    words = letter(b"Sorry, no mailbox here by that name.", From=SYSTEM, To=US, In_Reply_To=answered.message_id)

    summary = _run(house, store, words)

    assert "hold" == summary.outcome
    assert "Our reply of case 1 may not have been delivered to ap@acme.example." in summary.because


def test_an_absence_note_on_our_reply_is_no_bounce(house: House, store: Store, answered: CaseSummary) -> None:
    note = letter(
        b"I am away.", From="ap@acme.example", To=US, In_Reply_To=answered.message_id, Auto_Submitted="auto-replied"
    )

    summary = _run(house, store, note)

    assert ("ignore", "done") == (summary.outcome, summary.state)
    assert events.REPLY_REPORTED not in _events(store)


def test_a_person_s_mail_with_a_report_in_it_is_no_report(house: House, store: Store, answered: CaseSummary) -> None:
    forged = (
        _report(answered.message_id).replace(SYSTEM.encode(), b"ap@acme.example").replace(b"Return-Path: <>\r\n", b"")
    )

    summary = _run(house, store, forged)

    assert "" == summary.reply_state
    assert 1 == len(house.sent())


def test_what_is_kept_reads_back(house: House, store: Store, answered: CaseSummary) -> None:
    _run(house, store, _report(answered.message_id))

    found = read_report(store.cases.finding(2, "delivery"))

    assert isinstance(found, Reported)
    assert (1, "failed", True) == (found.case, found.delivery, found.needs_a_person)
    assert read_report(None) is None


def test_a_mail_to_our_own_people_that_comes_back_is_tied_to_its_row_and_its_link_ends(
    house: House, store: Store, answered: CaseSummary
) -> None:
    assert "sent" == answered.reply_state
    message_id = f"<tieout.staff.{'a' * 40}@us.example>"
    with store.writing() as tx:
        store.users.add(tx, "carol", Role.APPROVER, NOW)
        token = store.users.make_link(
            tx, APPROVE_LINK, "carol", NOW, lasts=dt.timedelta(days=900), subject=f"1 {'d' * 64}"
        )
        new = NewStaffMail(
            kind=Kind.APPROVAL,
            recipient="carol@us.example",
            message_id=message_id,
            day=NOW.date(),
            user="carol",
            case=1,
            draft="d" * 64,
        )
        store.staff_mails.plan(tx, new, NOW)
        (planned,) = store.staff_mails.of(Kind.APPROVAL, 1, tx)
        store.staff_mails.move(tx, planned, StaffMailState.SENDING, NOW)

    summary = _run(house, store, _report(message_id, recipient="carol@us.example"))

    told = (
        "Our mail that asks for the approval of case 1 could not be delivered to carol@us.example: "
        "5.1.1 smtp; 550 no such user."
    )
    assert ("hold", "waiting") == (summary.outcome, summary.state)
    assert told in summary.because
    mail = store.staff_mails.by_message_id(message_id)
    assert mail is not None
    assert (StaffMailState.FAILED, told) == (mail.state, mail.answer)
    assert store.users.look_at_link(token, APPROVE_LINK, NOW) is None
    assert [mail] == list(store.staff_mails.missed(NOW))
    assert [] == list(store.faults())
    assert 1 == len(house.sent())
