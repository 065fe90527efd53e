"""Who may sit at the desk: users with their roles, their sessions, and the links that count once.

Tokens are kept as their hashes: who reads the store, or a backup of it, cannot sit down with what he finds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import OperationalError

from daemon.store.database import Database
from daemon.store.desk_schema import desk_link, desk_session, desk_user

APPROVE_LINK = "approve"
"""The purpose of links that approve or reject a draft; their subject is the case and the draft's words."""


class Role(StrEnum):
    """What a user may do."""

    AUDITOR = "auditor"  # sees everything, changes nothing
    CLERK = "clerk"  # works on cases and approves up to the amount of four eyes
    APPROVER = "approver"  # approves above it, too
    ADMIN = "admin"  # and decides who sits here


class UserRefused(Exception):
    """The user cannot be kept so; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One user. `password` is an argon2 hash, "" before the first was chosen; `totp` the key of the second factor, "" without one."""

    name: str
    role: Role
    password: str
    totp: str
    totp_step: int
    disabled: bool
    language: str  # of the pages; "" as the browser asks
    created_at: dt.datetime
    seen_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link that counts once stands for."""

    purpose: str
    user: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One open session. `id` is the hash of its token, with which nobody can sit down."""

    id: str
    user: str
    created_at: dt.datetime
    used_at: dt.datetime
    ends_at: dt.datetime


