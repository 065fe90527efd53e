"""A paper that names somebody else's account is held."""

from __future__ import annotations

from dataclasses import replace

from rules.gates.addressed_to_us import ask
from rules.model.case_facts import CaseFacts
from rules.model.decision import Outcome
from tests.rules.gates.facts import case, without_statement
from tests.rules.jotting import laid, ledger, statement

ROWS = "2026-03-02 invoice INV-1001 100.00"


def paper(account: str | None, rows: str = ROWS) -> CaseFacts:
    found = laid(replace(statement(rows), account=account), ledger(ROWS))
    return case(found)


def test_own_accounts_and_none_at_all_pass() -> None:
    for account in ("10023", "10 023", None):
        assert Outcome.CONFIRM is ask(paper(account)).answer


def test_their_own_number_for_us_passes_when_the_items_are_ours() -> None:
    assert Outcome.CONFIRM is ask(paper("V-778")).answer


def test_a_stranger_s_account_with_a_stranger_s_items_is_held() -> None:
    assert Outcome.HOLD is ask(paper("50007", "2026-03-02 invoice X-9 77.00")).answer


def test_a_mail_without_a_statement_names_nobody() -> None:
    assert Outcome.CONFIRM is ask(without_statement()).answer
