"""The lists of cases as files: the same filters and order as the page shows, all pages of it."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from daemon.review.listing import listing
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.pages.queue import WAITING
from daemon.review.sheets import KINDS, Cell, Sheet, download
from daemon.review.words import Words
from daemon.store.findings import because_of
from daemon.store.queue import Waiting, Wanted

MOST = 20_000
_HEADINGS = (
    *("case", "received", "party", "code", "account", "sender", "document", "state", "why"),
    *("currency", "ours", "theirs", "gap", "read", "lines", "matched", "differences", "assigned", "approved"),
)


def queue(visit: Visit) -> Response:
    return _file(visit, "queue", Wanted(states=WAITING))


def sent(visit: Visit) -> Response:
    return _file(visit, "sent", Wanted(sent_by_itself=True, descending=True))


def _file(visit: Visit, name: str, base: Wanted) -> Response:
    kind = str(visit.request.path_params["kind"])
    if kind not in KINDS:
        raise PageRefused(404, "error.missing")
    store, words = visit.services.store, visit.words
    wanted = replace(listing("/", visit.query, base).wanted, limit=MOST, offset=0)
    with store.reading() as tx:
        found, _ = store.queue.cases(wanted, tx)
        rows = [_row(one, " ".join(map(words.said, because_of(store.cases, one.case))), words, visit) for one in found]
    return download(Sheet(words(f"{name}.title"), tuple(words(f"files.{one}") for one in _HEADINGS), rows), kind)


def _row(one: Waiting, why: str, words: Words, visit: Visit) -> tuple[Cell, ...]:
    figures = one.figures
    word = one.reply_state or one.case.outcome or str(one.case.state)
    return (
        *(one.case.id, one.received_at.astimezone(visit.services.zone).date(), one.counterparty_name),
        *(one.case.counterparty, one.case.account, one.sender, one.case.document_name or one.subject),
        *(words.or_else(f"state.{word}", word), why),
        *(("", None, None, None) if figures is None else (figures.currency, figures.ours, figures.theirs, figures.gap)),
        words.or_else(f"verdict.{figures.verdict}", "") if figures is not None else "",
        *((None, None, None) if figures is None else (figures.lines, figures.matched, figures.differences)),
        *(one.assigned_to, one.approved_by),
    )


PAGES = (
    Page(name="queue_file", path="/queue.{kind}", get=queue),
    Page(name="sent_file", path="/sent.{kind}", get=sent),
)
