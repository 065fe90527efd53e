"""The facts of a case to which no gate objects; each test spoils one of them."""

from __future__ import annotations

from dataclasses import replace

from parsers.ledgers.counterparty import Counterparty
from rules.model.case_facts import Automatic, CaseFacts
from rules.model.reconciliation import Reconciliation
from tests.rules.jotting import laid, ledger, statement

ACME = Counterparty(code="10023", name="Acme Ltd", addresses=("accounts@acme.example",))


def agreed() -> Reconciliation:
    rows = "2026-03-02 invoice INV-1001 100.00"
    return laid(statement(rows), ledger(rows))


def differing(theirs: str = "2026-03-05 invoice INV-1002 40.00") -> Reconciliation:
    rows = "2026-03-02 invoice INV-1001 100.00\n"
    return laid(statement(rows + theirs), ledger(rows))


def case(found: Reconciliation | None = None, /, **spoilt: object) -> CaseFacts:
    """Return the facts of an agreed statement of a known, authenticated sender, with some of them changed."""
    found = found or agreed()
    facts = CaseFacts(
        automatic=Automatic.NO,
        sender="accounts@acme.example",
        counterparty=ACME,
        sender_on_file=True,
        authenticated=True,
        documents=1,
        statement=found.statement,
        reconciliation=found,
        account="10023",
        text_of_mail="Please find our statement attached.",
        ledger_age_days=0,
    )
    return replace(facts, **spoilt)  # type: ignore[arg-type]


def without_statement(**spoilt: object) -> CaseFacts:
    return case(None, **{"statement": None, "account": None, **spoilt, "reconciliation": None})
