"""What may go when its time is over, and its going: the content of finished mails, and versions of the ledger that nobody needs.

The rows of a mail and its cases stay as a skeleton (a mail that comes again is still known), and so does the audit. Who prunes
writes the audit in the same transaction; files go only after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, String, cast, delete, exists, func, or_, select, update

from daemon.store import ledger_sums, schema
from daemon.store.archive import Archive
from daemon.store.desk_schema import case_difference, case_figures, case_note
from daemon.store.states import CaseState, MessageState, ReplyState

_UNDER_WAY = (ReplyState.DRAFT, ReplyState.READY, ReplyState.SENDING, ReplyState.UNCERTAIN, ReplyState.FAILED)


@dataclass(frozen=True, slots=True)
class Ripe:
    """A mail whose time is over: its id, its cases, and its files in the archive, the original first."""

    message: int
    cases: tuple[int, ...]
    files: tuple[str, ...]


def ripe_mails(tx: Connection, before: dt.datetime, limit: int) -> tuple[Ripe, ...]:
    """Return mails whose last change was `before`, that are finished in every way and under no hold, the oldest first."""
    message, case, outbox = schema.message, schema.case, schema.outbox
    finished = (
        message.c.pruned_at.is_(None),
        message.c.settle == "",
        message.c.recorded_at < before,
        message.c.state.in_(
            [str(state) for state in (MessageState.RECOGNISED, MessageState.OWN, MessageState.RECORDED)]
        ),
        ~exists().where(
            case.c.message == message.c.id, or_(case.c.state != str(CaseState.DONE), case.c.updated_at >= before)
        ),
        ~exists().where(
            outbox.c.case_id == case.c.id,
            case.c.message == message.c.id,
            or_(
                outbox.c.state.in_([str(state) for state in _UNDER_WAY]),
                outbox.c.updated_at >= before,
                (outbox.c.state == str(ReplyState.SENT)) & outbox.c.copied.is_(False) & (outbox.c.mime != ""),
            ),
        ),
        ~_held(),
    )
    ids = tx.execute(select(message.c.id).where(*finished).order_by(message.c.id).limit(limit)).scalars().all()
    return tuple(_ripe(tx, found) for found in ids)


def prune_mails(tx: Connection, mails: Sequence[Ripe], now: dt.datetime) -> None:
    """Remove the content of these mails from the database; their files go afterwards, by `remove_files`."""
    ids, cases = [each.message for each in mails], [case for each in mails for case in each.cases]
    message, case = schema.message, schema.case
    tx.execute(update(message).where(message.c.id.in_(ids)).values(pruned_at=now, subject="", trace=""))
    for table in (schema.finding, case_figures, case_difference, case_note):
        tx.execute(delete(table).where(table.c.case_id.in_(cases)))
    tx.execute(update(case).where(case.c.id.in_(cases)).values(document_name="", trace="", ledger_version=None))


def lately_pruned(tx: Connection, since: dt.datetime) -> tuple[Ripe, ...]:
    """Return what was pruned since then: a crash may have come before its files went."""
    table = schema.message
    ids = tx.execute(select(table.c.id).where(table.c.pruned_at >= since).order_by(table.c.id)).scalars().all()
    return tuple(_ripe(tx, found) for found in ids)


def remove_files(tx: Connection, archive: Archive, mails: Iterable[Ripe]) -> int:
    """Remove the files of pruned mails that no other mail or reply needs. Return how many went."""
    gone = 0
    for mail in mails:
        for number, sha256 in enumerate(mail.files):
            if not _needed(tx, sha256, original=number == 0):
                gone += archive.remove(sha256)
    return gone


def ripe_versions(tx: Connection, before: dt.datetime) -> tuple[int, ...]:
    """Return versions of the ledger imported `before` that do not count any more and that no case refers to."""
    table, case = schema.ledger_version, schema.case
    query = select(table.c.id).where(
        table.c.active.is_(False), table.c.imported_at < before, ~exists().where(case.c.ledger_version == table.c.id)
    )
    return tuple(tx.execute(query.order_by(table.c.id)).scalars())


def prune_version(tx: Connection, version: int) -> None:
    for table in (schema.ledger_entry, schema.ledger_account):
        tx.execute(delete(table).where(table.c.version == version))
    tx.execute(delete(schema.ledger_version).where(schema.ledger_version.c.id == version))
    ledger_sums.forget(tx, version)


def _held() -> ColumnElement[bool]:
    """A hold on one of the mail's cases, or on the counterparty of one."""
    case, hold = schema.case, schema.legal_hold
    on_case = (hold.c.kind == "case") & (hold.c.value == cast(case.c.id, String))
    on_counterparty = (hold.c.kind == "counterparty") & (hold.c.value == case.c.counterparty)
    return exists().where(case.c.message == schema.message.c.id, or_(on_case, on_counterparty))


def _ripe(tx: Connection, message: int) -> Ripe:
    case, outbox = schema.case, schema.outbox
    original = tx.execute(select(schema.message.c.sha256).where(schema.message.c.id == message)).scalar_one()
    cases = tuple(tx.execute(select(case.c.id).where(case.c.message == message).order_by(case.c.id)).scalars())
    replies = tx.execute(select(outbox.c.mail, outbox.c.mime).where(outbox.c.case_id.in_(cases))).all()
    files = [original, *(name for reply in replies for name in reply if name)]
    return Ripe(message, cases, tuple(dict.fromkeys(files)))


def _needed(tx: Connection, sha256: str, *, original: bool) -> bool:
    """Whether a mail that is still kept, or a reply to one, has this file. A reply's own files are no other's: its Message-ID is in
    them; but an original may be the very bytes of a reply, as a blind copy is.
    """
    message, case, outbox = schema.message, schema.case, schema.outbox
    mails = select(func.count()).where(message.c.sha256 == sha256, message.c.pruned_at.is_(None))
    replies = (
        select(func.count())
        .select_from(outbox.join(case, case.c.id == outbox.c.case_id).join(message, message.c.id == case.c.message))
        .where(or_(outbox.c.mail == sha256, outbox.c.mime == sha256), message.c.pruned_at.is_(None))
    )
    return bool(tx.execute(mails).scalar_one() or (original and tx.execute(replies).scalar_one()))
