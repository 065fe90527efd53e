"""A document becomes statements: the able readers try, cheapest first, until one reading is proven; the best is returned.

No input makes this raise: what a reader cannot stand is a problem that names the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.document import Document, Problem
from parsers.readers.base import Access, Reader, all_readers
from parsers.statements.assemble import RANK, Assembled, coverage, statements_of
from parsers.statements.bank_words import bank_notes
from parsers.statements.statement import Recognition, Statement, Verdict
from parsers.statements.words_of_statement import called_other
from parsers.table import Reading

_FINAL = frozenset({"locked", "empty", "too_large"})
"""Problems that a further reader would only meet again."""
_LACKING = frozenset({"image_only", "broken_file", "too_large"})


@dataclass(frozen=True, slots=True)
class _Candidate:
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


def recognise(document: Document, access: Access = Access(), *, readers: Sequence[Reader] | None = None) -> Recognition:  # noqa: B008
    """Return the statements that a document holds, each proven as far as its printed figures go, and what was odd.

    Readers run from the cheapest and stop at the first whose reading suffices (see `_suffices`). `readers` replaces those of the folder.
    """
    problems: list[Problem] = []
    candidates: list[_Candidate] = []
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
    return replace(found, notes=bank_notes(candidate.reading for candidate in candidates))


def _suffices(candidate: _Candidate) -> bool:
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


def _try(reader: Reader, document: Document, access: Access, problems: list[Problem]) -> _Candidate | None:
    try:
        reading = reader.read(document, access)
        return _Candidate(reading, statements_of(reading, document.sha256))
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


def _worth_more(candidate: _Candidate) -> bool:
    """Whether a dearer reader may find what this one did not: there is text with figures, and it is not plainly something else."""
    texts = [line.text for line in candidate.reading.lines]
    digits = sum(char.isdigit() for text in texts for char in text)
    return (digits >= 20 and called_other(texts) is None) or bool(candidate.reading.tables)


def _best(document: Document, candidates: Sequence[_Candidate], problems: list[Problem]) -> Recognition:
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
    most = max(_line_count(candidate) for candidate in with_statements)
    if most > _line_count(chosen) and any(_is_lower(statement, Verdict.UNPROVEN) for statement in statements):
        # what adds up may be a part: another way of looking at the file saw more lines
        found.append(
            Problem(
                code="readers_disagree",
                message=f"{chosen.reading.reader} read {_line_count(chosen)} lines, another reader {most}.",
            )
        )
        statements = tuple(_lowered(s, Verdict.UNPROVEN) if _is_lower(s, Verdict.UNPROVEN) else s for s in statements)
    lost = _lost(chosen, candidates)
    if (
        lost
        and (chosen.verdict is not Verdict.PROVEN or len(lost) >= _MUCH)
        and any(_is_lower(statement, Verdict.UNPROVEN) for statement in statements)
    ):
        found.append(Problem(code="readers_disagree", message=f"{chosen.reading.reader} did not see {lost[0]}."))
        statements = tuple(_lowered(s, Verdict.UNPROVEN) if _is_lower(s, Verdict.UNPROVEN) else s for s in statements)
    rival = next(
        (
            other
            for other in with_statements
            if other is not chosen
            and other.verdict is chosen.verdict is Verdict.PROVEN
            and _facts(other) != _facts(chosen)
        ),
        None,
    )
    if rival is not None:
        found.append(
            Problem(
                code="readers_disagree",
                message=f"{chosen.reading.reader} and {rival.reading.reader} both prove, and read different lines.",
            )
        )
        statements = tuple(_lowered(statement, Verdict.UNPROVEN) for statement in statements)
    if chosen.lacks_pages:
        statements = tuple(
            _lowered(statement, Verdict.UNPROVEN)
            if RANK[statement.proof.verdict] < RANK[Verdict.UNPROVEN]
            else statement
            for statement in statements
        )
    return Recognition(document.sha256, document.name, statements, tuple(_unique(found)))


_PRINTED = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)[.,]\d{2}(?![\d.,])|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)"
)
"""Amounts with decimals, and dates in figures."""


_MUCH = 3
"""So many figures are more than one cell misread: a row or a column is missing."""


def _lost(chosen: _Candidate, candidates: Sequence[_Candidate]) -> list[str]:
    """Return what another reader saw printed and the chosen one nowhere.

    A reader that drops a column may still add up; and where its statement has no closing balance, another's may contradict it.
    """
    seen = "".join("".join(text.split()) for text in _texts(chosen.reading))
    for other in candidates:
        if other is chosen or other.reading.scanned != chosen.reading.scanned:
            continue
        figures = (found.group() for text in _texts(other.reading) for found in _PRINTED.finditer(text))
        lost = [figure for figure in figures if "".join(figure.split()) not in seen]
        if lost:
            return [f'"{figure}", which {other.reading.reader} read' for figure in lost]
        pairs = zip(chosen.assembled.statements, other.assembled.statements, strict=False)
        for ours, theirs in pairs:
            if ours.closing is None and theirs.closing is not None and len(ours.lines) == len(theirs.lines):
                return [f"the closing balance {theirs.closing.read_as}, which {other.reading.reader} read"]
    return []


def _texts(reading: Reading) -> list[str]:
    cells = [cell.text for table in reading.tables for row in table.rows for cell in row.cells if cell.text]
    return [*cells, *(line.text for line in reading.lines)]


def _line_count(candidate: _Candidate) -> int:
    return sum(len(statement.lines) for statement in candidate.assembled.statements)


def _is_lower(statement: Statement, verdict: Verdict) -> bool:
    """Whether the statement's verdict is better than `verdict`."""
    return RANK[statement.proof.verdict] < RANK[verdict]


def _facts(candidate: _Candidate) -> list[list[tuple[object, ...]]]:
    return [[(line.date, line.amount) for line in statement.lines] for statement in candidate.assembled.statements]


def _lowered(statement: Statement, verdict: Verdict) -> Statement:
    proof = statement.proof
    return statement.proven_by(type(proof)(verdict, proof.checks, proof.repairs))


def _no_statement(document: Document, candidates: Sequence[_Candidate], problems: list[Problem]) -> Recognition:
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
    looks_like = called_other(texts)
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
