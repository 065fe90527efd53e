"""What one reader made of a document."""

from __future__ import annotations

from dataclasses import replace

from parsers.document import Problem
from parsers.statements.assemble import statements_of
from parsers.statements.candidate import Candidate
from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import LEDGER, reading

BROKEN = LEDGER.replace("| 150.00", "| 151.00")


def test_a_document_is_as_good_as_its_weakest_statement() -> None:
    both = reading(LEDGER.replace("2026-03", "2026-02"), BROKEN)
    assert Verdict.BROKEN is Candidate(both, statements_of(both, "d")).verdict
    nothing = reading("Hello|you")
    assert Candidate(nothing, statements_of(nothing, "d")).verdict is None


def test_a_page_that_could_not_be_read_is_lacking() -> None:
    whole = reading(LEDGER)
    part = replace(whole, problems=(Problem(code="image_only", message="A picture."),))
    assembled = statements_of(whole, "d")
    assert [False, True] == [Candidate(seen, assembled).lacks_pages for seen in (whole, part)]
