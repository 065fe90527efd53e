from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from email import message_from_bytes
from email.policy import default

import msgspec

from daemon.pipeline.reconcile import terms_of
from daemon.store import Store, forms
from daemon.store.findings import AccountFinding
from rules.model.reconciliation import Orientation
from rules.model.terms import Terms
from tests.support.house import ACME, ACME_POSTINGS, House, mail, statement_mail, statement_pdf


def test_the_statement_is_laid_against_the_account_and_the_ledgers_version_is_kept(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    house.service(store).run_once()

    case = store.cases.get(1)
    found = forms.read_reconciliation(store.cases.finding(1, "reconciliation") or "")
    version = store.ledgers.active(ACME.role)

    assert version is not None
    assert ("C-1001", version.id) == (case.account, case.ledger_version)
    assert (Decimal("1050.00"), True) == (found.bridge.ours, found.agreed)
    assert found.orientation in set(Orientation)
    (told,) = [row for row in store.audit.rows(1) if row.event == "reconciled"]
    assert {"account": "C-1001", "ledger": version.sha256, "problem": ""} == told.facts


def test_without_an_account_nothing_of_a_ledger_is_kept(house: House, store: Store) -> None:
    house.deliver(mail(("s.pdf", statement_pdf(account="C-2002"))))
    house.service(store).run_once()

    finding = msgspec.json.decode(store.cases.finding(1, "account") or "", type=AccountFinding)

    assert "C-2002" in finding.problem
    assert store.cases.finding(1, "reconciliation") is None
    assert "" == store.cases.get(1).account


def test_what_was_agreed_with_a_counterparty_becomes_its_terms() -> None:
    assert Terms() == terms_of(ACME)
    assert Decimal("0.50") == terms_of(replace(ACME, tolerance=Decimal("0.50"))).rounding


def test_every_term_on_file_reaches_the_matching() -> None:
    agreed = replace(
        ACME,
        tolerance=Decimal("0.02"),
        bank_fee=Decimal(25),
        discount_rates=(),
        withholding_rates=(Decimal("0.1"),),
        withholding_names=("PPh 23",),
        fx_tolerance=Decimal("0.01"),
        cutoff_days=0,
        disputed=("INV-7",),
        reference_map=(("PV-1", "INV-1"),),
    )

    assert Terms(
        rounding=Decimal("0.02"),
        bank_fee=Decimal(25),
        discount_rates=(),
        withholding_rates=(Decimal("0.1"),),
        withholding_names=("PPh 23",),
        fx_tolerance=Decimal("0.01"),
        cutoff_days=0,
        disputed=("INV-7",),
        reference_map=(("PV-1", "INV-1"),),
    ) == terms_of(agreed)


def test_a_disputed_document_holds_its_statement_though_it_agrees(house: House, store: Store) -> None:
    store.counterparties.put(replace(ACME, disputed=("inv 5002",)))
    house.deliver(statement_mail())
    house.service(store).run_once()

    assert "hold" == store.cases.get(1).outcome


def test_what_was_told_before_is_known_again_and_said_so(house: House, store: Store) -> None:
    early, late = ACME_POSTINGS[0], ACME_POSTINGS[2]  # INV-5002 is on neither statement
    house.deliver(statement_mail(1, postings=(early, late), date="20 Mar 2026"), "1")
    house.service(store).run_once()
    house.deliver(statement_mail(2, postings=(early, late, ACME_POSTINGS[3])), "2")
    house.service(store).run_once()

    first, second = (forms.read_reconciliation(store.cases.finding(case, "reconciliation") or "") for case in (1, 2))
    assert [None] == [difference.facts.get("first_told") for difference in first.differences]
    (again,) = second.differences
    assert (dt.date(2026, 3, 20), 1) == (again.facts["first_told"], again.facts["times"])
    text = [message_from_bytes(each, policy=default) for each in house.sent()]
    said = [" ".join(body.get_content().split()) for each in text if (body := each.get_body(("plain",))) is not None]
    assert [False, True] == sorted("your statement as at 20 March 2026." in each for each in said)


def test_what_was_not_sent_was_not_told(house: House, store: Store) -> None:
    shadow = house.with_policy(mode="draft")
    early, late = ACME_POSTINGS[0], ACME_POSTINGS[2]
    house.deliver(statement_mail(1, postings=(early, late), date="20 Mar 2026"), "1")
    house.service(store, shadow).run_once()
    house.deliver(statement_mail(2, postings=(early, late, ACME_POSTINGS[3])), "2")
    house.service(store).run_once()

    second = forms.read_reconciliation(store.cases.finding(2, "reconciliation") or "")
    assert [None] == [difference.facts.get("first_told") for difference in second.differences]
