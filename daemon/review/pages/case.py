"""One case: the paper, our books and what matches between them; bridge, proof, the draft as the customer will see it, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from daemon.mail.outgoing import OutgoingMail
from daemon.review.groups import Group, groups_of
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.rendering import render
from daemon.review.waterfall import MOST_BARS, bars_of, waterfall
from daemon.store import forms
from daemon.store.cases import Case
from daemon.store.findings import DECISION, PROBLEMS, RECONCILIATION, STATEMENT, because_of
from daemon.store.four_eyes import first_of_two, needs_two
from daemon.store.outbox import Reply
from daemon.store.states import CaseState, ReplyState
from parsers.document import Problem
from parsers.statements.statement import Statement
from rules.model.decision import Decision
from rules.model.reconciliation import Reconciliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the steps found of a case."""

    case: Case
    statement: Statement | None
    compared: Reconciliation | None
    decision: Decision | None
    problems: tuple[Problem, ...]
    groups: tuple[Group, ...]

    @property
    def currency(self) -> str:
        return (self.statement.currency if self.statement is not None else None) or ""


def the_case(visit: Visit) -> Case:
    """Return the case that the path names. Raises `PageRefused`."""
    try:
        return visit.services.store.cases.get(visit.number("case"))
    except LookupError:
        raise PageRefused(404, "error.missing") from None


def found_of(visit: Visit, case: Case) -> Found:
    """Return what the steps found of a case."""
    cases = visit.services.store.cases
    statement, compared = cases.finding(case.id, STATEMENT), cases.finding(case.id, RECONCILIATION)
    decision, problems = cases.finding(case.id, DECISION), cases.finding(case.id, PROBLEMS)
    read = None if statement is None else forms.read_statement(statement)
    laid = None if compared is None else forms.read_reconciliation(compared)
    return Found(
        case=case,
        statement=read,
        compared=laid,
        decision=None if decision is None else forms.read_decision(decision),
        problems=() if problems is None else forms.read_problems(problems)[0],
        groups=groups_of(read, laid),
    )


def show(visit: Visit) -> Response:
    store, case = visit.services.store, the_case(visit)
    found, message = found_of(visit, case), store.messages.get(case.message)
    counterparty = store.counterparties.get(case.counterparty) if case.counterparty else None
    reply = store.outbox.of_case(case.id)
    return visit.show(
        "case.html",
        found=found,
        case=case,
        message=message,
        party=case.counterparty if counterparty is None else counterparty.name,
        because=_named(found, telling(case, because_of(store.cases, case))),
        picture=_picture(visit, found),
        steps=_steps(visit, found),
        reply=reply,
        mail=None if reply is None else _mail(visit, reply),
        acts=acts_of(visit, case, reply),
        two=_two(visit, case, reply),
        mark=store.marks.get(case.id),
        notes=store.marks.notes(case.id),
        rows=list(store.audit.rows(case.id)),
        siblings=[each for each in store.cases.of_message(case.message) if each.id != case.id],
        users=[user.name for user in store.users.all() if not user.disabled],
    )


def here(visit: Visit) -> Response:
    """Note who has the case open, and tell who else has."""
    others = visit.services.presence.here(the_case(visit).id, visit.somebody.name, visit.services.clock())
    return HTMLResponse(render("case_here.html", others=others, t=visit.words))


def acts_of(visit: Visit, case: Case, reply: Reply | None) -> frozenset[str]:
    """Return what the visitor can do with a case as it stands."""
    if not visit.may(Permission.WORK):
        return frozenset()
    acts = {"note", "assign", "dispute"}
    waits = case.state is CaseState.WAITING
    if waits and reply is not None and reply.state in {ReplyState.DRAFT, ReplyState.FAILED}:
        acts.add("approve")
    if waits and reply is not None and reply.state is ReplyState.DRAFT:
        acts.add("edit")
    if waits and reply is not None and reply.state is ReplyState.UNCERTAIN:
        acts.add("settle")
    if waits and (reply is None or reply.state is ReplyState.DRAFT) and case.counterparty:
        acts.add("ask")
    if case.state is CaseState.ANSWERING and reply is not None and reply.state is ReplyState.READY:
        acts.add("hold_back")
    if waits or case.state is CaseState.STUCK:
        acts |= {"reject", "replay"}
    if waits and (reply is None or reply.state in {ReplyState.DRAFT, ReplyState.FAILED}):
        acts.add("correct")
    if case.state is CaseState.DONE and (reply is None or visit.services.store.outbox.never_tried(reply)):
        acts.add("reopen")
    if reply is not None and reply.state not in {ReplyState.DRAFT, ReplyState.FAILED}:
        acts.discard("replay")
    return frozenset(acts)


def telling(case: Case, because: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sentences that tell something: all that hold the case; of those that let it be answered the first and the last."""
    return because if case.outcome in {"", "hold", "ask"} or len(because) < 4 else (because[0], because[-1])


def _named(found: Found, because: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return each sentence after the gate that holds the case by it, "" where it is no gate's."""
    gates = {each.text: each.gate for each in (found.decision.because if found.decision is not None else ())}
    held = found.case.outcome == "hold"
    return [(gates.get(sentence, "") if held else "", sentence) for sentence in because]


def _mail(visit: Visit, reply: Reply) -> OutgoingMail | None:
    """Return the reply as data; None where its time of keeping is over."""
    store = visit.services.store
    return store.outbox.mail(reply) if store.archive.holds(reply.mail) else None


def _two(visit: Visit, case: Case, reply: Reply | None) -> str | None:
    """Return who approved first where two must ("" for nobody yet); None where one is enough."""
    if reply is None or reply.state is not ReplyState.DRAFT:
        return None
    store, limit = visit.services.store, visit.services.settings.desk.four_eyes_above
    return first_of_two(store.audit, reply) if needs_two(store.figures.get(case.id), limit) else None


def _steps(visit: Visit, found: Found) -> list[tuple[str, str, Decimal, str]]:
    """Return the bridge's steps: reason in words, label, amount, and the key of the difference's group."""
    if found.compared is None:
        return []
    steps = []
    for step in found.compared.bridge.steps:
        number = step.difference
        reason = "" if number is None else str(found.compared.differences[number].reason)
        words = visit.words.or_else(f"reason.{reason}", reason) if reason else ""
        what = step.label.partition(": ")[2] or ("" if words else step.label)
        steps.append((words, what, step.amount, "" if number is None else f"d{number}"))
    return steps


def _picture(visit: Visit, found: Found) -> Markup:
    """Return the bridge as a picture; where it has very many steps, one bar a reason."""
    if found.compared is None:
        return Markup("")
    bridge, t = found.compared.bridge, visit.words
    steps = [(f"{words} {what}".strip(), amount, key) for words, what, amount, key in _steps(visit, found)]
    if len(steps) > MOST_BARS:
        by_reason: dict[str, Decimal] = {}
        for words, what, amount, _ in _steps(visit, found):
            by_reason[words or what] = by_reason.get(words or what, Decimal(0)) + amount
        steps = [(words, amount, "") for words, amount in by_reason.items()]
    bars = bars_of((t("case.ours"), bridge.ours), steps, (t("case.theirs"), bridge.theirs))
    return waterfall(bars, t("case.bridge"))


PAGES = (
    Page(name="case", path="/case/{case}", get=show),
    Page(name="case_here", path="/case/{case}/here", get=here),
)
