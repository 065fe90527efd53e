"""Amounts of two currencies cannot tie."""

from __future__ import annotations

from dataclasses import replace

from rules.gates.currency_agrees import ask
from rules.model.decision import Outcome
from rules.model.reconciliation import Reconciliation
from tests.rules.gates.facts import ACME, agreed, case


def paper(printed: str | None) -> Reconciliation:
    found = agreed()
    return replace(found, statement=replace(found.statement, currency=printed))


def test_another_currency_than_our_entries_have_is_held() -> None:
    found = paper("EUR")
    entries = tuple(replace(entry, currency="USD") for entry in found.ledger.entries)
    assert Outcome.HOLD is ask(case(replace(found, ledger=replace(found.ledger, entries=entries)))).answer


def test_another_currency_than_the_counterparty_s_is_held() -> None:
    assert Outcome.HOLD is ask(case(paper("EUR"), counterparty=replace(ACME, currency="USD"))).answer


def test_the_same_currency_or_none_passes() -> None:
    assert Outcome.CONFIRM is ask(case(paper("USD"), counterparty=replace(ACME, currency="USD"))).answer
    assert Outcome.CONFIRM is ask(case(paper(None), counterparty=replace(ACME, currency="USD"))).answer
