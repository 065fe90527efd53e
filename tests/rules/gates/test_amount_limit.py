"""Large balances wait for a person."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rules.gates.amount_limit import ask
from rules.model.case_facts import Limits
from rules.model.decision import Outcome
from tests.rules.gates.facts import ACME, case


def test_a_balance_above_the_policy_s_limit_is_held() -> None:
    assert Outcome.HOLD is ask(case(limits=Limits(amount=Decimal("99.99")))).answer
    assert Outcome.CONFIRM is ask(case(limits=Limits(amount=Decimal("100.00")))).answer


def test_the_counterparty_s_own_limit_counts_too() -> None:
    strict = replace(ACME, amount_limit=Decimal(50))
    assert Outcome.HOLD is ask(case(counterparty=strict, limits=Limits(amount=Decimal(1000)))).answer


def test_without_limits_everything_passes() -> None:
    assert Outcome.CONFIRM is ask(case()).answer
