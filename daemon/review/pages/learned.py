"""What was learned, from answered statements and from staff: seen with its evidence, taken back, brought back, taught otherwise.
Beside it what staff corrected in cases, which stays with its case.

It counts from the next case on, and for the waiting ones when somebody has them worked on again.
"""

from __future__ import annotations

from starlette.responses import Response

from daemon.imports.counterparty_form import told
from daemon.observe import events
from daemon.review.lessons import LessonRefused, changed_by, lessons_of
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.pages.counterparty import WAITING, the_counterparty
from daemon.review.table import table
from daemon.store.corrections import corrected_cases
from daemon.store.taught import taught_parties

PATH = "/learned"
_PARTIES = 25
_WITH_CARE = frozenset({"teach", "restore"})  # they let more be answered, so an approver says it


def show(visit: Visit) -> Response:
    store = visit.services.store
    listing = table(PATH, visit.query, fields=("search", "code"), orders=("name",), per_page=_PARTIES)
    asked = listing.asked
    with store.reading() as tx:
        found, total = taught_parties(
            tx, search=asked.get("search", ""), code=asked.get("code", ""), limit=_PARTIES, offset=listing.offset
        )
        parties = [
            (
                each,
                lessons_of(store, tx, each),
                len(store.parties.waiting(each.code, WAITING, tx)),
                *corrected_cases(tx, each.code),
            )
            for each in found
        ]
    return visit.show("learned.html", listing=listing, parties=parties, total=total)


def act(visit: Visit) -> Response:
    """Take back, bring back or teach one thing."""
    found, wanted = the_counterparty(visit, visit.text("code", 200)), visit.text("act", 20)
    if wanted in _WITH_CARE and not visit.may(Permission.APPROVE):
        raise PageRefused(403, "error.not_allowed")
    store, name = visit.services.store, visit.somebody.name
    with store.writing() as tx:
        before = store.counterparties.get(found.code, tx)
        if before is None:
            raise PageRefused(404, "error.missing")
        key, ours = visit.text("key", 400), visit.text("ours", 400)
        if wanted == "refuse" and key not in {each.key for each in lessons_of(store, tx, before) if each.cases}:
            raise PageRefused(409, "error.lesson")
        try:
            after = changed_by(before, wanted, key, ours)
        except LessonRefused:
            raise PageRefused(409, "error.lesson") from None
        store.counterparties.put(after, tx)
        facts = {"code": found.code, "act": wanted, "key": key, **told(before, after)}
        if after.numbers_refused != before.numbers_refused:
            facts["numbers_refused"] = "; ".join(after.numbers_refused)[:2_000]
        store.audit.add(tx, visit.services.clock(), events.COUNTERPARTY_CHANGED, actor=name, facts=facts)
    return visit.go(PATH, code=found.code, done="learned")


PAGES = (Page(name="learned", path=PATH, get=show, post=act),)
