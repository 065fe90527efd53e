"""Budgets hold a flood, in the decision and at the door; nobody is told the very same twice."""

from __future__ import annotations

import datetime as dt

import pytest
import structlog

from daemon.config.settings import Log
from daemon.observe.logs import configure
from daemon.pipeline.budgets import given, said_before
from daemon.pipeline.service import Service
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.outbox import NewReply, Permit
from daemon.store.states import ReplyState
from rules.model.case_facts import Given
from tests.support.house import ACME_POSTINGS, House, mail, read_here, statement_pdf
from tests.support.stored import NOW, raw_mail


def _month(number: int) -> bytes:
    """Return a mail with a statement unlike the others: each lacks another item."""
    postings = [posting for at, posting in enumerate(ACME_POSTINGS) if at != number]
    return mail(("statement.pdf", statement_pdf(postings)), number=number)


def _deliver(house: House, count: int) -> None:
    for number in range(count):
        house.deliver(_month(number), str(number))


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ({"answers_per_day": 2}, "this counterparty today"),
        ({"answers_per_domain": 2}, "the sender's domain within an hour"),
        ({"answers_per_hour": 2}, "The service gave 2 answers within an hour"),
    ],
)
@pytest.mark.usefixtures("fresh_log")
def test_what_is_beyond_a_budget_is_held_and_an_event_says_so(
    house: House, store: Store, policy: dict[str, int], told: str
) -> None:
    _deliver(house, 4)
    configure(Log(level="info"))  # whatever an earlier test left

    with structlog.testing.capture_logs() as log:
        summaries = house.service(store, house.with_policy(**policy)).run_once()

    assert ["sent", "sent", "", ""] == [summary.reply_state for summary in summaries]
    assert all("hold" == summary.outcome and told in summary.because[0] for summary in summaries[2:])
    assert {"answers_limited"} == {line["event"] for line in log if told in str(line.get("because"))}
    assert 2 == len(house.sent())


def test_an_hour_later_the_service_answers_again(house: House, store: Store) -> None:
    settings = house.with_policy(answers_per_hour=1)
    _deliver(house, 1)
    house.service(store, settings).run_once()
    house.deliver(_month(1), "late")

    later = Service(
        settings, store, lambda name: name, clock=lambda: NOW + dt.timedelta(minutes=61), read=read_here
    ).run_once()

    assert ["sent"] == [summary.reply_state for summary in later]


def test_the_reply_of_the_case_itself_does_not_count(house: House, store: Store) -> None:
    _deliver(house, 1)
    (summary,) = house.service(store).run_once()
    assert summary.case is not None
    work = Work(house.settings, store, clock=lambda: NOW)

    with store.reading() as connection:
        counted = given(work, connection, "C-1001", "ap@acme.example")
        besides = given(work, connection, "C-1001", "ap@acme.example", besides=summary.case)
        elsewhere = given(work, connection, "C-2002", "ap@bolt.example")

    assert (Given(today=1, domain=1, service=1, service_day=1), Given()) == (counted, besides)
    assert Given(service=1, service_day=1) == elsewhere


def test_where_everybody_gets_an_address_each_address_has_its_own_budget(house: House, store: Store) -> None:
    _deliver(house, 1)
    house.service(store).run_once()
    work = Work(house.settings, store, clock=lambda: NOW)

    with store.writing() as tx:
        tx.exec_driver_sql("UPDATE outbox SET recipient = 'acme@qq.com'")
        assert 1 == given(work, tx, "C-1001", "acme@qq.com").domain
        assert 0 == given(work, tx, "C-1001", "bolt@qq.com").domain


def test_the_very_same_question_is_not_put_twice(house: House, store: Store) -> None:
    for number in (1, 2):
        locked = mail(("statement.pdf", b"%PDF-1.4 broken " + b"%d" % number), number=number)
        house.deliver(locked, str(number))

    first, second = house.service(store).run_once()

    assert ("ask", "sent") == (first.outcome, first.reply_state)
    assert ("ask", "draft") == (second.outcome, second.reply_state)
    assert "The recipient was told the very same within a day, in case 1." == second.because[0]


