"""The statement of account as facts, with its proof.

Sign: amounts stand in the statement's own sign. Positive raises the printed balance, so opening + sum of lines = closing
whenever those are printed. `rules.orientation` turns them into ours.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from parsers.document import Place, Problem
from parsers.statements.draft import Draft
from parsers.statements.figures import Figure, Form, Total

__all__ = [
    "Check",
    "ConfirmationForm",
    "Figure",
    "Form",
    "LineKind",
    "Outcome",
    "Period",
    "Proof",
    "Recognition",
    "Repair",
    "Statement",
    "StatementLine",
    "Total",
    "Verdict",
]


class LineKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    JOURNAL = "journal"
    OTHER = "other"


class Verdict(StrEnum):
    """What the printed figures say of the reading, best first."""

    PROVEN = "proven"  # every amount is covered by a printed check that holds
    CONSISTENT = "consistent"  # printed totals hold, but do not cover every amount singly
    UNPROVEN = "unproven"  # nothing printed to check against
    BROKEN = "broken"  # a printed figure contradicts


class Outcome(StrEnum):
    """What one check found."""

    HOLDS = "holds"
    FAILS = "fails"
    ABSENT = "absent"  # nothing printed for it


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One movement or open item. `amount` is signed as the statement's balance; `place` covers the whole row."""

    date: dt.date | None
    amount: Decimal
    place: Place
    due_date: dt.date | None = None
    kind: LineKind | None = None
    references: tuple[str, ...] = ()
    description: str = ""
    running_balance: Decimal | None = None
    amount_place: Place | None = None
    read_as: str = ""  # the amount as printed


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; either may be unprinted."""

    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Check:
    """One printed figure laid against the lines. `name` is stable: opening_closing, running_balance, column_total,
    page_carry, period_total, ageing, capital_amount, line_count.
    """

    name: str
    outcome: Outcome
    detail: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A value put right by the arithmetic, or `by` a person, with both readings."""

    field: str  # "amount" | "running_balance" | "sign" | ...
    read_as: str
    repaired_to: str
    because: str
    place: Place | None = None
    line: int | None = None  # index into Statement.lines
    by: str = ""  # who corrected it by hand; "": the arithmetic


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict and every check asked, so that a reviewer sees what it rests on."""

    verdict: Verdict
    checks: tuple[Check, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One account, one currency, one period (law 1). `currency` is an ISO 4217 code, None where none is printed."""

    document: str  # sha256
    reader: str
    form: Form
    lines: tuple[StatementLine, ...]
    holder: str | None = None  # the party whose books these are, or to whom it is addressed, as printed
    addressee: str | None = None
    account: str | None = None
    currency: str | None = None
    date: dt.date | None = None
    period: Period | None = None
    opening: Figure | None = None
    closing: Figure | None = None
    closing_date: dt.date | None = None  # the day beside the closing balance, where its row has one
    totals: tuple[Total, ...] = ()
    ageing: tuple[Total, ...] = ()
    credit_raises: bool | None = None  # True: the printed balance grows with credits; None where no such words stand
    language: str = ""  # of its headings: "en", "zh_CN", "zh_TW", "de", "fr"; "" where unknown
    notes: tuple[str, ...] = ()  # other lines of text that a reviewer or a gate wants, e.g. bank details
    proof: Proof = Proof(Verdict.UNPROVEN)
    # Every printed figure of the reading, line for line, so that a corrected value can be proven again; None where an older
    # program read it, or amounts were put into another unit. No part of what the statement says.
    printed: Draft | None = field(default=None, compare=False, repr=False)

    def proven_by(self, proof: Proof) -> Statement:
        return replace(self, proof=proof)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationForm:
    """A form by which a paper asks to be confirmed, in its own words. `agrees` and `differs` label its two boxes; both are "" where
    there is no form but an `auditor` speaks, whose words these are, or where only `ours` is true.
    """

    title: str = ""
    agrees: str = ""
    differs: str = ""
    ticked: str = ""  # "agrees" | "differs" where one of the boxes is ticked already: the form comes as an answer
    to: str = ""  # whom a slip goes to, as printed under its title
    auditor: str = ""
    columns: tuple[str, ...] = ()  # headings of its table for what differs, as printed
    ours: bool = False  # it is our own letter or workbook, come back


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a document holds: no statement, one, or several; and what was odd. `looks_like` says what else it may be."""

    document: str  # sha256
    name: str
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()
    looks_like: str | None = None  # "invoice" | "newsletter" | "order" | "image" | ... when it is no statement
    notes: tuple[str, ...] = ()  # what it says of bank accounts, wherever that stands: for a gate
    form: ConfirmationForm | None = None  # by which it asks to be confirmed
