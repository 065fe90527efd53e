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


def test_lines_in_two_currencies_are_held_and_in_one_that_is_not_ours_too() -> None:
    found = agreed()
    (line,) = found.statement.lines
    for printed, told in ((("EUR 100.00", "USD 40.00"), "EUR, USD"), (("EUR 100.00",), "in EUR")):
        lines = tuple(replace(line, read_as=each) for each in printed)
        paper_of_both = replace(found.statement, lines=lines, currency=None)
        held = ask(case(found, statement=paper_of_both, counterparty=replace(ACME, currency="USD")))
        assert (Outcome.HOLD, True) == (held.answer, told in held.text)
