from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import pytest

from daemon.config.settings import Policy
from daemon.outgoing.connect import transport
from daemon.review.by_mail import StaffMails
from daemon.review.digest import digest_mail
from daemon.review.services import no_secret
from daemon.review.words import words_in
from daemon.store.outbox import Permit
from daemon.store.states import ReplyState
from tests.support.desk import OpenDesk, OpensDesk
from tests.support.smtp_sink import SmtpSink

ANN = "ann@meridian.example"
ZONE = ZoneInfo("Asia/Shanghai")


def _digest(desk: OpenDesk, code: str = "en", now: dt.datetime | None = None) -> tuple[str, str]:
    return digest_mail(desk.settings, desk.store, words_in(code), now or dt.datetime.now(dt.UTC))


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_it_tells_what_waits_with_its_gates_and_where_to_look(desk: OpenDesk, code: str) -> None:
    subject, text = _digest(desk, code)
    waiting = desk.store.cases.counts()["waiting"]
    assert str(waiting) in subject
    assert f"{desk.url}/case/" in text
    assert words_in(code)("gate.sender_known") in text
    assert words_in(code)("digest.no_ledger") not in text
    assert "<" not in text


def test_it_names_what_left_by_itself_lately_and_no_figures(automatic_desk: OpenDesk) -> None:
    sent = automatic_desk.store.outbox.in_states({ReplyState.SENT})
    now = max(reply.updated_at for reply in sent) + dt.timedelta(hours=1)
    _, text = _digest(automatic_desk, now=now)
    assert f"{len(sent)} answers left by themselves" in text
    assert "0 answers left" in _digest(automatic_desk, now=now + dt.timedelta(days=2))[1]
    for reply in sent:
        figures = automatic_desk.store.figures.get(reply.case)
        assert figures is None or figures.ours in {None, 0} or f"{figures.ours:,.2f}" not in text


def test_what_is_in_doubt_and_a_stale_ledger_are_told(desk: OpenDesk) -> None:
    now = dt.datetime.now(dt.UTC)
    for state in (ReplyState.READY, ReplyState.SENDING, ReplyState.UNCERTAIN):
        with desk.store.writing() as tx:
            reply = desk.store.outbox.of_case(1, tx)
            assert reply is not None
            desk.store.outbox.move(tx, reply, state, now, Permit("carol"))
    settings = msgspec.structs.replace(desk.settings, policy=Policy(ledger_max_age_days=1))
    later = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
    _, text = digest_mail(settings, desk.store, words_in("en"), later)
    assert f"did it leave?: {desk.url}/case/1" in text
    assert "too old" in text
    assert "too old" not in _digest(desk, now=later)[1]


def test_it_leaves_once_a_day_at_its_time_by_the_companys_clock(opens_desk: OpensDesk, smtp_sink: SmtpSink) -> None:
    with opens_desk(digest_to=(ANN,), digest_at="07:30") as desk:
        times = [
            dt.datetime(2026, 12, 1, 7, 29, tzinfo=ZONE),
            dt.datetime(2026, 12, 1, 7, 30, tzinfo=ZONE),
            dt.datetime(2026, 12, 1, 23, 59, tzinfo=ZONE),
            dt.datetime(2026, 12, 1, 7, 31, tzinfo=ZONE),  # the clock is set back
            dt.datetime(2026, 12, 2, 0, 1, tzinfo=ZONE),
            dt.datetime(2026, 12, 2, 9, 0, tzinfo=ZONE),
        ]
        seen = []
        for now in times:
            mails = StaffMails(
                desk.settings,
                desk.store,
                lambda: transport(smtp_sink.outgoing(), no_secret),
                lambda now=now: now,  # type: ignore[misc]
            )
            mails.once()
            seen.append(len(smtp_sink.received))
        assert [0, 1, 1, 1, 1, 2] == seen
        assert {(ANN,)} == {each.recipients for each in smtp_sink.received}
