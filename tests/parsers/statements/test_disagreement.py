"""What another reader saw."""

from __future__ import annotations

from parsers.statements.assemble import statements_of
from parsers.statements.candidate import Candidate
from parsers.statements.disagreement import disagreements_on
from tests.parsers.statements.tables import LEDGER, reading


def candidate(text: str, *lines: str) -> Candidate:
    seen = reading(text, lines=lines)
    return Candidate(seen, statements_of(seen, "d"))


def said(chosen: Candidate, *others: Candidate) -> list[str]:
    every = [chosen, *others]
    found = disagreements_on(chosen, [one for one in every if one.assembled.statements], every)
    return [problem.message for problem in found]


def test_readers_that_see_the_same_do_not_disagree() -> None:
    assert [] == said(candidate(LEDGER), candidate(LEDGER))


def test_more_lines_two_proofs_and_a_column_not_seen_are_told() -> None:
    shorter = candidate(
        LEDGER.replace("2026-03-05 | PMT-9 | Payment received | | 120.00 | 30.00\n", "").replace("| 30.00", "| 150.00")
    )
    assert ["test read 1 lines, another reader 2."] == said(shorter, candidate(LEDGER))[:1]
    other_day = candidate(LEDGER.replace("2026-03-05", "2026-03-06"))
    assert ["test and test both prove, and read different lines."] == said(candidate(LEDGER), other_day)
    column_lost = candidate("Ref | Note\nA | 2026-01-01 1.00\nB | 2026-01-02 2.00")
    assert ['test did not see "2026-01-01", which test read.'] == said(candidate(LEDGER), column_lost)


def test_one_cell_that_another_read_otherwise_does_not_outweigh_a_proof() -> None:
    assert [] == said(candidate(LEDGER), candidate("Ref | Note\nA | 1.00"))
