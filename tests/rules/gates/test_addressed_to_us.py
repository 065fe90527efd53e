"""A paper that names somebody else's account is held."""

from __future__ import annotations

from dataclasses import replace

import pytest

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


def named(
    holder: str | None, addressee: str | None = None, reference: str = "", account: str | None = None
) -> CaseFacts:
    ours = "2026-03-02 invoice INV-1001 100.00\n2026-03-09 invoice INV-1002 250.00"
    theirs = ours if reference else "2026-03-02 invoice - 100.00\n2026-03-09 invoice - 250.00"
    lines = tuple(line if reference else replace(line, references=()) for line in statement(theirs).lines)
    paper = replace(statement(theirs), holder=holder, addressee=addressee, account=account, lines=lines)
    return case(laid(paper, ledger(ours)), our_names=("Example Trading Ltd", "示例贸易有限公司"))


@pytest.mark.parametrize(
    ("holder", "addressee"),
    [
        ("Acme Ltd", None),
        ("ACME LIMITED", None),
        ("Acme", "Somebody Else GmbH"),
        ("Acme Ltd, 12 High Street", None),
        ("Example Trading", None),
        ("示例贸易有限公司", None),
        (None, None),
    ],
)
def test_a_paper_in_the_sender_s_name_or_ours_or_nobody_s_passes(holder: str | None, addressee: str | None) -> None:
    assert Outcome.CONFIRM is ask(named(holder, addressee)).answer


@pytest.mark.parametrize("account", [None, "999888"])
def test_a_paper_that_names_only_strangers_is_held_though_its_amounts_are_ours(account: str | None) -> None:
    found = ask(named("Bolt Brothers Limited", account=account))
    assert Outcome.HOLD is found.answer
    assert "Bolt Brothers Limited" in found.text


def test_a_strange_name_over_our_own_document_numbers_passes() -> None:
    assert Outcome.CONFIRM is ask(named("Shared Services Centre", reference="yes")).answer


def test_who_does_not_know_our_names_calls_nobody_strange() -> None:
    assert Outcome.CONFIRM is ask(replace(named("Bolt Brothers Limited"), our_names=())).answer


def test_two_digits_at_the_end_make_no_account_the_sender_s() -> None:
    assert Outcome.HOLD is ask(paper("23", "2026-03-02 invoice X-9 77.00")).answer


def test_a_mail_without_a_statement_names_nobody() -> None:
    assert Outcome.CONFIRM is ask(without_statement()).answer


def test_a_word_that_stands_where_numbers_do_is_no_document_of_ours() -> None:
    rows = "2026-03-02 payment BACS -100.00\n2026-03-09 payment 转账 -250.00"
    found = laid(replace(statement(rows), holder="Bolt Brothers Limited"), ledger(rows))
    assert Outcome.HOLD is ask(case(found, our_names=("Example Trading Ltd",))).answer
