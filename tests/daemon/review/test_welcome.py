from __future__ import annotations

from pathlib import Path

import pytest

from daemon.observe import events
from daemon.review.welcome import password_link, welcome_first
from daemon.store import Store, open_store
from daemon.store.users import Role, UserRefused
from tests.support.stored import NOW

URL = "http://127.0.0.1:8533"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def test_the_first_start_makes_an_admin_and_each_start_a_new_link_until_there_is_a_password(store: Store) -> None:
    first = welcome_first(store, URL, NOW)
    second = welcome_first(store, URL, NOW)
    assert first.startswith(f"{URL}/welcome/")
    assert first != second
    assert [("admin", Role.ADMIN)] == [(user.name, user.role) for user in store.users.all()]
    assert store.users.look_at_link(first.rpartition("/")[2], "password", NOW) is None
    assert store.users.look_at_link(second.rpartition("/")[2], "password", NOW) is not None
    with store.writing() as tx:
        store.users.change(tx, "admin", password="a hash")
    assert "" == welcome_first(store, URL, NOW)


def test_a_link_is_for_somebody_and_its_making_is_in_the_audit_but_not_the_link(store: Store) -> None:
    with pytest.raises(UserRefused, match="no user carol"):
        password_link(store, URL, "carol", "root", NOW)
    with store.writing() as tx:
        store.users.add(tx, "carol", Role.CLERK, NOW)
    link = password_link(store, URL, "carol", "root", NOW)
    rows = [row for row in store.audit.rows() if row.event == events.USER_CHANGED]
    assert [("root", "carol")] == [(row.actor, row.facts["user"]) for row in rows]
    assert link.rpartition("/")[2] not in str(rows)
