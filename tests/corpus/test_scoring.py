"""The score tells right from wrong: what measures the readers is itself measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from parsers.document import Place
from parsers.statements.statement import (
    Figure,
    Form,
    LineKind,
    Period,
    Proof,
    Recognition,
    Repair,
    Statement,
    StatementLine,
    Verdict,
)
from tests.support import layouts, other_papers
from tests.support.drafts import Block, Paper
from tests.support.scoring import scored

PLACE = Place(document="0" * 64, reader="test", page=1)
PAPER = layouts.make_paper("ruled", 4)


def perfect(block: Block, verdict: Verdict = Verdict.PROVEN) -> Statement:
    """What a faultless reader would hand out for a block."""
    truth = block.truth
    texts = {row.line: row.cells.get("description", "") for row in block.rows}
    lines = tuple(
        StatementLine(
            date=line.date,
            amount=line.amount,
            place=PLACE,
            due_date=line.due_date,
            kind=LineKind(line.kind),
            references=(line.reference,) if line.reference else (),
            description=texts[index],
            running_balance=truth.balances[index],
        )
        for index, line in enumerate(truth.lines)
    )
    return Statement(
        document=PLACE.document,
        reader="test",
        form=Form.OPEN_ITEM if truth.open_item else Form.BALANCE_FORWARD,
        lines=lines,
        holder=truth.issuer,
        account=truth.account,
        currency=truth.currency,
        date=truth.date,
        period=Period(truth.start, truth.end),
        opening=Figure(truth.opening),
        closing=Figure(truth.closing),
        proof=Proof(verdict),
    )


def recognition(*statements: Statement) -> Recognition:
    return Recognition(document=PLACE.document, name="statement.pdf", statements=statements)


def with_line(statement: Statement, index: int, **changes: object) -> Statement:
    lines = list(statement.lines)
    lines[index] = replace(lines[index], **changes)  # type: ignore[arg-type]
    return replace(statement, lines=tuple(lines))


@pytest.mark.parametrize(
    "name", ["ruled", "open items", "two currencies", "csv", "xlsx", "newest first", "month and day"]
)
@pytest.mark.parametrize("seed", range(5))
def test_a_faultless_reading_is_right_and_goes_straight_through(name: str, seed: int) -> None:
    paper = layouts.make_paper(name, seed)

    score = scored(paper, recognition(*map(perfect, paper.blocks)))

    assert score.is_straight_through, score.faults
    assert not score.blemishes


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: with_line(found, 1, amount=-found.lines[1].amount),
        lambda found: with_line(found, 0, amount=found.lines[0].amount + Decimal("0.01")),
        lambda found: with_line(found, 0, references=("INV-99999",)),
        lambda found: with_line(found, 0, date=found.lines[0].date.replace(year=2001)),
        lambda found: replace(found, lines=found.lines[:-1]),
        lambda found: replace(found, lines=(*found.lines, found.lines[-1])),
        lambda found: replace(found, opening=Figure(found.opening.amount + 1)),
        lambda found: replace(found, closing=Figure(-found.closing.amount)),
        lambda found: replace(found, form=Form.OPEN_ITEM),
    ],
)
def test_a_false_figure_in_a_proven_statement_is_wrongly_proven(spoil: Callable[[Statement], Statement]) -> None:
    score = scored(PAPER, recognition(spoil(perfect(PAPER.blocks[0]))))

    assert score.is_wrongly_proven
    assert not score.is_right


def test_what_is_left_out_is_not_right_but_no_falsehood() -> None:
    score = scored(PAPER, recognition(replace(perfect(PAPER.blocks[0]), opening=None, closing=None)))

    assert not score.is_right
    assert not score.is_wrongly_proven


def test_a_wrong_reference_counts_as_wrongly_proven_but_not_in_figures() -> None:
    score = scored(PAPER, recognition(with_line(perfect(PAPER.blocks[0]), 0, references=("X-1",))))

    assert score.is_wrongly_proven
    assert not score.is_wrongly_proven_in_figures


def test_all_signs_turned_are_wrong_where_the_paper_shows_the_sign() -> None:
    found = perfect(PAPER.blocks[0])
    assert found.opening is not None
    assert found.closing is not None
    lines = tuple(
        replace(line, amount=-line.amount, running_balance=-(line.running_balance or Decimal(0)))
        for line in found.lines
    )
    turned = replace(found, lines=lines, opening=Figure(-found.opening.amount), closing=Figure(-found.closing.amount))

    assert not PAPER.blocks[0].sign_is_open
    assert scored(PAPER, recognition(turned)).is_wrongly_proven
    open_sign = replace(PAPER, blocks=(replace(PAPER.blocks[0], sign_is_open=True),))
    assert scored(open_sign, recognition(turned)).is_right


@pytest.mark.parametrize(
    ("verdict", "repairs", "right"),
    [
        (Verdict.BROKEN, (), True),
        (Verdict.UNPROVEN, (), True),
        (Verdict.CONSISTENT, (), False),
        (Verdict.CONSISTENT, (Repair("amount", "1", "2", "the chain"),), True),
        (Verdict.PROVEN, (Repair("amount", "1", "2", "the chain"),), False),
    ],
)
def test_a_spoiled_paper_may_be_broken_unproven_or_repaired_in_writing(
    verdict: Verdict, repairs: tuple[Repair, ...], right: bool
) -> None:
    paper = layouts.make_paper("spoiled: digit (csv)", 1)
    found = replace(perfect(paper.blocks[0]), proof=Proof(verdict, repairs=repairs))

    assert right == scored(paper, recognition(found)).is_right


def test_a_statement_found_in_another_paper_is_wrong() -> None:
    paper: Paper = other_papers.make_paper("not: invoice", 1)

    assert scored(paper, recognition()).is_straight_through
    assert scored(paper, recognition(perfect(PAPER.blocks[0]))).is_wrongly_proven
