"""Papers checked by hand: `<case>/statement.*` or `document.*` beside `expected.txt` in plain-text notation and `notes.md`."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.document import Document
from parsers.recognise import recognise
from parsers.statements.statement import Recognition, Statement, StatementLine
from tests.support.notation import NotedLine, NotedStatement, read_notation
from tests.support.scoring import folded

CASES = sorted(path for path in Path(__file__).parent.iterdir() if (path / "expected.txt").exists())


def recognised(case: Path) -> Recognition:
    (paper,) = (path for path in case.iterdir() if path.stem in {"statement", "document"})
    return recognise(Document(paper.name, paper.read_bytes()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_paper_is_read_as_an_accountant_reads_it(case: Path) -> None:
    """What the expectation names must be found; what it leaves out may be anything."""
    expected = read_notation((case / "expected.txt").read_text())
    found = recognised(case)
    codes = {problem.code for problem in found.problems}

    assert len(expected.statements) == len(found.statements), codes
    assert set(expected.problems) <= codes
    for noted, statement in zip(expected.statements, found.statements, strict=True):
        assert _noted_facts(noted) == _found_facts(noted, statement)
        assert _noted_rows(noted.lines) == _found_rows(noted.lines, statement.lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_expectation_adds_up_unless_it_says_broken(case: Path) -> None:
    """The expectations themselves are checked: opening + lines = closing, and each balance follows from the one before."""
    for noted in read_notation((case / "expected.txt").read_text()).statements:
        balance = noted.opening or 0
        for line in noted.lines:
            balance += line.amount
            assert line.balance in {None, balance}
        assert (noted.proof == "broken") == (noted.closing != balance)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_tells_what_it_is(case: Path) -> None:
    assert len((case / "notes.md").read_text()) > 60


def _noted_facts(noted: NotedStatement) -> dict[str, object]:
    facts = {
        "holder": True if noted.holder else None,
        "account": folded(noted.account) if noted.account else None,
        "currency": noted.currency,
        "form": noted.form,
        "date": noted.date,
        "period": noted.period,
        "opening": noted.opening,
        "closing": noted.closing,
        "proof": noted.proof,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _found_facts(noted: NotedStatement, found: Statement) -> dict[str, object]:
    facts = {
        "holder": folded(found.holder or "") in {folded(name) for name in (noted.holder or "").split("|")},
        "account": folded(found.account or ""),
        "currency": found.currency,
        "form": str(found.form),
        "date": found.date,
        "period": (found.period.start, found.period.end) if found.period else None,
        "opening": found.opening.amount if found.opening else None,
        "closing": found.closing.amount if found.closing else None,
        "proof": str(found.proof.verdict),
    }
    return {name: facts[name] for name in _noted_facts(noted)}


def _noted_rows(lines: list[NotedLine]) -> list[dict[str, object]]:
    return [_row(line, line) for line in lines]


def _found_rows(noted: list[NotedLine], found: tuple[StatementLine, ...]) -> list[dict[str, object]]:
    """Each found line, cut down to what the expectation names; a reference may stand among others."""
    rows = []
    for index, line in enumerate(found):
        expected = noted[index] if index < len(noted) else noted[-1]
        row = _row(expected, line)
        wanted = {folded(reference) for reference in expected.references}
        if "references" in row and wanted <= {folded(reference) for reference in line.references}:
            row["references"] = wanted
        rows.append(row)
    return rows


def _row(expected: NotedLine, line: NotedLine | StatementLine) -> dict[str, object]:
    balance = line.balance if isinstance(line, NotedLine) else line.running_balance
    row = {
        "kind": str(line.kind) if expected.kind else None,
        "references": {folded(reference) for reference in line.references} if expected.references else None,
        "balance": balance if expected.balance is not None else None,
        "due_date": line.due_date if expected.due_date else None,
        "description": folded(line.description or "") if expected.description else None,
    }
    return {"date": line.date, "amount": line.amount} | {
        name: value for name, value in row.items() if value is not None
    }
