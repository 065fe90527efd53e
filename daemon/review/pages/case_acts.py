"""What a person does with a case as a whole: approve, reject, replay, settle a doubt, note, assign, mark as disputed."""

from __future__ import annotations

from starlette.responses import Response

from daemon.observe import events
from daemon.review.approval import approve
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.pages.case import the_case


def approved(visit: Visit) -> Response:
    case = the_case(visit).id
    return visit.go(
        f"/case/{case}", done="approved" if approve(visit, case, visit.text("seen", 64)) else "first_approval"
    )


def held_back(visit: Visit) -> Response:
    case = the_case(visit).id
    visit.services.desk.hold_back(case, visit.somebody.name)
    return visit.go(f"/case/{case}", done="held_back")


def rejected(visit: Visit) -> Response:
    case, because = the_case(visit).id, visit.text("because", 1000)
    if not because:
        raise PageRefused(422, "error.because")
    visit.services.desk.close(case, visit.somebody.name, because)
    return visit.go(f"/case/{case}", done="rejected")


def replayed(visit: Visit) -> Response:
    case = the_case(visit).id
    visit.services.desk.replay(case, visit.somebody.name)
    return visit.go(f"/case/{case}", done="replayed")


def reopened(visit: Visit) -> Response:
    case = the_case(visit).id
    visit.services.desk.reopen(case, visit.somebody.name, visit.text("because", 1000))
    return visit.go(f"/case/{case}", done="case_reopened")


def settled(visit: Visit) -> Response:
    case, arrived = the_case(visit).id, visit.text("arrived", 3)
    if arrived not in {"yes", "no"}:
        raise PageRefused(400, "error.form")
    act = visit.services.desk.left if arrived == "yes" else visit.services.desk.never_left
    act(case, visit.somebody.name)
    return visit.go(f"/case/{case}", done="settled")


def noted(visit: Visit) -> Response:
    case, text, services = the_case(visit), visit.text("text", 4000), visit.services
    if not text:
        raise PageRefused(422, "error.note")
    with services.store.writing() as tx:
        now, name = services.clock(), visit.somebody.name
        services.store.marks.add_note(tx, case.id, text, name, now)
        services.store.audit.add(tx, now, events.CASE_MARKED, actor=name, case=case.id, facts={"what": "note"})
    return visit.go(f"/case/{case.id}", done="noted")


def assigned(visit: Visit) -> Response:
    name = visit.text("to", 100)
    if name:
        user = visit.services.store.users.get(name)
        if user is None or user.disabled:
            raise PageRefused(422, "error.no_user")
    return _marked(visit, f"assigned to {name}" if name else "assigned to nobody", assigned_to=name)


def disputed(visit: Visit) -> Response:
    is_so = visit.text("disputed", 3) == "yes"
    return _marked(visit, "disputed" if is_so else "no longer disputed", disputed=is_so)


def _marked(visit: Visit, what: str, **values: object) -> Response:
    case, services = the_case(visit), visit.services
    with services.store.writing() as tx:
        services.store.marks.change(tx, case.id, **values)
        now, name = services.clock(), visit.somebody.name
        services.store.audit.add(tx, now, events.CASE_MARKED, actor=name, case=case.id, facts={"what": what})
    return visit.go(f"/case/{case.id}", done="saved")


PAGES = (
    Page(name="case_approve", path="/case/{case}/approve", post=approved),
    Page(name="case_hold_back", path="/case/{case}/hold-back", post=held_back),
    Page(name="case_reject", path="/case/{case}/reject", post=rejected),
    Page(name="case_replay", path="/case/{case}/replay", post=replayed),
    Page(name="case_reopen", path="/case/{case}/reopen", post=reopened),
    Page(name="case_settle", path="/case/{case}/settle", post=settled),
    Page(name="case_note", path="/case/{case}/note", post=noted),
    Page(name="case_assign", path="/case/{case}/assign", post=assigned),
    Page(name="case_dispute", path="/case/{case}/dispute", post=disputed),
)
