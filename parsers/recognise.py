"""A document becomes statements: the able readers try, cheapest first, until one reading is proven; the best is returned.

No input makes this raise: what a reader cannot stand is a problem that names the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Document, Problem
from parsers.readers.base import Access, Reader, all_readers
from parsers.statements.assemble import RANK, at_most_unproven, coverage, statements_of
from parsers.statements.bank_words import bank_notes
from parsers.statements.candidate import Candidate
from parsers.statements.confirmation_forms import confirmation_form
from parsers.statements.disagreement import disagreements_on, doubts_within
from parsers.statements.statement import Recognition, Verdict
from parsers.statements.words_of_statement import called_other
from parsers.table import Reading

_FINAL = frozenset({"locked", "empty", "too_large"})
"""Problems that a further reader would only meet again."""


def recognise(document: Document, access: Access = Access(), *, readers: Sequence[Reader] | None = None) -> Recognition:  # noqa: B008
    """Return the statements that a document holds, each proven as far as its printed figures go, and what was odd.

    Readers run from the cheapest and stop at the first whose reading suffices (see `_suffices`). `readers` replaces those of the folder.
    """
    problems: list[Problem] = []
    candidates: list[Candidate] = []
    able = [
        reader for reader in (all_readers() if readers is None else readers) if _is_able(reader, document, problems)
    ]
    if not able:
        code = "empty" if not document.content.strip() else "unsupported"
        message = "The file is empty." if code == "empty" else "The file is of a kind that no reader knows."
        return Recognition(document.sha256, document.name, (), (*problems, Problem(code=code, message=message)))
    for reader in sorted(able, key=lambda reader: (reader.cost, reader.name)):
        candidate = _try(reader, document, access, problems)
        if candidate is None or candidate.reading == Reading(reader.name):
            continue
        candidates.append(candidate)
        if _suffices(candidate) or candidate.reading.scanned:
            break  # what is a picture, no reader of text sees better
        if any(problem.code in _FINAL for problem in candidate.reading.problems):
            break
        if not candidate.assembled.statements and not _worth_more(candidate) and not candidate.lacks_pages:
            break
    found = _best(document, candidates, problems)
    readings = [candidate.reading for candidate in candidates]
    return replace(found, notes=bank_notes(readings), form=confirmation_form(readings))


def _suffices(candidate: Candidate) -> bool:
    """Whether a dearer reader is not worth its time: all is proven, or printed totals hold and nothing was odd.

    A list of open items prints no more than its total, so it can never be better than consistent.
    """
    if candidate.reading.problems or candidate.verdict is None:
        return False
    return candidate.verdict is Verdict.PROVEN or (
        candidate.verdict is Verdict.CONSISTENT and not candidate.assembled.problems
    )


def _is_able(reader: Reader, document: Document, problems: list[Problem]) -> bool:
    try:
        return reader.able(document)
    except Exception as error:  # noqa: BLE001 - the last resort: no file may stop the service
        problems.append(_failed(reader, error))
        return False


def _try(reader: Reader, document: Document, access: Access, problems: list[Problem]) -> Candidate | None:
    try:
        reading = reader.read(document, access)
        return Candidate(reading, statements_of(reading, document.sha256))
    except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 - the last resort: no file may stop the service
        problems.append(_failed(reader, error))
        return None


def _failed(reader: Reader, error: BaseException) -> Problem:
    kind = type(error).__name__
    return Problem(
        code="reader_failed",
        message=f"The reader {reader.name} could not cope with this file ({kind}); this is a fault of the program.",
        facts={"reader": reader.name, "error": kind, "detail": str(error)[:200]},
    )


def _worth_more(candidate: Candidate) -> bool:
    """Whether a dearer reader may find what this one did not: there is text with figures, and it is not plainly something else."""
    texts = [line.text for line in candidate.reading.lines]
    digits = sum(char.isdigit() for text in texts for char in text)
    return (digits >= 20 and called_other(texts) is None) or bool(candidate.reading.tables)


def _best(document: Document, candidates: Sequence[Candidate], problems: list[Problem]) -> Recognition:
    with_statements = [candidate for candidate in candidates if candidate.assembled.statements]
    if not with_statements:
        return _no_statement(document, candidates, problems)
    chosen = min(
        with_statements,
        key=lambda candidate: (
            candidate.lacks_pages,
            max(RANK[statement.proof.verdict] for statement in candidate.assembled.statements),
            -sum(coverage(statement) for statement in candidate.assembled.statements)
            if candidate.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}
            else 0,  # where nothing holds more lines are no merit: the first reader's sight is shown
        ),
    )
    statements = chosen.assembled.statements
    found = [*problems, *chosen.reading.problems, *chosen.assembled.problems]
    if not any(problem.code == "reader_failed" for problem in problems):
        found = [*chosen.reading.problems, *chosen.assembled.problems]
    # said by the one reader that could have read the pages that others lack
    found.extend(p for candidate in candidates for p in candidate.reading.problems if p.code == "ocr_not_installed")
    doubts = [*doubts_within(chosen), *disagreements_on(chosen, with_statements, candidates)]
    found.extend(doubts)
    if doubts or chosen.lacks_pages:
        statements = tuple(at_most_unproven(statement) for statement in statements)
    return Recognition(document.sha256, document.name, statements, tuple(_unique(found)))


def _no_statement(document: Document, candidates: Sequence[Candidate], problems: list[Problem]) -> Recognition:
    found = list(problems) if not candidates else [problem for problem in problems if problem.code == "reader_failed"]
    texts: list[str] = []
    read_as_picture = any(candidate.reading.scanned and not candidate.lacks_pages for candidate in candidates)
    for candidate in candidates:
        found.extend(
            problem for problem in candidate.reading.problems if not (read_as_picture and problem.code == "image_only")
        )
        texts = texts or [line.text for line in candidate.reading.lines] + [
            cell.text for table in candidate.reading.tables for row in table.rows[:3] for cell in row.cells
        ]
    looks_like = next((c.assembled.looks_like for c in candidates if c.assembled.looks_like), None) or called_other(
        texts
    )
    if any(problem.code == "image_only" for problem in found):
        looks_like = "image"
    if texts or not found:
        what = (
            f"it looks like: {looks_like.replace('_', ' ')}"
            if looks_like
            else "no table of an account's movements stands in it"
        )
        found.append(Problem(code="not_a_statement", message=f"The file is no statement of account; {what}."))
    return Recognition(document.sha256, document.name, (), tuple(_unique(found)), looks_like)


def _unique(problems: Sequence[Problem]) -> list[Problem]:
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return kept