class Users:
    """All users."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tx: Connection, name: str, role: Role, now: dt.datetime) -> User:
        """Add a user without a password. Raises `UserRefused` for a name that is taken or cannot be one."""
        if not name or len(name) > 100 or name != name.strip() or not name.isprintable():
            raise UserRefused("A user's name is 1 to 100 printable characters without blanks around them.")
        if self.get(name, tx) is not None:
            raise UserRefused(f"There is a user {name} already.")
        tx.execute(insert(desk_user).values(name=name, role=str(role), created_at=now))
        return self.required(name, tx)

    def get(self, name: str, tx: Connection | None = None) -> User | None:
        with self._database.reading(tx) as connection:
            row = connection.execute(select(desk_user).where(desk_user.c.name == name)).first()
        return None if row is None else _user(row)

    def required(self, name: str, tx: Connection | None = None) -> User:
        """Return the user of this name. Raises `UserRefused` where there is none."""
        found = self.get(name, tx)
        if found is None:
            raise UserRefused(f"There is no user {name}; tieout user list shows those there are.")
        return found

    def all(self, tx: Connection | None = None) -> tuple[User, ...]:
        """Return every user by name."""
        with self._database.reading(tx) as connection:
            return tuple(_user(row) for row in connection.execute(select(desk_user).order_by(desk_user.c.name)))

    def count(self, tx: Connection | None = None) -> int:
        with self._database.reading(tx) as connection:
            return int(connection.execute(select(func.count()).select_from(desk_user)).scalar_one())

    def change(self, tx: Connection, name: str, **values: object) -> None:
        """Change columns of a user; one who is disabled, or whose password changes, is signed out everywhere.

        Raises `UserRefused` where that would leave nobody who decides who sits here.
        """
        before = self.required(name, tx)
        if "role" in values:
            values["role"] = str(values["role"])
        tx.execute(update(desk_user).where(desk_user.c.name == name).values(**values))
        admins = select(func.count()).where(desk_user.c.role == str(Role.ADMIN), desk_user.c.disabled.is_(False))
        if before.role is Role.ADMIN and not tx.execute(admins).scalar_one():
            raise UserRefused(f"{name} is the last admin; make another one first.")
        if values.get("disabled") or "password" in values:
            self.sign_out_everywhere(tx, name)

    def count_code(self, tx: Connection, name: str, step: int) -> bool:
        """Note that the second factor's code of this step was used. Return False where it, or a later one, was used before."""
        table = desk_user
        changed = tx.execute(update(table).where(table.c.name == name, table.c.totp_step < step).values(totp_step=step))
        return changed.rowcount == 1

    def open_session(self, tx: Connection, name: str, now: dt.datetime, lasts: dt.timedelta) -> str:
        """Open a session and return its token, which the store does not know."""
        tx.execute(delete(desk_session).where(desk_session.c.ends_at <= now))
        token = secrets.token_urlsafe(32)
        tx.execute(
            insert(desk_session).values(id=_hash(token), user=name, created_at=now, used_at=now, ends_at=now + lasts)
        )
        tx.execute(update(desk_user).where(desk_user.c.name == name).values(seen_at=now))
        return token

    def of_session(self, token: str, now: dt.datetime, idle: dt.timedelta) -> User | None:
        """Return whose session this is; None where there is none, it ended, or it was not used for `idle`."""
        table = desk_session
        query = (
            select(desk_user, table.c.used_at)
            .join(table, table.c.user == desk_user.c.name)
            .where(table.c.id == _hash(token), table.c.ends_at > now, desk_user.c.disabled.is_(False))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None or row.used_at + idle < now:
            return None
        if now - row.used_at > dt.timedelta(minutes=1):
            # Whoever reads a page does not wait for the import of a ledger: the next click notes it as well.
            with suppress(OperationalError), self._database.writing(at_once=True) as tx:
                tx.execute(update(table).where(table.c.id == _hash(token)).values(used_at=now))
        return _user(row)

    def close_session(self, tx: Connection, token: str) -> None:
        tx.execute(delete(desk_session).where(desk_session.c.id == _hash(token)))

    def sessions(self, now: dt.datetime, idle: dt.timedelta, tx: Connection | None = None) -> tuple[Session, ...]:
        """Return every session that still counts, by user, the latest used first."""
        table = desk_session
        query = (
            select(table)
            .where(table.c.ends_at > now, table.c.used_at >= now - idle)
            .order_by(table.c.user, table.c.used_at.desc())
        )
        with self._database.reading(tx) as connection:
            return tuple(_session(row) for row in connection.execute(query))

    def end_session(self, tx: Connection, session: str, name: str) -> bool:
        """End a user's session by its id. Return whether there was one."""
        table = desk_session
        return tx.execute(delete(table).where(table.c.id == session, table.c.user == name)).rowcount == 1

    def sign_out_everywhere(self, tx: Connection, name: str) -> None:
        """End every session of a user, and every link made for him."""
        tx.execute(delete(desk_session).where(desk_session.c.user == name))
        tx.execute(delete(desk_link).where(desk_link.c.user == name))

    def make_link(
        self, tx: Connection, purpose: str, name: str, now: dt.datetime, *, lasts: dt.timedelta, subject: str = ""
    ) -> str:
        """Return the token of a new link that counts once; earlier ones for the same end no longer count."""
        table = desk_link
        tx.execute(
            delete(table).where(
                (table.c.ends_at <= now)
                | ((table.c.purpose == purpose) & (table.c.user == name) & (table.c.subject == subject))
            )
        )
        token = secrets.token_urlsafe(32)
        tx.execute(
            insert(table).values(id=_hash(token), purpose=purpose, user=name, subject=subject, ends_at=now + lasts)
        )
        return token

    def end_link(self, tx: Connection, purpose: str, name: str, subject: str) -> None:
        """Let the links to one end count no longer."""
        table = desk_link
        tx.execute(delete(table).where(table.c.purpose == purpose, table.c.user == name, table.c.subject == subject))

    def look_at_link(self, token: str, purpose: str, now: dt.datetime, tx: Connection | None = None) -> Link | None:
        """Return what a link stands for without using it up; None where it does not count (any more)."""
        table = desk_link
        query = (
            select(table)
            .join(desk_user, desk_user.c.name == table.c.user)
            .where(
                table.c.id == _hash(token),
                table.c.purpose == purpose,
                table.c.ends_at > now,
                desk_user.c.disabled.is_(False),
            )
        )
        with self._database.reading(tx) as connection:
            row = connection.execute(query).first()
        return None if row is None else Link(purpose=row.purpose, user=row.user, subject=row.subject)

    def use_link(self, tx: Connection, token: str, purpose: str, now: dt.datetime) -> Link | None:
        """Return what a link stands for and use it up; None where it does not count (any more)."""
        found = self.look_at_link(token, purpose, now, tx)
        gone = tx.execute(delete(desk_link).where(desk_link.c.id == _hash(token)))
        return found if gone.rowcount == 1 else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _session(row: Row[Any]) -> Session:
    return Session(id=row.id, user=row.user, created_at=row.created_at, used_at=row.used_at, ends_at=row.ends_at)


def _user(row: Row[Any]) -> User:
    return User(
        name=row.name,
        role=Role(row.role),
        password=row.password,
        totp=row.totp,
        totp_step=row.totp_step,
        disabled=row.disabled,
        language=row.language,
        created_at=row.created_at,
        seen_at=row.seen_at,
    )