def test_two_letters_that_differ_are_not_the_same(house: House, store: Store) -> None:
    _deliver(house, 2)
    summaries = house.service(store).run_once()
    work = Work(house.settings, store, clock=lambda: NOW)

    with store.reading() as connection:
        for summary in summaries:
            assert summary.case is not None
            reply = store.outbox.of_case(summary.case, connection)
            assert reply is not None
            assert said_before(work, connection, store.outbox.mail(reply), summary.case) is None
            again = said_before(work, connection, store.outbox.mail(reply), 99)
            assert again is None  # its own number is taken out of the words, and that of another case is not in them


def test_what_a_usual_day_brings_is_learned_from_the_days_that_brought_some(house: House, store: Store) -> None:
    """The median of the days with answers within four weeks; the last 24 hours are not among them, and five days must be known."""
    work = Work(settings=house.with_policy(usual_answers=1), store=store, clock=lambda: NOW)
    for day, count in enumerate((8, 2, 4, 3, 9), start=0):
        for number in range(count):
            _answered(store, f"{day}-{number}", NOW - dt.timedelta(days=day, hours=2))
    _answered(store, "long ago", NOW - dt.timedelta(days=29))
    with store.reading() as tx:
        assert (9, 3, 4, 2) == store.outbox.left_by_day(tx, NOW - dt.timedelta(weeks=4), NOW - dt.timedelta(days=1))
        assert (8, None) == _day(given(work, tx, "C-9", "x@y.example"))
    _answered(store, "one more day", NOW - dt.timedelta(days=20))
    with store.reading() as tx:
        assert (8, 3) == _day(given(work, tx, "C-9", "x@y.example"))
        assert (7, 3) == _day(given(work, tx, "C-9", "x@y.example", besides=1))
        for never_unusual in (
            house.with_policy(usual_answers=9),
            house.with_policy(usual_answers=1, answers_times_usual=0),
        ):
            unasked = Work(settings=never_unusual, store=store, clock=lambda: NOW)
            assert (8, None) == _day(given(unasked, tx, "C-9", "x@y.example"))


def test_what_is_usual_is_kept_for_the_hour(house: House, store: Store) -> None:
    """Weeks are not added up for each mail of a month end; the next hour asks again."""
    moment = [NOW]
    work = Work(settings=house.with_policy(usual_answers=1), store=store, clock=lambda: moment[0])
    for day in range(6):
        _answered(store, f"{day}", NOW - dt.timedelta(days=day, hours=2))
    with store.reading() as tx:
        assert (1, 1) == _day(given(work, tx, "C-9", "x@y.example"))
    for number in range(4):
        for day in range(1, 6):
            _answered(store, f"{day}-{number}", NOW - dt.timedelta(days=day, hours=2))
    with store.reading() as tx:
        assert (1, 1) == _day(given(work, tx, "C-9", "x@y.example"))
        moment[0] += dt.timedelta(hours=1)
        assert (1, 5) == _day(given(work, tx, "C-9", "x@y.example"))


def _day(found: Given) -> tuple[int, int | None]:
    return found.service_day, found.usual_day


def _answered(store: Store, name: str, when: dt.datetime) -> None:
    uid = sum(store.messages.counts().values()) + 1
    with store.writing() as tx:
        content = raw_mail(name.encode(), uid)
        _, message = store.messages.record(tx, content, sha256=store.archive.put(content.content), now=when)
        case = store.cases.create(tx, message, NewCase(number=0), when)
        new = NewReply(
            case=case,
            message_id=f"<{case}@us.example>",
            answers=None,
            kind="confirm",
            mailbox="ar",
            counterparty="C-1",
            account="",
            sender="ar@us.example",
            recipient="ap@acme.example",
            mail="",
        )
        store.outbox.add(tx, new, ReplyState.READY, when, Permit("policy"))
