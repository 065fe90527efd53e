"""One counterparty: what is on file, its accounts with our balances, what is open and how old, its statements, what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from starlette.responses import Response

from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.review.open_differences import OpenDifference, open_differences
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.table import table
from daemon.store.books import AccountBalance
from daemon.store.marks import Stop
from daemon.store.numbers import learned
from daemon.store.queue import Wanted
from daemon.store.states import CaseState
from parsers.ledgers.counterparty import Counterparty

PATH = "/counterparty"
WAITING = (CaseState.WAITING, CaseState.STUCK)
_STATEMENTS = 25
_MOST_DIFFERENCES = 300
_MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Account:
    """One of its accounts: as the ledger that counts has it, None where it has none of that code."""

    code: str
    booked: AccountBalance | None


def the_counterparty(visit: Visit, code: str) -> Counterparty:
    """Return who has this code. Raises `PageRefused`."""
    found = visit.services.store.counterparties.get(code) if code else None
    if found is None:
        raise PageRefused(404, "error.missing")
    return found


def show(visit: Visit) -> Response:
    services, store = visit.services, visit.services.store
    found = the_counterparty(visit, visit.query.get("code", ""))
    listing = table(PATH, visit.query, fields=("code",), orders=("age",), per_page=_STATEMENTS, down=True)
    wanted = Wanted(counterparty=found.code, descending=True, limit=_STATEMENTS, offset=listing.offset)
    with store.reading() as tx:
        version = store.ledgers.active(found.role, tx)
        accounts = () if version is None else store.books.balances_of(version.id, found.ledger_accounts(), tx)
        latest = store.parties.latest([found.code], tx).get(found.code, ())
        differences = open_differences(store, latest, tx)
        history, total = store.queue.cases(wanted, tx)
        waiting = store.parties.waiting(found.code, WAITING, tx)
        stop = store.marks.stopped(found.code, tx)
    by_code: dict[str, list[AccountBalance | None]] = {}
    for each in accounts:
        by_code.setdefault(each.account, []).append(each)
    return visit.show(
        "counterparty.html",
        found=found,
        accounts=[Account(code, booked) for code in found.ledger_accounts() for booked in by_code.get(code, [None])],
        version=version,
        differences=differences[:_MOST_DIFFERENCES],
        differences_total=len(differences),
        sums=_sums(differences),
        history=history,
        history_total=total,
        listing=listing,
        known=learned(store, found),
        waiting=waiting,
        stop=stop,
        today=services.clock().astimezone(services.zone).date(),
    )


def stop(visit: Visit) -> Response:
    """Have the counterparty answered by a person only, from now on."""
    found, because = the_counterparty(visit, visit.text("code", 200)), visit.text("because", 1000)
    if not because:
        raise PageRefused(422, "error.because")
    store, now, name = visit.services.store, visit.services.clock(), visit.somebody.name
    with store.writing() as tx:
        store.marks.stop(tx, Stop(counterparty=found.code, because=because, placed_by=name, placed_at=now))
        facts = {"counterparty": found.code, "because": because}
        store.audit.add(tx, now, events.AUTOMATION_STOPPED, actor=name, facts=facts)
    return visit.go(PATH, code=found.code, done="automation_stopped")


def reopen(visit: Visit) -> Response:
    """Let the counterparty be answered automatically again."""
    found = the_counterparty(visit, visit.text("code", 200))
    store, now, name = visit.services.store, visit.services.clock(), visit.somebody.name
    with store.writing() as tx:
        if not store.marks.reopen(tx, found.code):
            raise PageRefused(409, "error.not_stopped")
        facts = {"counterparty": found.code}
        store.audit.add(tx, now, events.AUTOMATION_REOPENED, actor=name, facts=facts)
    return visit.go(PATH, code=found.code, done="reopened")


def replay(visit: Visit) -> Response:
    """Have all its waiting cases worked on again, with what was learned or changed since."""
    found, name = the_counterparty(visit, visit.text("code", 200)), visit.somebody.name
    replayed, refused = 0, []
    for case in visit.services.store.parties.waiting(found.code, WAITING)[:_MOST_AT_ONCE]:
        try:
            visit.services.desk.replay(case, name)
        except DeskRefused as refusal:
            refused.append((case, str(refusal)))
        else:
            replayed += 1
    return visit.show("replayed_many.html", found=found, replayed=replayed, refused=refused)


def _sums(differences: tuple[OpenDifference, ...]) -> dict[str, Decimal]:
    """Return what the differences come to, by currency."""
    found: dict[str, Decimal] = {}
    for each in differences:
        found[each.currency] = found.get(each.currency, Decimal(0)) + each.amount
    return found


PAGES = (
    Page(name="counterparty", path=PATH, get=show),
    Page(name="counterparty_stop", path="/counterparty/stop", post=stop),
    Page(name="counterparty_replay", path="/counterparty/replay", post=replay),
    Page(name="counterparty_reopen", path="/counterparty/reopen", post=reopen),
)
