"""Lays what was read beside the truth, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.statements.statement import Recognition, Statement, StatementLine, Verdict
from tests.support.drafts import Block, Paper
from tests.support.statement_truth import TrueLine, TrueStatement

GOOD = frozenset({Verdict.PROVEN, Verdict.CONSISTENT})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fact that is not as printed. `missing`: it was left out, so that nobody is told a falsehood."""

    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """What was found about one paper. `faults` are wrong facts; `blemishes` wrong words, which no proof can cover."""

    paper: Paper
    faults: tuple[Fault, ...]
    blemishes: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    seconds: float = 0

    @property
    def is_right(self) -> bool:
        return not self.faults

    @property
    def is_straight_through(self) -> bool:
        return self.is_right and all(verdict in GOOD for verdict in self.verdicts)

    @property
    def is_wrong(self) -> bool:
        """Whether it tells a falsehood: more than leaving something out."""
        return any(not fault.missing for fault in self.faults)

    @property
    def is_wrongly_proven(self) -> bool:
        return self.is_wrong and Verdict.PROVEN in self.verdicts

    @property
    def is_wrongly_proven_in_figures(self) -> bool:
        """Wrongly proven in what the arithmetic should have caught, not only in a reference or a word."""
        figures = (fault for fault in self.faults if not fault.missing and " reference: " not in fault.text)
        return Verdict.PROVEN in self.verdicts and any(figures)

    @property
    def is_wrongly_consistent(self) -> bool:
        return self.is_wrong and Verdict.CONSISTENT in self.verdicts and not self.is_wrongly_proven


def scored(paper: Paper, found: Recognition, seconds: float = 0) -> Score:
    """Compare a recognition with the paper. A paper without a statement must give none."""
    verdicts = tuple(statement.proof.verdict for statement in found.statements)
    if paper.spoiled:
        return Score(paper, _spoiled_faults(found), (), verdicts, seconds)
    if len(found.statements) != len(paper.blocks):
        codes = ", ".join(problem.code for problem in found.problems)
        text = f"{len(found.statements)} statements instead of {len(paper.blocks)} ({codes})"
        return Score(paper, (Fault(text, missing=not found.statements),), (), verdicts, seconds)
    faults: list[Fault] = []
    blemishes: list[str] = []
    for block, statement in zip(paper.blocks, found.statements, strict=True):
        found_faults = _faults(block, block.truth, statement)
        if block.sign_is_open:
            found_faults = min(found_faults, _faults(block, _negated(block.truth), statement), key=len)
        faults += found_faults
        blemishes += _blemishes(block, statement)
    return Score(paper, tuple(faults), tuple(blemishes), verdicts, seconds)


def _spoiled_faults(found: Recognition) -> tuple[Fault, ...]:
    """A printed contradiction must show: no verdict above unproven, except with a repair that is written down."""
    for statement in found.statements:
        verdict = statement.proof.verdict
        if verdict is Verdict.PROVEN or (verdict is Verdict.CONSISTENT and not statement.proof.repairs):
            return (Fault(f"a spoiled statement is {verdict}"),)
    return ()


def _negated(truth: TrueStatement) -> TrueStatement:
    return replace(
        truth, opening=-truth.opening, lines=tuple(replace(line, amount=-line.amount) for line in truth.lines)
    )


def _faults(block: Block, truth: TrueStatement, found: Statement) -> list[Fault]:
    printed = block.printed
    faults: list[Fault] = []

    def compare(name: str, true: object, read: object) -> None:
        if true != read:
            faults.append(Fault(f"{name}: {read} instead of {true}", missing=read in {None, "", ()}))

    compare("form", "open-item" if truth.open_item else "balance-forward", str(found.form))
    if "account" in printed:
        compare("account", folded(truth.account), folded(found.account or ""))
    if "currency" in printed:
        compare("currency", truth.currency, found.currency)
    if "statement_date" in printed:
        compare("date", truth.date, found.date)
    if "period" in printed:
        compare("period", (truth.start, truth.end), (found.period.start, found.period.end) if found.period else None)
    if "opening" in printed and not truth.open_item:
        compare("opening", truth.opening, found.opening.amount if found.opening else None)
    elif found.opening and not truth.open_item:
        compare("opening (unprinted)", truth.opening, found.opening.amount)
    if "closing" in printed or found.closing:
        compare("closing", truth.closing, found.closing.amount if found.closing else None)
    if len(truth.lines) != len(found.lines):
        shown = ", ".join(f"{line.date} {line.amount}" for line in found.lines[:8])
        return [*faults, Fault(f"{len(found.lines)} lines instead of {len(truth.lines)}: {shown}")]
    lines, balances, reads = _ordered(truth, found)
    for number, (line, balance, read) in enumerate(zip(lines, balances, reads, strict=True), start=1):
        compare(f"line {number} amount", line.amount, read.amount)
        if "date" in printed and not block.dates_are_open:
            compare(f"line {number} date", line.date, read.date)
        if "due_date" in printed and not block.dates_are_open and read.due_date != line.due_date:
            compare(f"line {number} due date", line.due_date, read.due_date)
        if (
            "reference" in printed
            and line.reference
            and not _has_reference(line.reference, read.references, "reference_in_text" in printed)
        ):
            compare(f"line {number} reference", line.reference, read.references)
        if "balance" in printed and read.running_balance is not None:
            compare(f"line {number} balance", balance, read.running_balance)
    return faults


def _ordered(
    truth: TrueStatement, found: Statement
) -> tuple[Sequence[TrueLine], Sequence[Decimal], Sequence[StatementLine]]:
    """Lines in one order: a list printed newest first may be handed out either way."""
    reads = list(found.lines)
    if len(reads) > 1 and [line.amount for line in truth.lines] != [line.amount for line in reads]:
        backwards = reads[::-1]
        if sum(a.amount == b.amount for a, b in zip(truth.lines, backwards, strict=True)) > sum(
            a.amount == b.amount for a, b in zip(truth.lines, reads, strict=True)
        ):
            reads = backwards
    return truth.lines, truth.balances, reads


def _has_reference(true: str, read: Sequence[str], in_text: bool) -> bool:
    """Whether the reference was found. Inside running text "CHQ 006189" may also be told as its number alone."""
    wanted = {folded(true)} | ({folded(true.rsplit(maxsplit=1)[-1])} if in_text else set())
    return any(folded(one) in wanted for one in read)


def _blemishes(block: Block, found: Statement) -> list[str]:
    truth, blemishes = block.truth, []
    names = {folded(truth.issuer), folded(truth.addressee)}
    if found.holder is None or folded(found.holder) not in names:
        blemishes.append(f"holder: {found.holder}")
    if len(truth.lines) != len(found.lines):
        return blemishes
    texts = {row.line: row.cells.get("description", "") for row in block.rows if row.line is not None}
    for number, read in enumerate(_ordered(truth, found)[2]):
        if "description" in block.printed and folded(texts[number]) != folded(read.description):
            blemishes.append(f"line {number + 1} description: {read.description!r} instead of {texts[number]!r}")
        if "kind" in block.printed and (read.kind or "") != truth.lines[number].kind:
            blemishes.append(f"line {number + 1} kind: {read.kind} instead of {truth.lines[number].kind}")
    return blemishes


def folded(text: str) -> str:
    """Fold width, case and everything that is no letter or digit."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
