from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.config.settings import Settings
from daemon.pipeline.decide import facts_of
from daemon.pipeline.summary import CaseSummary
from daemon.pipeline.work import Work
from daemon.store import Store, forms
from daemon.store.ledgers import Opening
from parsers.ledgers.entry import LedgerEntry, Role
from rules import independent_check
from rules.model.case_facts import CaseFacts, Given
from tests.support.house import ACME, ACME_POSTINGS, House, entries, mail, statement_mail, statement_pdf
from tests.support.stored import NOW, OpeningRow


def _run(house: House, store: Store, content: bytes, settings: Settings | None = None) -> CaseSummary:
    house.deliver(content, str(len(list(house.inbox.rglob("*")))))
    (summary,) = house.service(store, settings).run_once()
    return summary


def _facts(house: House, store: Store, case: int = 1) -> CaseFacts:
    work = Work(house.settings, store, clock=lambda: NOW)
    found = store.cases.get(case)
    message = store.messages.get(found.message)
    with store.reading() as tx:
        return facts_of(work, tx, found, message, work.opened(message))


def test_all_that_is_known_reaches_the_gates(house: House, store: Store) -> None:
    _run(house, store, statement_mail())

    facts = _facts(house, store)

    assert ("ap@acme.example", ACME, True, True) == (
        facts.sender,
        facts.counterparty,
        facts.sender_on_file,
        facts.authenticated,
    )
    assert ("C-1001", "", "", 1, True) == (
        facts.account,
        facts.account_problem,
        facts.repeats_case,
        facts.documents,
        facts.first_statement,
    )
    assert facts.reconciliation is not None
    assert facts.reconciliation.statement == facts.statement
    assert "Please find our statement" in facts.text_of_mail
    assert "Statement March 2026" in facts.text_of_mail
    assert Given() == facts.given  # its own reply is none of those that came before
    assert ("Example Trading Ltd",) == facts.our_names
    assert (dt.date(2026, 3, 1), dt.date(2026, 4, 2)) == (facts.ledger_begins, facts.ledger_made)
    assert 8 == facts.ledger_age_days  # the latest entry is of 25 March, today is 2 April


def test_an_old_export_that_is_imported_again_stays_old(house: House, store: Store) -> None:
    summary = _run(house, store, statement_mail(), house.with_policy(ledger_max_age_days=7))

    assert "hold" == summary.outcome
    assert any("8 days old" in because for because in summary.because)


def test_the_second_statement_is_not_the_first(house: House, store: Store) -> None:
    held = house.with_policy(first_statement="hold")
    first = _run(house, store, statement_mail(1), held)
    second = _run(house, store, mail(("s.pdf", statement_pdf(date="30 Mar 2026")), number=2), held)

    assert ("hold", "confirm") == (first.outcome, second.outcome)


@pytest.mark.parametrize(("limit", "outcome"), [("1050.00", "confirm"), ("1049.99", "hold")])
def test_the_policys_limit_counts(house: House, store: Store, limit: str, outcome: str) -> None:
    assert outcome == _run(house, store, statement_mail(), house.with_policy(amount_limit=Decimal(limit))).outcome


def test_an_independent_fault_holds_what_the_gates_let_pass(
    house: House, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(independent_check, "faults", lambda *_: ("the bridge does not add up",))

    summary = _run(house, store, statement_mail())

    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert any("the bridge does not add up" in because for because in summary.because)


def test_the_independent_check_sees_the_ledger_as_it_was_compared(house: House, store: Store) -> None:
    """An import between two steps must not make the check fail, nor let it pass on other rows."""

    def new_ledger(name: str) -> None:
        if name == "reconcile:recorded":
            rows: list[LedgerEntry | Opening] = [
                OpeningRow("C-1001", Decimal(1), None, 2, "USD"),
                *entries("C-1001", ACME_POSTINGS[:1]),
            ]
            store.ledgers.import_rows(rows, name="n", sha256="4" * 64, role=Role.CUSTOMER, imported_at=NOW)

    house.deliver(statement_mail())
    (summary,) = house.service(store, on_step=new_ledger).run_once()

    assert "confirm" == summary.outcome
    assert 1 == store.cases.get(1).ledger_version


def test_every_gate_asked_is_kept_with_its_answer(house: House, store: Store) -> None:
    _run(house, store, statement_mail())

    decision = forms.read_decision(store.cases.finding(1, "decision") or "")

    gates = [because.gate for because in decision.because]
    assert len(gates) == len(set(gates))
    assert {"extraction_proven", "sender_known", "independent_check"} <= set(gates)


def test_an_unauthenticated_sender_gets_no_figures(house: House, store: Store) -> None:
    strict = house.settings.authenticity.__class__(require=True, authserv_id="mx.us.example")
    settings = house.settings.__class__(
        company=house.settings.company,
        mailboxes=house.settings.mailboxes,
        outgoing=house.settings.outgoing,
        policy=house.settings.policy,
        authenticity=strict,
    )

    summary = _run(house, store, statement_mail(), settings)

    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert [] == house.sent()


def test_the_age_is_never_negative_where_entries_lie_in_the_future(house: House, store: Store) -> None:
    rows = entries("C-1001", [*ACME_POSTINGS, replace(ACME_POSTINGS[0], date="2026-12-31", reference="INV-9999")])
    opening = OpeningRow("C-1001", Decimal("100.00"), dt.date(2026, 3, 1), 2, "USD")
    store.ledgers.import_rows([opening, *rows], name="n", sha256="5" * 64, role=Role.CUSTOMER, imported_at=NOW)
    _run(house, store, statement_mail())

    assert 0 == _facts(house, store).ledger_age_days
