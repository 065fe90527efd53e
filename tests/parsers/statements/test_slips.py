"""Slips under statements."""

from __future__ import annotations

from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import assembled

SLIP = (
    "Statement of account|||\nDate|Invoice|Amount|Balance\n15/03/2026|INV-1|100.00|100.00\n18/03/2026|INV-2|50.00|150.00\nTotal due|||150.00\n"
    "REMITTANCE SLIP|||\nInvoice|Amount|Paid|\nINV-1|100.00||\nINV-2|50.00||\nTotal|150.00||"
)


def test_a_slip_that_repeats_the_lines_is_no_statement_of_its_own() -> None:
    found = assembled(SLIP)
    assert ([2], [Verdict.PROVEN]) == (
        [len(statement.lines) for statement in found.statements],
        [statement.proof.verdict for statement in found.statements],
    )


def test_a_table_that_names_another_amount_is_not_passed_over() -> None:
    found = assembled(SLIP.replace("INV-2|50.00||", "INV-2|51.00||"))
    assert Verdict.PROVEN not in {statement.proof.verdict for statement in found.statements}


def test_words_without_an_amount_under_a_slip_do_not_hide_it() -> None:
    found = assembled(SLIP.replace("\nTotal|150.00||", "\nTotal enclosed|||"))
    assert ([2], [Verdict.PROVEN]) == (
        [len(statement.lines) for statement in found.statements],
        [statement.proof.verdict for statement in found.statements],
    )
