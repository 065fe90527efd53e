from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from daemon.store import Store
from daemon.store.desk_schema import desk_link, desk_session
from daemon.store.users import Link, Role, UserRefused
from tests.support.stored import NOW

HOUR = dt.timedelta(hours=1)


def _add(store: Store, name: str = "carol", role: Role = Role.CLERK) -> None:
    with store.writing() as tx:
        store.users.add(tx, name, role, NOW)


def _session(store: Store, name: str = "carol") -> str:
    with store.writing() as tx:
        return store.users.open_session(tx, name, NOW, HOUR)


@pytest.mark.parametrize("name", ["", " carol", "a\nb", "x" * 101])
def test_a_name_that_nobody_could_type_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UserRefused, match="printable"), store.writing() as tx:
        store.users.add(tx, name, Role.CLERK, NOW)


def test_a_name_is_given_once(store: Store) -> None:
    _add(store)

    with pytest.raises(UserRefused, match="already"):
        _add(store, role=Role.ADMIN)
    assert [Role.CLERK] == [user.role for user in store.users.all()]


def test_a_session_ends_by_time_by_idleness_and_by_word(store: Store) -> None:
    _add(store)
    token = _session(store)

    assert store.users.of_session(token, NOW, HOUR) is not None
    assert store.users.of_session("another", NOW, HOUR) is None
    assert store.users.of_session(token, NOW + HOUR, 2 * HOUR) is None
    assert store.users.of_session(token, NOW + HOUR / 2, HOUR / 4) is None
    with store.writing() as tx:
        store.users.close_session(tx, token)
    assert store.users.of_session(token, NOW, HOUR) is None


def test_use_keeps_a_session_awake(store: Store) -> None:
    _add(store)
    token = _session(store)

    for minutes in (10, 20, 30, 40):
        assert store.users.of_session(token, NOW + dt.timedelta(minutes=minutes), HOUR / 4) is not None


def test_a_page_is_read_while_somebody_else_writes(store: Store) -> None:
    _add(store)
    token = _session(store)
    later = NOW + dt.timedelta(minutes=10)
    with store.writing() as tx:
        store.users.add(tx, "bob", Role.CLERK, NOW)
        found = store.users.of_session(token, later, HOUR)
    assert found is not None
    assert store.users.of_session(token, later, HOUR) is not None


@pytest.mark.parametrize("change", [{"disabled": True}, {"password": "new"}])
def test_who_is_disabled_or_has_a_new_password_is_signed_out_everywhere(
    store: Store, change: dict[str, object]
) -> None:
    _add(store)
    token = _session(store)
    with store.writing() as tx:
        link = store.users.make_link(tx, "password", "carol", NOW, lasts=HOUR)
        store.users.change(tx, "carol", **change)

    assert store.users.of_session(token, NOW, HOUR) is None
    assert store.users.look_at_link(link, "password", NOW) is None


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": Role.CLERK}])
def test_the_last_admin_stays_one(store: Store, change: dict[str, object]) -> None:
    _add(store, "ada", Role.ADMIN)

    with pytest.raises(UserRefused, match="last admin"), store.writing() as tx:
        store.users.change(tx, "ada", **change)
    assert store.users.required("ada").role is Role.ADMIN
    assert not store.users.required("ada").disabled


def test_a_link_counts_once_in_its_time_and_for_its_purpose_and_a_new_one_replaces_it(store: Store) -> None:
    _add(store)
    with store.writing() as tx:
        old = store.users.make_link(tx, "password", "carol", NOW, lasts=HOUR)
        link = store.users.make_link(tx, "password", "carol", NOW, lasts=HOUR)

    assert store.users.look_at_link(old, "password", NOW) is None
    assert store.users.look_at_link(link, "approve", NOW) is None
    assert store.users.look_at_link(link, "password", NOW + HOUR) is None
    for expected in (Link(purpose="password", user="carol", subject=""), None):
        with store.writing() as tx:
            assert expected == store.users.use_link(tx, link, "password", NOW)


def test_a_code_of_the_second_factor_counts_once(store: Store) -> None:
    _add(store)
    with store.writing() as tx:
        assert store.users.count_code(tx, "carol", 7)
        assert not store.users.count_code(tx, "carol", 7)
        assert not store.users.count_code(tx, "carol", 6)
        assert store.users.count_code(tx, "carol", 8)


def test_the_store_does_not_know_a_token(store: Store) -> None:
    _add(store)
    token = _session(store)
    with store.writing() as tx:
        link = store.users.make_link(tx, "password", "carol", NOW, lasts=HOUR)

    with store.reading() as connection:
        kept = [*connection.execute(select(desk_session)), *connection.execute(select(desk_link))]
    assert len(kept) == 2
    assert token not in str(kept)
    assert link not in str(kept)
