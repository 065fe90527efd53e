"""What speaks against a reading whose arithmetic holds: another reader of the same document, or another statement in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Problem
from parsers.statements.assemble import RANK
from parsers.statements.candidate import Candidate
from parsers.statements.statement import Verdict
from parsers.table import Reading

_PRINTED = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)[.,]\d{2}(?![\d.,])|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)"
)
"""Amounts with decimals, and dates in figures."""

_MUCH = 3
"""So many figures are more than one cell misread: a row or a column is missing."""


def doubts_within(chosen: Candidate) -> list[Problem]:
    """Return a doubt where one of several statements contradicts itself: what it lacks may have gone to the one beside it."""
    verdicts = [statement.proof.verdict for statement in chosen.assembled.statements]
    if Verdict.BROKEN not in verdicts or all(RANK[verdict] >= RANK[Verdict.UNPROVEN] for verdict in verdicts):
        return []
    broken = verdicts.index(Verdict.BROKEN) + 1
    message = f"Of the {len(verdicts)} statements in the file no. {broken} contradicts itself: the others may hold lines of it."
    return [Problem(code="parted_wrongly", message=message)]


def disagreements_on(
    chosen: Candidate, with_statements: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Problem]:
    """Return why the chosen reading is not to be acted on by itself; nothing where it claims to hold no more than it can."""
    name = chosen.reading.reader
    told: list[str] = []
    if any(RANK[statement.proof.verdict] < RANK[Verdict.UNPROVEN] for statement in chosen.assembled.statements):
        most = max(_line_count(candidate) for candidate in with_statements)
        lost = _lost(chosen, candidates)
        if most > _line_count(chosen):
            told.append(f"{name} read {_line_count(chosen)} lines, another reader {most}.")
        elif lost and (chosen.verdict is not Verdict.PROVEN or len(lost) >= _MUCH):
            told.append(f"{name} did not see {lost[0]}.")
    rivals = (other for other in with_statements if other is not chosen and _facts(other) != _facts(chosen))
    rival = next((other for other in rivals if other.verdict is chosen.verdict is Verdict.PROVEN), None)
    if rival is not None:
        told.append(f"{name} and {rival.reading.reader} both prove, and read different lines.")
    return [Problem(code="readers_disagree", message=message) for message in told]


def _lost(chosen: Candidate, candidates: Sequence[Candidate]) -> list[str]:
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


def _line_count(candidate: Candidate) -> int:
    return sum(len(statement.lines) for statement in candidate.assembled.statements)


def _facts(candidate: Candidate) -> list[list[tuple[object, ...]]]:
    return [[(line.date, line.amount) for line in statement.lines] for statement in candidate.assembled.statements]
