"""The count beside the replies says what counting the replies says, whatever is done to them and by whom."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update

from daemon.store import Store, open_store, schema, tally
from daemon.store.cases import NewCase
from daemon.store.states import ReplyState
from daemon.store.tally import ON_THE_WAY
from tests.support.stored import NOW, raw_mail

OUTBOX = schema.outbox.c
RECIPIENTS = ("ap@acme.example", "AP@Acme.Example", "b@bolt.example", '"a@b"@bolt.example', "x@qq.com")


def _add(tx: Connection, case: int, state: str, recipient: str, made: dt.datetime) -> None:
    values = {
        "message_id": f"<{case}@us.example>",
        "kind": "confirm",
        "mailbox": "ar",
        "counterparty": "C-1",
        "account": "",
    }
    tx.execute(
        insert(schema.outbox).values(
            case_id=case,
            state=state,
            sender="ar@us.example",
            recipient=recipient,
            mail="",
            due_at=made,
            created_at=made,
            updated_at=made,
            **values,
        )
    )


def _cases(store: Store, count: int) -> None:
    with store.writing() as tx:
        _, message = store.messages.record(tx, raw_mail(), sha256=store.archive.put(b"x"), now=NOW)
        for number in range(count):
            store.cases.create(tx, message, NewCase(number=number), NOW)


def _counted(tx: Connection, since: dt.datetime, ending: str) -> int:
    query = select(func.count()).where(
        OUTBOX.state.in_([str(state) for state in ON_THE_WAY]), OUTBOX.created_at >= since
    )
    return int(tx.execute(query.where(func.lower(OUTBOX.recipient).endswith(ending))).scalar_one())


def test_it_follows_whatever_becomes_of_the_replies(store: Store) -> None:
    chance = random.Random(11)
    _cases(store, 40)
    for round_number in range(3):
        with store.writing() as tx:
            tx.execute(delete(schema.outbox).where(OUTBOX.case_id % 5 == round_number))
            there = set(tx.execute(select(OUTBOX.case_id)).scalars())
            for case in set(range(1, 41)) - there:
                made = NOW - dt.timedelta(minutes=chance.randrange(3000), seconds=chance.randrange(60))
                _add(tx, case, chance.choice(["draft", "ready", "shadow"]), chance.choice(RECIPIENTS), made)
            for was, becomes in (("ready", "sending"), ("sending", "failed"), ("draft", "ready")):
                picked = OUTBOX.state == was, OUTBOX.case_id % 3 == chance.randrange(3)
                tx.execute(update(schema.outbox).where(*picked).values(state=becomes))
            tx.execute(update(schema.outbox).where(OUTBOX.case_id % 7 == 0).values(recipient="moved@bolt.example"))
        with store.reading() as tx:
            assert [] == list(tally.faults(tx))
            for minutes in (0, 1, 59, 60, 61, 1440, 2900, 4000):
                since = (NOW - dt.timedelta(minutes=minutes)).replace(second=0)
                assert _counted(tx, since, "") == tally.made_since(tx, since)
                assert _counted(tx, since, "@acme.example") == tally.made_since(tx, since, "Acme.Example")
                assert _counted(tx, since, "@bolt.example") == tally.made_since(tx, since, "bolt.example")


def test_a_window_begins_with_the_whole_minute(store: Store) -> None:
    _cases(store, 1)
    with store.writing() as tx:
        _add(tx, 1, "ready", "ap@acme.example", NOW + dt.timedelta(seconds=5))
        later = NOW + dt.timedelta(seconds=40)
        assert (1, True) == (tally.made_since(tx, later), tally.counts_in(NOW + dt.timedelta(seconds=5), later))
        next_minute = NOW + dt.timedelta(minutes=1)
        assert (0, False) == (tally.made_since(tx, next_minute), tally.counts_in(NOW, next_minute))


def test_what_no_window_reaches_back_to_is_forgotten_and_not_missed(store: Store) -> None:
    _cases(store, 3)
    with store.writing() as tx:
        for case, days in ((1, 40), (2, 10), (3, 0)):
            _add(tx, case, "ready", "ap@acme.example", NOW - dt.timedelta(days=days))
        tally.forget(tx, NOW)
        left = tx.execute(select(schema.reply_tally.c.domain, schema.reply_tally.c.since)).all()
        assert {("*", "2026-04-02T08:30"), ("acme.example", "2026-04-02T08:30"), ("*hour", "2026-04-02T08")} | {
            ("*hour", "2026-03-23T08")
        } == {tuple(row) for row in left}
        assert [] == list(tally.faults(tx))
        assert (1,) == tally.by_day(tx, NOW - dt.timedelta(weeks=4), NOW - dt.timedelta(days=1))


def test_a_count_that_is_not_right_is_told(store: Store) -> None:
    _cases(store, 2)
    with store.writing() as tx:
        for case in (1, 2):
            _add(tx, case, "ready", "ap@acme.example", NOW)
        tx.execute(update(schema.reply_tally).where(schema.reply_tally.c.domain == "*").values(replies=0))
        assert [("*", "2026-04-02T08:30", 0, 2)] == list(tally.faults(tx))


def test_what_is_asked_for_every_mail_goes_by_the_key(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.reading() as tx:
        for statement in (tally._SUM, tally._SUM_UNTIL, tally._HOURS):
            sql = statement.sql(tx)
            plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("1",) * sql.count("?")).all()
            assert str(plan[0][3]).startswith("SEARCH reply_tally USING INDEX"), plan
    store.close()


def test_what_counts_is_what_the_budgets_count() -> None:
    """The states stand in the migration's triggers as well."""
    assert {"ready", "sending", "sent", "uncertain"} == {str(state) for state in ON_THE_WAY}
    assert set(ON_THE_WAY) <= set(ReplyState)
