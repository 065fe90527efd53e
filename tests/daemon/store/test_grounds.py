"""What a decision stood on comes back as it was, and nothing secret with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal

from daemon.store.grounds import compared, keep_compared, keep_facts, read_compared, read_facts
from parsers.ledgers.entry import LedgerAccount, Role
from rules.model.case_facts import Automatic, CaseFacts, Given, Limits
from rules.model.difference import Reason
from rules.model.number_map import NumberMap, NumberPair, NumberRule
from rules.model.terms import Terms
from rules.model.told import Told, ToldDifference
from tests.support.house import ACME

DAY = dt.date(2026, 3, 31)


def test_terms_numbers_and_what_was_told_come_back_equal() -> None:
    rule = NumberRule(their_head="INV24", their_tail="", our_head="SI", our_tail="", offset=7, width=0, support=3)
    numbers = NumberMap(rules=(rule,), pairs=(NumberPair(theirs="A1", ours="B1", support=2),))
    terms = Terms(rounding=Decimal("0.10"), reference_map=(("A", "B"),), numbers=numbers)
    difference = ToldDifference(
        amount=Decimal("-12.30"),
        reason=Reason.SHORT_PAYMENT,
        reference="INV-1",
        kind="payment",
        date=None,
        rows=(("theirs", ("INV-1",), DAY, Decimal("1.00")),),
        first_told=DAY,
        times=2,
    )
    told = Told(as_of=DAY, theirs=Decimal("5.00"), differences=(difference,))
    account = LedgerAccount(account="C-1", name="", currency="USD", opening=Decimal(0), opening_date=None, entries=())
    found = compared(account, (replace(account, currency=None),), Role.CUSTOMER, terms, told)

    assert found == read_compared(keep_compared(found))
    assert (("C-1", "USD"), (("C-1", None),)) == (found.account, found.others)


def test_every_fact_comes_back_and_a_password_never_leaves() -> None:
    facts = CaseFacts(
        automatic=Automatic.HOLD,
        counterparty=replace(ACME, passwords=("hunter2",), amount_limit=Decimal("100.00")),
        bank_notes=(("a.pdf", "new account"),),
        rivals=("b.pdf",),
        ledger_begins=DAY,
        given=Given(today=2),
        limits=Limits(amount=Decimal("10.00"), answers_per_day=3),
        looks_like="invoice",
    )
    kept = keep_facts(facts)
    assert "hunter2" not in kept
    again = read_facts(kept, None, None, (), "invoice")
    assert replace(facts, counterparty=replace(facts.counterparty or ACME, passwords=())) == again


def test_facts_of_an_older_program_have_their_usual_values() -> None:
    found = read_facts('{"automatic":"no","unheard_of":1}', None, None, (), None)
    usual = CaseFacts(automatic=Automatic.NO)
    assert [] == [each.name for each in fields(CaseFacts) if getattr(found, each.name) != getattr(usual, each.name)]
