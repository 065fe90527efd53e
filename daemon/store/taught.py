"""What staff's corrections and answered statements have taught, for the desk: of whom there is anything, and who changed what and when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, and_, exists, func, or_, select

from daemon.observe import events
from daemon.store import schema
from daemon.store.corrections import CORRECTIONS
from daemon.store.numbers import NUMBERS
from daemon.store.states import ReplyState
from parsers.ledgers.counterparty import Counterparty

_CHANGES = 500  # of a counterparty, the newest first

_party = schema.counterparty


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of what is on file of a counterparty. `facts` say each changed field as it was written then."""

    at: dt.datetime
    actor: str
    facts: Mapping[str, str]

    def says(self, field: str, word: str) -> bool:
        """Whether the change left `word` among the parts of a field."""
        return word in {part.strip() for part in self.facts.get(field, "").split(";")}


def taught_parties(
    tx: Connection, *, search: str = "", code: str = "", limit: int, offset: int = 0
) -> tuple[tuple[Counterparty, ...], int]:
    """Return one page of the counterparties of whom anything was learned, taught, corrected or taken back, and how many there are."""
    case, reply, finding = schema.case, schema.outbox, schema.finding
    shows = exists().where(
        case.c.counterparty == _party.c.code,
        reply.c.case_id == case.c.id,
        reply.c.state == str(ReplyState.SENT),
        reply.c.kind.in_(("confirm", "differences")),
        finding.c.case_id == case.c.id,
        finding.c.kind == NUMBERS,
    )
    made = exists().where(
        case.c.counterparty == _party.c.code, finding.c.case_id == case.c.id, finding.c.kind == CORRECTIONS
    )
    # As msgspec writes it; within another field's text the quotes would be escaped.
    texts = ('"reference_map":[[', '"numbers_refused":["', '"disputed":["')
    chosen = [or_(shows, made, *(_party.c.content.contains(text, autoescape=True) for text in texts))]
    if code:
        chosen = [_party.c.code == code]
    for word in search.split()[:8]:
        said = (func.lower(text).contains(word.lower(), autoescape=True) for text in (_party.c.code, _party.c.name))
        chosen.append(or_(*said))
    total = tx.execute(select(func.count()).select_from(_party).where(and_(*chosen))).scalar_one()
    query = select(_party.c.content).where(and_(*chosen)).order_by(func.lower(_party.c.name), _party.c.code)
    rows = tx.execute(query.limit(limit).offset(offset)).scalars()
    return tuple(msgspec.json.decode(row, type=Counterparty) for row in rows), int(total)


def changes_of(tx: Connection, code: str) -> tuple[Change, ...]:
    """Return who changed what is on file of a counterparty, the oldest first."""
    audit = schema.audit
    # As daemon/store/chain.py writes facts.
    told = f'"code":{json.dumps(code, ensure_ascii=False)}'
    query = (
        select(audit.c.at, audit.c.actor, audit.c.facts)
        .where(audit.c.event == events.COUNTERPARTY_CHANGED, audit.c.facts.contains(told, autoescape=True))
        .order_by(audit.c.number.desc())
        .limit(_CHANGES)
    )
    found = [Change(at=row.at, actor=row.actor, facts=json.loads(row.facts)) for row in tx.execute(query)]
    return tuple(reversed([each for each in found if each.facts.get("code") == code]))
