"""Is everything still as it was kept? Each fault is one sentence that names the row or the file.

The audit is the witness: its rows are chained by their hashes, and each tells what a row of another table, or a file, must
say. So a row or a file that was changed, added or removed by hand shows, also the last ones of the chain. What the chain
itself cannot show is that its end was cut off together with all the rows that it told of; against that, the last number and
hash are noted elsewhere (`tieout verify` prints them) and given back as an anchor.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select, text, type_coerce
from sqlalchemy.types import TypeDecorator

from daemon.observe import events
from daemon.store import differences, ledger_sums, schema, tally, touched
from daemon.store.archive import Archive
from daemon.store.audit import Audit
from daemon.store.database import Database
from daemon.store.findings import RECONCILIATION
from daemon.store.seal_check import SealCheck
from daemon.store.sealed import subject
from daemon.store.states import CaseState, MessageState, ReplyState, pairs

AT_ONCE = 500
"""How many rows are looked at together with what the audit says of them."""

SENDING = "reply_sending"

DIGEST = "sha256_"
"""Facts of the audit so named hold the hash of the finding of that kind."""

_SETTLED = frozenset({CaseState.DECIDED, CaseState.ANSWERING, CaseState.WAITING, CaseState.DONE})
"""States in which the findings are those that the last decision stood on."""

_STEPS = frozenset(
    {
        CaseState.RECOGNISED,
        events.RECONCILED,
        events.DECIDED,
        events.CASE_STUCK,
        events.CASE_REPLAYED,
        events.CASE_CLOSED,
    }
)

_LAID_OUT = frozenset({events.REPLY_READY, events.REPLY_DRAFTED, events.REPLY_SHADOWED, events.REPLY_EDITED})
"""When a reply enters the outbox, or a person gives it other words; the row then names its `mail`."""

_TRIGGERS = {
    "sqlite": {"audit_no_update", "audit_no_delete", *tally.TRIGGERS["sqlite"]},
    "postgresql": {"audit_append_only", *touched.guards(), *tally.TRIGGERS["postgresql"]},
}

_OF_A_CASE = frozenset({"finding", "case_figures", "case_mark"})
"""Tables whose rows go with their case."""

Told = dict[int, list[Any]]


def faults(
    database: Database, archive: Archive, audit: Audit, *, bytes_too: bool = True, within: Connection | None = None
) -> Iterator[str]:
    """Yield a sentence for whatever is missing, changed or cannot be. `bytes_too`: every archived file is read through. `within`:
    a connection that sees the moment of the store which is meant.
    """
    if bytes_too:
        yield from archive.faults()
    # One moment of the store for all that follows: the service may be writing rows and their witnesses meanwhile.
    with database.reading(within) as connection, SealCheck() as seals:
        yield from audit.faults(connection, seals.learn)
        yield from _database_faults(connection)
        said: list[str] = []
        for fault in (
            *_message_faults(connection, archive),
            *_case_faults(connection),
            *_reply_faults(connection, archive),
            *_untold(connection),
            *differences.without_case(connection),
        ):
            said.append(fault)
            yield fault
        yield from _ledger_faults(connection, seals)
        for fault in _seal_faults(connection, seals, said):
            said.append(fault)
            yield fault
        if not any(
            each.startswith("The reply of case") for each in said
        ):  # else their count is not what they were either
            for domain, since, kept, counted in tally.faults(connection):
                yield f"{subject('reply_tally', (domain, since))} is {kept}; the replies themselves are {counted}."


def _seal_faults(connection: Connection, seals: SealCheck, said: Sequence[str]) -> Iterator[str]:
    """Yield rows that are not as the audit vouches for, but for those of which more has been said already."""
    known = "\n".join(("", *said, ""))
    for noun, who, fault in seals.faults(connection):
        # A case that is gone took its findings along.
        gone = f"\nCase {who.rpartition(' ')[2]} is missing;" in known
        if f"\n{who} " not in known and not (noun in _OF_A_CASE and gone):
            yield fault


def digests(findings: Mapping[str, str | None]) -> dict[str, str]:
    """Return the facts by which the audit witnesses findings: the hash of each that there is."""
    return {
        f"{DIGEST}{kind}": hashlib.sha256(content.encode()).hexdigest()
        for kind, content in findings.items()
        if content is not None
    }


def _database_faults(connection: Connection) -> Iterator[str]:
    """Yield what the database itself finds, and which of its guards are gone."""
    dialect = connection.dialect.name
    if dialect == "sqlite":
        for said in connection.execute(text("PRAGMA integrity_check")).scalars():
            if said != "ok":
                yield f"The database file is damaged: {said}."
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"Row {row[1]} of {row[0]} names a row of {row[2]} that is not there."
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    else:
        names = set(connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")).scalars())
    wanted = {"message_transition", "case_transition", "outbox_transition"} | _TRIGGERS.get(dialect, set())
    for name in sorted(wanted - names):
        yield f"The database's guard {name} is gone; rows may be changed in ways that it refuses."
    table = schema.transition
    allowed = {(row.noun, row.was, row.becomes) for row in connection.execute(select(table))}
    for noun, was, becomes in sorted(allowed ^ set(pairs())):
        what = "allows" if (noun, was, becomes) in allowed else "lacks"
        yield f"The table of transitions {what} that a {noun} which is {was} becomes {becomes}."


def _message_faults(connection: Connection, archive: Archive) -> Iterator[str]:
    """Yield mails whose original is gone, or of which the audit says something else."""
    table, case = schema.message, schema.case
    for rows in _in_parts(connection, table.c.id):
        told = _told(connection, schema.audit.c.message, rows, {events.MAIL_RECEIVED, events.MAIL_PRUNED})
        ids = [row.id for row in rows]
        with_case = set(connection.execute(select(case.c.message).where(case.c.message.in_(ids))).scalars())
        for row in rows:
            gone = any(each.event == events.MAIL_PRUNED for each in told[row.id])
            if (row.pruned_at is not None) != gone:
                yield f"Message {row.id} {'was' if gone else 'was not'} pruned, as the audit tells; its row says otherwise."
            if not gone and not archive.holds(row.sha256):
                yield f"The original of message {row.id} is missing from the archive: {row.sha256}."
            received = [each for each in told[row.id] if each.event == events.MAIL_RECEIVED]
            if not received:
                yield f"Message {row.id} is not told of in the audit."
            elif _facts(received[0]).get("sha256") != row.sha256:
                yield f"Message {row.id} was changed: audit row {received[0].number} names another original."
            if row.state in {MessageState.RECOGNISED, MessageState.STUCK} and row.id not in with_case:
                yield f"Message {row.id} was read, but its cases are missing."


def _case_faults(connection: Connection) -> Iterator[str]:
    """Yield cases that say something else than the audit: outcome, account, or the findings that were decided on."""
    table, finding = schema.case, schema.finding
    for rows in _in_parts(connection, table.c.id):
        told = _told(connection, schema.audit.c.case_id, rows, _STEPS)
        ids = [row.id for row in rows]
        kept: dict[int, dict[str, str]] = defaultdict(dict)
        for found in connection.execute(select(finding).where(finding.c.case_id.in_(ids))):
            kept[found.case_id][found.kind] = found.content
        pruned = _pruned(connection, ids)
        listed = differences.kept_of(connection, ids)
        for row in rows:
            latest = [each for each in told[row.id] if each.event != events.CASE_CLOSED][-1:]
            decided = row.state in _SETTLED and latest != [] and latest[0].event == events.DECIDED
            yield from differences.faults(row.id, listed[row.id], kept[row.id].get(RECONCILIATION), decided=decided)
            if not told[row.id]:
                yield f"Case {row.id} is not told of in the audit."
            elif row.state in _SETTLED:
                last = {each.event: each for each in told[row.id]}
                if row.state != CaseState.WAITING and events.CASE_CLOSED not in last and events.DECIDED not in last:
                    yield f"Case {row.id} is {row.state}, but the audit lacks how it came to that."
                yield from _differs(row, last.get(events.RECONCILED), {"account": row.account})
                yield from _differs(row, last.get(events.DECIDED), {"outcome": row.outcome})
                if row.id in pruned:
                    continue
                if decided:
                    yield from _findings_differ(row, latest[0], digests(kept[row.id]))


def _differs(row: Row[Any], witness: Row[Any] | None, says: Mapping[str, str]) -> Iterator[str]:
    """Yield where a settled case does not say what the audit's row says of it."""
    facts = {} if witness is None else _facts(witness)
    for key, value in says.items():
        if witness is not None and key in facts and facts[key] != value:
            yield f"Case {row.id} was changed: its {key} is not what audit row {witness.number} tells of."


