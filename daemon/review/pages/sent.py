"""What left without a person: looked at in samples, and "this was wrong" in one click, which closes automation for that counterparty."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from daemon.observe import events
from daemon.review.listing import listing
from daemon.review.page import Page, PageRefused, Visit
from daemon.store.marks import Stop
from daemon.store.queue import Wanted


def show(visit: Visit) -> Response:
    services = visit.services
    percent = services.settings.desk.sample_percent
    asked = listing("/sent", visit.query, Wanted(sent_by_itself=True, descending=True))
    sampled = visit.query.get("sample") == "1"
    wanted = replace(asked.wanted, sample=percent, unchecked=True) if sampled else asked.wanted
    with services.store.reading() as tx:
        rows, total = services.store.queue.cases(wanted, tx)
        to_check = services.store.queue.cases(Wanted(sent_by_itself=True, sample=percent, unchecked=True, limit=1), tx)[
            1
        ]
        stopped = {row.case.counterparty: services.store.marks.stopped(row.case.counterparty, tx) for row in rows}
    return visit.show(
        "sent.html",
        listing=asked,
        rows=rows,
        total=total,
        to_check=to_check,
        sampled=sampled,
        percent=percent,
        stopped=stopped,
    )


def right(visit: Visit) -> Response:
    """Somebody looked at it, and it was right."""
    case = _sent_by_itself(visit)
    _mark(visit, case, "checked: it was right", checked_by=visit.somebody.name, checked_at=visit.services.clock())
    return visit.go("/sent", done="checked", sample=visit.text("sample", 1))


def wrong(visit: Visit) -> Response:
    """It was wrong: its counterparty is answered by a person only, until somebody opens it again."""
    case = _sent_by_itself(visit)
    store, now, name = visit.services.store, visit.services.clock(), visit.somebody.name
    because = visit.text("because", 1000) or "-"
    counterparty = store.cases.get(case).counterparty
    with store.writing() as tx:
        stop = Stop(counterparty=counterparty, because=f"#{case}: {because}", placed_by=name, placed_at=now)
        store.marks.stop(tx, stop)
        facts = {"counterparty": counterparty, "because": because}
        store.audit.add(tx, now, events.AUTOMATION_STOPPED, actor=name, case=case, facts=facts)
    _mark(visit, case, "checked: it was wrong", checked_by=name, checked_at=now, wrong=because)
    return visit.go("/sent", done="stopped")


def reopen(visit: Visit) -> Response:
    """Let a counterparty be answered automatically again."""
    counterparty, name = visit.text("counterparty", 200), visit.somebody.name
    store, now = visit.services.store, visit.services.clock()
    with store.writing() as tx:
        if not store.marks.reopen(tx, counterparty):
            raise PageRefused(409, "error.not_stopped")
        facts = {"counterparty": counterparty}
        store.audit.add(tx, now, events.AUTOMATION_REOPENED, actor=name, facts=facts)
    return visit.go("/sent", done="reopened")


def _sent_by_itself(visit: Visit) -> int:
    case = visit.number("case")
    reply = visit.services.store.outbox.of_case(case)
    if reply is None or reply.state != "sent" or reply.approved_by:
        raise PageRefused(409, "error.not_sent")
    return case


def _mark(visit: Visit, case: int, what: str, **values: object) -> None:
    store, name = visit.services.store, visit.somebody.name
    with store.writing() as tx:
        store.marks.change(tx, case, **values)
        store.audit.add(tx, visit.services.clock(), events.CASE_MARKED, actor=name, case=case, facts={"what": what})


PAGES = (
    Page(name="sent", path="/sent", get=show),
    Page(name="sent_right", path="/sent/{case}/right", post=right),
    Page(name="sent_wrong", path="/sent/{case}/wrong", post=wrong),
    Page(name="reopen_automation", path="/sent/reopen", post=reopen),
)
