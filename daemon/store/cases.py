"""The cases: one statement of one mail each (or one mail without a statement), with its state and what each step found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from daemon.store import case_statements as said
from daemon.store import claims, schema
from daemon.store.database import Database
from daemon.store.states import CaseState, ImpossibleTransition, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. `number` counts within its mail from 0; `repeats` is an earlier case with the same statement."""

    id: int
    message: int
    number: int
    document: str  # sha256, "" where the mail has none
    document_name: str
    state: CaseState
    outcome: str  # of the decision, "" before it
    counterparty: str  # code, "" where unknown
    account: str
    ledger_version: int | None
    fingerprint: str  # of what the statement says, "" without one
    repeats: int | None
    tries: int
    trace: str
    created_at: dt.datetime
    updated_at: dt.datetime
    claimed_by: str = ""  # by whom when it was read

    @property
    def claim(self) -> claims.Claim:
        return claims.Claim(schema.case, self.id, self.claimed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOverview:
    """A case in a list, with its mail and its reply."""

    case: Case
    mailbox: str
    sender: str
    subject: str
    received_at: dt.datetime
    reply_state: str  # "" where there is no reply


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What recognising found of one case."""

    number: int
    document: str = ""
    document_name: str = ""
    counterparty: str = ""
    fingerprint: str = ""
    findings: tuple[tuple[str, str], ...] = ()  # (kind, JSON)


class Cases:
    """All cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, tx: Connection, message: int, new: NewCase, now: dt.datetime) -> int:
        """Make a case, or bring back the one with this number that was stuck or replayed. Return its id."""
        table = schema.case
        row = said.NUMBERED.first(tx, message=message, number=new.number)
        values = {
            "document": new.document,
            "document_name": new.document_name,
            "counterparty": new.counterparty,
            "fingerprint": new.fingerprint,
        }
        if row is None:
            begun = {"message": message, "number": new.number, "state": str(CaseState.RECOGNISED)}
            found = int(said.NEW.value(tx, **begun, created_at=now, updated_at=now, **values))
        else:
            case = case_of(row)
            found = case.id
            if case.state is CaseState.RECOGNISED:
                tx.execute(update(table).where(table.c.id == found).values(**values, updated_at=now))
            else:
                self.move(tx, case, CaseState.RECOGNISED, now, **values)
        for kind, content in new.findings:
            self.put_finding(tx, found, kind, content)
        return found

    def create_stuck(self, tx: Connection, message: int, trace: str, now: dt.datetime) -> int:
        """Make the case that tells staff that a mail could not be read at all."""
        table = schema.case
        found = tx.execute(select(table.c.id).where(table.c.message == message, table.c.number == 0)).scalar()
        if found is not None:
            tx.execute(update(table).where(table.c.id == found).values(trace=trace, updated_at=now))
            return int(found)
        return int(
            tx.execute(
                insert(table)
                .values(
                    message=message,
                    number=0,
                    state=str(CaseState.STUCK),
                    trace=trace,
                    created_at=now,
                    updated_at=now,
                )
                .returning(table.c.id)
            ).scalar_one()
        )

    def claim(
        self, worker: str, now: dt.datetime, case: int | None = None, tx: Connection | None = None
    ) -> Case | None:
        """Claim the next case that a step is due for, or that `case` alone where one is named."""
        states = [CaseState.DECIDED, CaseState.RECONCILED, CaseState.RECOGNISED]
        with self._database.writing(tx) as within:
            found = claims.claim(within, schema.case, states, worker, now, row=case)
            return None if found is None else self.get(found.row, within)

    def move(self, tx: Connection, case: Case, becomes: CaseState, now: dt.datetime, **values: object) -> None:
        """Change the state and free the claim. Raises `ImpossibleTransition`, and `ClaimLost` where a claimed case is another's now."""
        require("case", case.state, becomes)
        free: dict[str, object] = {"claimed_by": "", "lease_until": None, "tries": 0, "updated_at": now}
        written = {"state": str(becomes), **free, **values}
        moving = said.moving(tuple(sorted(written)))
        if moving.run(tx, of_case=case.id, was=str(case.state), held_by=case.claimed_by, **written) != 1:
            lost = claims.ClaimLost if case.claimed_by else ImpossibleTransition
            raise lost(f"Case {case.id} is no longer {case.state}.")

    def get(self, case: int, tx: Connection | None = None) -> Case:
        """Return one case. Raises `LookupError`."""
        with self._database.reading(tx) as connection:
            row = said.ONE.first(connection, case=case)
        if row is None:
            raise LookupError(f"There is no case {case}; `tieout case list` shows those there are.")
        return case_of(row)

    def of_message(self, message: int, tx: Connection | None = None) -> tuple[Case, ...]:
        """Return the cases of one mail, in order."""
        with self._database.reading(tx) as connection:
            return tuple(case_of(row) for row in said.OF_MESSAGE.rows(connection, message=message))

    def overviews(
        self, states: Collection[CaseState] = (), *, limit: int = 100, before: int | None = None
    ) -> tuple[CaseOverview, ...]:
        """Return cases for a list, the newest first; `before` is the id where the last page ended."""
        table, message, outbox = schema.case, schema.message, schema.outbox
        query = (
            select(
                table,
                message.c.mailbox,
                message.c.sender,
                message.c.subject,
                message.c.received_at,
                outbox.c.state.label("reply_state"),
            )
            .join(message, message.c.id == table.c.message)
            .outerjoin(outbox, outbox.c.case_id == table.c.id)
            .order_by(table.c.id.desc())
            .limit(limit)
        )
        if states:
            query = query.where(table.c.state.in_([str(state) for state in states]))
        if before is not None:
            query = query.where(table.c.id < before)
        with self._database.reading() as connection:
            return tuple(
                CaseOverview(
                    case=case_of(row),
                    mailbox=row.mailbox,
                    sender=row.sender,
                    subject=row.subject,
                    received_at=row.received_at,
                    reply_state=row.reply_state or "",
                )
                for row in connection.execute(query)
            )

    def answered_before(
        self, tx: Connection, case: Case, account: str | None, kind: str, limit: int = 6
    ) -> Iterator[str]:
        """Yield the findings of `kind` of this counterparty's other cases, on our `account` where one is named, whose answer has surely
        left and told of a comparison, the newest first.
        """
        yield from (said for _, said in self.answered(tx, case.counterparty, account, kind, limit, besides=case.id))

    def answered(
        self, tx: Connection, counterparty: str, account: str | None, kind: str, limit: int, *, besides: int = 0
    ) -> Iterator[tuple[int, str]]:
        """Yield what `answered_before` does, each with its case, of all cases but `besides`."""
        on = {} if account is None else {"account": account}
        answered = said.answered(account is not None)
        for row in answered.rows(tx, counterparty=counterparty, besides=besides, most=limit, **on):
            content = said.FINDING.value(tx, case=row.id, kind=kind)
            if content is not None:
                yield row.id, content

    def has_earlier_statement(self, tx: Connection, case: Case) -> bool:
        """Whether this counterparty has sent a statement in an earlier mail, authenticated."""
        earlier = said.EARLIER_STATEMENT.value(tx, counterparty=case.counterparty, case=case.id, message=case.message)
        return earlier is not None

    def put_finding(self, tx: Connection, case: int, kind: str, content: str) -> None:
        """Keep what a step found, in place of what it found before."""
        said.FORGET.run(tx, case=case, kind=kind)
        said.KEEP.run(tx, case_id=case, kind=kind, content=content)

    def drop_finding(self, tx: Connection, case: int, kind: str) -> None:
        """Forget what a step found when the case was worked on before."""
        said.FORGET.run(tx, case=case, kind=kind)

    def finding(self, case: int, kind: str, tx: Connection | None = None) -> str | None:
        """Return what a step found, as JSON."""
        with self._database.reading(tx) as connection:
            content: str | None = said.FINDING.value(connection, case=case, kind=kind)
        return content

    def findings(self, case: int, tx: Connection | None = None) -> dict[str, str]:
        """Return all that the steps found, as JSON, by kind."""
        with self._database.reading(tx) as connection:
            return {row.kind: row.content for row in said.FINDINGS.rows(connection, case=case)}

    def has_counterparty(self, code: str) -> bool:
        """Whether a case belongs to this counterparty, be it on file or not."""
        table = schema.case
        with self._database.reading() as connection:
            return (
                connection.execute(select(table.c.id).where(table.c.counterparty == code).limit(1)).first() is not None
            )

    def counts(self) -> dict[str, int]:
        """Return how many cases there are in each state."""
        table = schema.case
        query = select(table.c.state, func.count().label("number")).group_by(table.c.state).order_by(table.c.state)
        with self._database.reading() as connection:
            return {row.state: row.number for row in connection.execute(query)}

    def unfinished(self) -> int:
        """Return how many mails and cases still have a step before them."""
        with self._database.reading() as connection:
            return int(said.WITH_A_STEP.value(connection)) + int(said.RECEIVED.value(connection))


def case_of(row: Any) -> Case:
    """Return the case that a row holds in the columns of `case`."""
    return Case(
        id=row.id,
        message=row.message,
        number=row.number,
        document=row.document,
        document_name=row.document_name,
        state=CaseState(row.state),
        outcome=row.outcome,
        counterparty=row.counterparty,
        account=row.account,
        ledger_version=row.ledger_version,
        fingerprint=row.fingerprint,
        repeats=row.repeats,
        tries=row.tries,
        trace=row.trace,
        claimed_by=row.claimed_by,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