def _findings_differ(row: Row[Any], witness: Row[Any], held: Mapping[str, str]) -> Iterator[str]:
    """Yield findings that are not those which the decision stood on; an older program kept no hashes of them."""
    for key, hashed in sorted(_facts(witness).items()):
        kind = key.removeprefix(DIGEST)
        if key.startswith(DIGEST) and held.get(key) != hashed:
            fate = "was changed: it is not what" if key in held else "is missing;"
            yield f"The {kind} of case {row.id} {fate} audit row {witness.number} tells of{'' if key in held else ' it'}."


def _reply_faults(connection: Connection, archive: Archive) -> Iterator[str]:
    """Yield replies whose files are gone, that left without a row of the audit, or that are not what the audit says."""
    for rows in _in_parts(connection, schema.outbox.c.id):
        wanted = {*_LAID_OUT, SENDING, events.REPLY_SENT, events.REPLY_UNCERTAIN}
        told = _told(connection, schema.audit.c.case_id, rows, wanted, of="case_id")
        pruned = _pruned(connection, [row.case_id for row in rows])
        for row in rows:
            for content in (row.mail, row.mime) if row.case_id not in pruned else ():
                if content and not archive.holds(content):
                    yield f"The reply of case {row.case_id} is missing from the archive: {content}."
            last = {}
            for each in told[row.case_id]:
                last[each.event] = each
                if "mail" in _facts(each):
                    last["laid out"] = each
            if row.state == ReplyState.SENT and events.REPLY_SENT not in last:
                yield f"The reply of case {row.case_id} was sent without a row in the audit."
            told_of = SENDING in last or events.REPLY_UNCERTAIN in last  # out of a backup it is uncertain at once
            if row.state in {ReplyState.SENT, ReplyState.SENDING, ReplyState.UNCERTAIN} and not told_of:
                yield f"The reply of case {row.case_id} is {row.state}, but the audit does not tell that it was on its way."
            if row.state != ReplyState.SENT and events.REPLY_SENT in last:
                number = last[events.REPLY_SENT].number
                yield f"The reply of case {row.case_id} is {row.state}, but audit row {number} says that it was sent."
            if "laid out" not in last:
                yield f"The reply of case {row.case_id} is not told of in the audit."
            else:
                yield from _altered(row, last["laid out"], ("message_id", "recipient", "mail"))
            if row.mime and SENDING in last:
                yield from _altered(row, last[SENDING], ("mime",))


