"""The reply of a case: shown as it will leave, its attachments, and the words that a person puts in its place."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from daemon.desk import DeskRefused
from daemon.mail.outgoing import OutgoingMail
from daemon.review.approval import approve
from daemon.review.headers import protect
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.pages.case import the_case
from daemon.review.pages.case_paper import download


def shown(visit: Visit) -> Response:
    """The reply's HTML alone, for a frame in which it can do nothing."""
    return protect(HTMLResponse(_mail(visit).html), secure=visit.secure, framed=True)


def attachment(visit: Visit) -> Response:
    attachments, number = _mail(visit).attachments, visit.number("number")
    if number >= len(attachments):
        raise PageRefused(404, "error.missing")
    return download(attachments[number].content, attachments[number].name, attachments[number].media_type)


def edit(visit: Visit) -> Response:
    """Put other words in the place of the draft's, and let it leave where that was asked for too."""
    case, name = the_case(visit).id, visit.somebody.name
    kept = visit.numbers("kept")
    reply, seen = visit.services.store.outbox.of_case(case), visit.text("seen", 64)
    if reply is not None and reply.mail != seen:
        raise DeskRefused(visit.words("approval.changed"))
    subject, text = visit.text("subject", 300), str(visit.form.get("text", ""))
    edited = visit.services.desk.edit(case, name, subject=subject, text=text, kept=kept, seen=seen)
    if visit.form.get("then") == "approve":
        left = approve(visit, case, edited)
        return visit.go(f"/case/{case}", done="approved" if left else "first_approval")
    return visit.go(f"/case/{case}", done="edited")


def take_back(visit: Visit) -> Response:
    case = the_case(visit).id
    visit.services.desk.take_back(case, visit.somebody.name)
    return visit.go(f"/case/{case}", done="taken_back")


def ask(visit: Visit) -> Response:
    case = the_case(visit).id
    visit.services.desk.ask(case, visit.somebody.name, visit.text("text"))
    return visit.go(f"/case/{case}", done="asked")


def _mail(visit: Visit) -> OutgoingMail:
    store = visit.services.store
    reply = store.outbox.of_case(the_case(visit).id)
    if reply is None or not store.archive.holds(reply.mail):
        raise PageRefused(404, "error.missing")
    return store.outbox.mail(reply)


PAGES = (
    Page(name="case_reply", path="/case/{case}/reply.html", get=shown),
    Page(name="case_attachment", path="/case/{case}/attachment/{number}", get=attachment),
    Page(name="case_edit", path="/case/{case}/edit", post=edit),
    Page(name="case_take_back", path="/case/{case}/take-back", post=take_back),
    Page(name="case_ask", path="/case/{case}/ask", post=ask),
)
