"""What one reader made of a document: the readings among which `recognise` chooses."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.statements.assemble import RANK, Assembled
from parsers.statements.statement import Verdict
from parsers.table import Reading

_LACKING = frozenset({"image_only", "broken_file", "too_large"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of a document by one reader, and the statements it gives."""

    reading: Reading
    assembled: Assembled

    @property
    def verdict(self) -> Verdict | None:
        """The worst verdict among the statements: a document is as good as its weakest part."""
        verdicts = [statement.proof.verdict for statement in self.assembled.statements]
        return max(verdicts, key=lambda verdict: RANK[verdict]) if verdicts else None

    @property
    def lacks_pages(self) -> bool:
        """Whether a page could not be read: it may hold lines, so that nothing read on the others is complete."""
        return any(problem.code in _LACKING for problem in self.reading.problems)