def _altered(row: Row[Any], witness: Row[Any], columns: Sequence[str]) -> Iterator[str]:
    facts = _facts(witness)
    for column in columns:
        if column in facts and facts[column] != getattr(row, column):
            yield f"The reply of case {row.case_id} was changed: its {column} is not what audit row {witness.number} tells of."


def _ledger_faults(connection: Connection, seals: SealCheck) -> Iterator[str]:
    """Yield what differs in the versions of the ledger, by account and entry."""
    table = schema.ledger_version
    for row in connection.execute(select(table.c.id, table.c.name, table.c.entries).order_by(table.c.id)).all():
        yield from ledger_sums.faults(connection, row.id, row.name, row.entries, seals.version(row.id))


def _untold(connection: Connection) -> Iterator[str]:
    """Yield rows that the audit tells of and that are not there."""
    audit, message, case, outbox = schema.audit, schema.message, schema.case, schema.outbox
    gone = (
        ("Message", audit.c.message, message, message.c.id, None),
        ("Case", audit.c.case_id, case, case.c.id, None),
        ("The reply of case", audit.c.case_id, outbox, outbox.c.case_id, events.REPLY_SENT),
    )
    for what, names, table, key, event in gone:
        query = (
            select(names.label("id"), func.min(audit.c.number).label("number"))
            .outerjoin(table, key == names)
            .where(names.is_not(None), key.is_(None))
            .group_by(names)
            .order_by(names)
        )
        if event is not None:
            query = query.where(audit.c.event == event)
        for row in connection.execute(query).all():
            yield f"{what} {row.id} is missing; audit row {row.number} tells of it."
    imported = set(connection.execute(select(schema.ledger_version.c.id)).scalars())
    query = select(audit.c.number, audit.c.event, audit.c.facts).order_by(audit.c.number)
    versions: dict[str, int] = {}
    for told in connection.execute(query.where(audit.c.event.in_((events.LEDGER_IMPORTED, events.LEDGER_PRUNED)))):
        version = _facts(told).get("version", "")
        if told.event == events.LEDGER_IMPORTED:
            versions[version] = told.number
        else:
            versions.pop(version, None)
    for version, number in versions.items():
        if int(version) not in imported:
            yield f"Version {version} of the ledger is missing; audit row {number} tells of it."


def _in_parts(connection: Connection, key: Any) -> Iterator[Sequence[Row[Any]]]:
    """Yield the rows of the key's table, some hundreds at a time, in order."""
    after = 0
    # As they are kept: what somebody wrote there by hand need be no instant and no day.
    kept = [
        type_coerce(column, column.type.impl).label(column.name) if isinstance(column.type, TypeDecorator) else column
        for column in key.table.c
    ]
    while rows := connection.execute(select(*kept).where(key > after).order_by(key).limit(AT_ONCE)).all():
        yield rows
        after = rows[-1].id


def _pruned(connection: Connection, cases: Sequence[int]) -> set[int]:
    """Return those of the cases whose content was removed, as the rows of their mails say (which are compared with the audit)."""
    case, message = schema.case, schema.message
    query = select(case.c.id).join(message, message.c.id == case.c.message)
    return set(connection.execute(query.where(case.c.id.in_(cases), message.c.pruned_at.is_not(None))).scalars())


def _told(
    connection: Connection, names: Any, rows: Sequence[Row[Any]], wanted: Collection[str], *, of: str = "id"
) -> Told:
    """Return what the audit says of these rows, in order."""
    audit = schema.audit
    query = select(audit.c.number, audit.c.event, audit.c.message, audit.c.case_id, audit.c.facts).where(
        names.in_([getattr(row, of) for row in rows]), audit.c.event.in_([str(each) for each in wanted])
    )
    found: Told = defaultdict(list)
    for row in connection.execute(query.order_by(audit.c.number)).all():
        found[getattr(row, names.name)].append(row)
    return found


def _facts(row: Any) -> dict[str, str]:
    """Return the facts of an audit row; {} where somebody made them unreadable, which the chain shows."""
    try:
        found = json.loads(row.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
