"""The page behind a link in a mail to staff: the draft, what it rests on, yes or no.

Opening it does nothing: mail scanners follow links. What acts is its form. The link stands for one user, counts once, and ends
with its time, when the case changes, or when its user may no longer decide. Whoever uses a second factor is asked for it here too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.responses import Response

from daemon.config.staff import approvers
from daemon.mail.outgoing import OutgoingMail
from daemon.review.approval import approve
from daemon.review.by_mail import waiting_draft
from daemon.review.page import Page, PageRefused, Permission, Visit, may
from daemon.review.pages.sign_in import TRIES_BY_NAME, second_factor_holds
from daemon.store.findings import because_of
from daemon.store.four_eyes import needs_two
from daemon.store.outbox import Reply
from daemon.store.users import APPROVE_LINK, User


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who is asked about which draft."""

    user: User
    reply: Reply
    mail: OutgoingMail


def show(visit: Visit) -> Response:
    return _show(visit, _asked(visit), "")


def decide(visit: Visit) -> Response:
    """Approve or reject in the name of the link's user; the link is used up before anything is done."""
    asked, act = _asked(visit), visit.text("act", 10)
    because = visit.text("because", 1000)
    if act not in {"approve", "reject"}:
        raise PageRefused(400, "error.form")
    if act == "reject" and not because:
        return _show(visit, asked, "error.because")
    if _code_needed(visit, asked.user) and not _is_himself(visit, asked.user):
        return _show(visit, asked, "sign_in.wrong_code")
    services, case = visit.services, asked.reply.case
    with services.store.writing() as tx:
        used = services.store.users.use_link(tx, _token(visit), APPROVE_LINK, services.clock())
    if used is None:
        raise PageRefused(404, "error.link")
    acting = replace(visit, user=asked.user)
    if act == "reject":
        services.desk.close(case, asked.user.name, because)
        return visit.show("approve_done.html", key="approve_link.rejected", case=case)
    left = approve(acting, case, asked.reply.mail)
    key = "approve_link.approved" if left else "approve_link.first_approval"
    return visit.show("approve_done.html", key=key, case=case)


def _asked(visit: Visit) -> _Asked:
    """Return what the link asks. Raises `PageRefused` where it does not count (any more)."""
    services, store = visit.services, visit.services.store
    link = store.users.look_at_link(_token(visit), APPROVE_LINK, services.clock())
    if link is None:
        raise PageRefused(404, "error.link")
    user = store.users.required(link.user)
    named = any(each.user == user.name for each in approvers(services.settings.desk))
    if not named or not may(user, Permission.WORK):
        raise PageRefused(403, "error.not_allowed")
    if visit.user is not None and visit.user.name != user.name:
        raise PageRefused(403, "error.refused", visit.words("approve_link.other", name=user.name))
    case, _, draft = link.subject.partition(" ")
    reply = waiting_draft(store, int(case), draft)
    if reply is None or not store.archive.holds(reply.mail):
        raise PageRefused(410, "error.refused", visit.words("approve_link.changed"))
    return _Asked(user, reply, store.outbox.mail(reply))


def _code_needed(visit: Visit, user: User) -> bool:
    return bool(user.totp) and visit.user is None


def _is_himself(visit: Visit, user: User) -> bool:
    """Whether the second factor's code is right; guessing is slowed as at the door."""
    throttle, now, key = visit.services.throttle, visit.services.clock(), f"name {user.name.casefold()}"
    if throttle.waits(key, now, TRIES_BY_NAME):
        return False
    if second_factor_holds(visit, user, visit.text("code", 20), now):
        return True
    throttle.failed(key, now)
    return False


def _show(visit: Visit, asked: _Asked, key: str) -> Response:
    store, case = visit.services.store, asked.reply.case
    figures = store.figures.get(case)
    found = store.cases.get(case)
    party = store.counterparties.get(found.counterparty) if found.counterparty else None
    return visit.show(
        "approve_link.html",
        status=422 if key else 200,
        key=key,
        user=asked.user,
        case=case,
        reply=asked.reply,
        mail=asked.mail,
        figures=figures,
        party=party.name if party is not None else found.counterparty,
        because=because_of(store.cases, found),
        two=needs_two(figures, visit.services.settings.desk.four_eyes_above),
        asks_code=_code_needed(visit, asked.user),
    )


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


PAGES = (
    Page(
        name="approve_link",
        path="/approve/{token}",
        get=show,
        post=decide,
        see=Permission.ANYBODY,
        act=Permission.ANYBODY,
    ),
)
