from __future__ import annotations

import datetime as dt

from daemon.pipeline.work import OPENED_KEPT, Work
from daemon.store import Store
from tests.support.house import US, House, replace_struct, statement_mail
from tests.support.stored import NOW, raw_mail


def test_the_companys_day_begins_at_its_own_midnight(house: House, store: Store) -> None:
    company = replace_struct(house.settings.company, timezone="Asia/Shanghai")
    late = dt.datetime(2026, 4, 1, 17, 30, tzinfo=dt.UTC)
    work = Work(replace_struct(house.settings, company=company), store, clock=lambda: late)

    assert dt.date(2026, 4, 2) == work.today()
    assert dt.datetime(2026, 4, 1, 16, 0, tzinfo=dt.UTC) == work.start_of_today()


def test_our_addresses_are_those_of_every_mailbox_with_aliases(house: House, store: Store) -> None:
    second = replace_struct(house.settings.mailboxes[0], name="b", address="B@us.example", aliases=("c@us.example",))
    work = Work(replace_struct(house.settings, mailboxes=(*house.settings.mailboxes, second)), store)

    assert {US, "b@us.example", "c@us.example"} == work.own_addresses()


def test_a_mailbox_that_was_taken_out_of_the_configuration_has_no_address(house: House, store: Store) -> None:
    assert ("gone", "") == (Work(house.settings, store).mailbox("gone").name, "")


def test_a_mail_is_opened_once_and_few_are_remembered(house: House, store: Store) -> None:
    work = Work(house.settings, store, clock=lambda: NOW)
    messages = []
    for uid in range(OPENED_KEPT + 2):
        raw = raw_mail(statement_mail(uid), uid)
        with store.writing() as tx:
            _, message = store.messages.record(tx, raw, sha256=store.archive.put(raw.content), now=NOW)
        messages.append(store.messages.get(message))

    opened = [work.opened(message) for message in messages]

    assert opened[-1] is work.opened(messages[-1])
    assert OPENED_KEPT == len(work._opened)
    assert opened[0] == work.opened(messages[0])
