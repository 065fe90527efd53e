"""Counterparties, what is open of one, our accounts and their entries, and what was learned, as files: all pages of what the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.responses import Response

from daemon.review.lessons import lessons_of
from daemon.review.open_differences import open_differences
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.pages import counterparties, ledgers
from daemon.review.pages.counterparty import the_counterparty
from daemon.review.sheets import KINDS, Cell, Sheet, download
from daemon.review.table import table
from daemon.store.figures import Figures
from daemon.store.queue import Wanted
from daemon.store.taught import taught_parties

MOST = 100_000


def parties(visit: Visit) -> Response:
    listing = table(
        counterparties.PATH, visit.query, fields=counterparties.FIELDS, orders=counterparties.ORDERS, per_page=MOST
    )
    rows, _ = visit.services.store.parties.listed(replace(counterparties.wanted(listing), limit=MOST, offset=0))
    t = visit.words
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        one, latest = row.counterparty, row.latest[0] if row.latest else None
        found.append(
            (
                *(one.code, one.name, t(f"side.{one.role}"), "; ".join(one.ledger_accounts()), one.language),
                *(one.currency or "", "; ".join((*one.addresses, *one.domains))),
                t("parties.stopped") if row.stopped else "",
                None if latest is None else latest.figures.statement_date or latest.received_at.date(),
                "" if latest is None else t.or_else(f"state.{latest.case.outcome}", latest.case.outcome),
                row.differences,
            )
        )
    headings = (
        *("parties.code", "parties.name", "party.role", "party.accounts", "party.language", "party.currency"),
        *("parties.answers_go", "narrow.stopped", "parties.last", "case.state", "parties.open"),
    )
    return _file(visit, "parties.title", headings, found)


def differences(visit: Visit) -> Response:
    store, t = visit.services.store, visit.words
    found = the_counterparty(visit, visit.query.get("code", ""))
    today = visit.services.clock().astimezone(visit.services.zone).date()
    with store.reading() as tx:
        latest = store.parties.latest([found.code], tx).get(found.code, ())
        rows = [
            (
                *(each.account, t.or_else(f"reason.{each.reason}", each.reason), each.reference, each.amount),
                *(each.currency, each.since, each.age(today), each.case, t.said(each.explanation)),
            )
            for each in open_differences(store, latest, tx)
        ]
    headings = (
        *("party.account", "party.reason", "party.document", "case.amount", "party.currency", "case.day"),
        *("party.age_days", "case.number", "ledgers.description"),
    )
    return _file(visit, "party.open", headings, rows)


def statements(visit: Visit) -> Response:
    store, t = visit.services.store, visit.words
    found = the_counterparty(visit, visit.query.get("code", ""))
    history, _ = store.queue.cases(Wanted(counterparty=found.code, descending=True, limit=MOST))
    rows: list[tuple[Cell, ...]] = []
    for row in history:
        figures = row.figures
        word = row.reply_state or row.case.outcome or str(row.case.state)
        rows.append(
            (
                *(row.case.id, row.case.account, None if figures is None else figures.statement_date),
                row.received_at.astimezone(visit.services.zone).date(),
                "" if figures is None or not figures.verdict else t.or_else(f"verdict.{figures.verdict}", ""),
                t.or_else(f"state.{word}", word),
                *(("", None, None, None) if figures is None else _balances(figures)),
            )
        )
    headings = (
        *("case.number", "party.account", "party.statement_of", "case.received", "queue.read", "case.state"),
        *("party.currency", "case.ours", "case.theirs", "queue.gap"),
    )
    return _file(visit, "party.statements", headings, rows)


def accounts(visit: Visit) -> Response:
    listing = table(ledgers.PATH, visit.query, fields=ledgers.FIELDS, orders=ledgers.ORDERS, per_page=MOST)
    version = ledgers.chosen(listing, visit.services.store.ledgers.versions())
    if version is None:
        raise PageRefused(404, "error.missing")
    rows = [
        (each.account, each.name, each.currency, each.opening, each.balance, each.entries, each.last)
        for each in ledgers.accounts_of(visit, version, listing)
    ]
    headings = (
        *("party.account", "parties.name", "party.currency", "ledgers.opening", "ledgers.balance"),
        *("ledgers.entries", "ledgers.last_entry"),
    )
    return _file(visit, "ledgers.title", headings, rows)


def entries(visit: Visit) -> Response:
    version, one = ledgers.the_account(visit)
    found, _ = visit.services.store.books.entries(
        version.id,
        one,
        search=visit.query.get("search", "")[:200],
        open_only=visit.query.get("open") == "1",
        limit=MOST,
        offset=0,
    )
    t = visit.words
    rows = [
        (
            *(each.row, each.date, each.due_date, t.or_else(f"entry_kind.{each.kind}", each.kind)),
            *("; ".join(each.references), each.description, each.amount, each.open_amount, each.balance),
        )
        for each in found
    ]
    headings = (
        *("ledgers.row", "case.day", "ledgers.due", "ledgers.kind", "party.document", "ledgers.description"),
        *("case.amount", "ledgers.open_amount", "ledgers.balance"),
    )
    return _file(visit, "ledgers.entries", headings, rows)


def lessons(visit: Visit) -> Response:
    store, t = visit.services.store, visit.words
    rows: list[tuple[Cell, ...]] = []
    with store.reading() as tx:
        found, _ = taught_parties(
            tx, search=visit.query.get("search", "")[:200], code=visit.query.get("code", "")[:200], limit=MOST
        )
        for party in found:
            for each in lessons_of(store, tx, party):
                kind = each.kind if each.kind != "learned" else "series" if each.series else "pair"
                evidence = " ".join(f"#{case}" for case in each.cases)
                at = None if each.at is None else each.at.astimezone(visit.services.zone).date()
                rows.append((party.code, party.name, t(f"lesson.{kind}"), each.key, each.ours, evidence, each.by, at))
    headings = (
        *("parties.code", "parties.name", "learned.kind", "party.theirs", "party.ours"),
        *("learned.evidence", "learned.who", "case.day"),
    )
    return _file(visit, "learned.title", headings, rows)


def _balances(figures: Figures) -> tuple[Cell, ...]:
    return (figures.currency, figures.ours, figures.theirs, figures.gap)


def _file(visit: Visit, title: str, headings: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Response:
    kind = str(visit.request.path_params["kind"])
    if kind not in KINDS:
        raise PageRefused(404, "error.missing")
    return download(Sheet(visit.words(title), tuple(visit.words(each) for each in headings), rows), kind)


PAGES = (
    Page(name="counterparties_file", path="/counterparties.{kind}", get=parties),
    Page(name="differences_file", path="/counterparty/differences.{kind}", get=differences),
    Page(name="statements_file", path="/counterparty/statements.{kind}", get=statements),
    Page(name="accounts_file", path="/ledgers.{kind}", get=accounts),
    Page(name="entries_file", path="/ledger/account.{kind}", get=entries),
    Page(name="lessons_file", path="/learned.{kind}", get=lessons),
)
