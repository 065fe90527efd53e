"""What waits for a person: why, from whom, how much is at stake, how old; and approving many at once where only that is missing."""

from __future__ import annotations

from starlette.responses import Response

from daemon.desk import DeskRefused
from daemon.review.approval import approve
from daemon.review.listing import listing
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.pages.case import telling
from daemon.store.findings import because_of
from daemon.store.queue import Wanted
from daemon.store.states import CaseState

WAITING = (CaseState.WAITING, CaseState.STUCK)
AT_ONCE = 200


def show(visit: Visit) -> Response:
    store = visit.services.store
    asked = listing("/", visit.query, Wanted(states=WAITING))
    with store.reading() as tx:
        rows, total = store.queue.cases(asked.wanted, tx)
        green, _ = store.queue.cases(Wanted(green=True, limit=2000), tx)
        gates, assignees = store.queue.gates(WAITING, tx), store.queue.assignees(tx)
    return visit.show(
        "queue.html",
        listing=asked,
        rows=rows,
        total=total,
        because={row.case.id: telling(row.case, because_of(store.cases, row.case)) for row in rows},
        green=frozenset(row.case.id for row in green),
        gates=gates,
        assignees=assignees,
        now=visit.services.clock(),
    )


def approve_many(visit: Visit) -> Response:
    """Approve every case that was ticked and still is green; the others stay and are said."""
    ticked = visit.numbers("case")[:AT_ONCE]
    if not ticked:
        raise PageRefused(422, "error.none_ticked")
    pairs = [str(each).partition(":") for each in visit.form.getlist("seen")]
    seen = {case: words for case, _, words in pairs}
    green = {row.case.id for row in visit.services.store.queue.cases(Wanted(green=True, limit=2000))[0]}
    approved, refused = 0, []
    for case in ticked:
        if case not in green:
            refused.append(visit.words("queue.not_green", case=case))
            continue
        try:
            approved += approve(visit, case, seen.get(str(case), ""))
        except DeskRefused as refusal:
            refused.append(str(refusal))
    return visit.show("approved_many.html", approved=approved, refused=refused)


PAGES = (
    Page(name="queue", path="/", get=show),
    Page(name="approve_many", path="/approve", post=approve_many),
)
