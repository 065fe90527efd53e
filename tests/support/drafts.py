"""A true statement put into a customer's words: headings, rows of text, facts, boxes. Not yet on any paper.

A `Draft` may hold several blocks (accounts, currencies). Each renderer of `tests.support.renderings` lays the same drafts
out in its own way; `Paper` is the finished file beside what truly stands in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tests.support.statement_truth import TrueStatement

Value = Decimal | dt.date
Pair = tuple[str, str]
"""A label and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Column:
    """`role` tells what stands in it; `group` is a heading over this and its neighbours of the same group."""

    role: str
    heading: str
    group: str = ""

    @property
    def is_figure(self) -> bool:
        return self.role.removeprefix("local_") in FIGURES


FIGURES = frozenset(
    {"debit", "credit", "charges", "payments", "amount", "balance", "open", "original", "settled", "tax", "local"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """`kind`: line, opening, closing, column_total, year_total, carried, brought, page_total. `values` are typed cells."""

    kind: str
    cells: Mapping[str, str]
    values: Mapping[str, Value] = field(default_factory=dict)
    line: int | None = None  # index of the true line


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One statement on the paper."""

    truth: TrueStatement
    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    before: tuple[str, ...] = ()
    box: tuple[tuple[str, str], ...] = ()
    ageing: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()
    slip: tuple[str, ...] = ()
    printed: frozenset[str] = frozenset()
    carry: Callable[[int], tuple[Row, Row]] | None = None  # rows to close and open a page after row i
    page_total: Callable[[int, int], Row] | None = None  # the sums of rows i to j, at the foot of each page
    continued: str = ""  # a word at the foot of a page that goes on
    sign_is_open: bool = False  # nothing printed tells which side raises the balance
    dates_are_open: bool = False  # day and month cannot be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one file says."""

    language: str
    letterhead: tuple[str, ...]
    addressee: tuple[str, ...]
    blocks: tuple[Block, ...]
    footer: str = ""
    page_words: str = ""

    def with_blocks(self, blocks: Sequence[Block]) -> Draft:
        return replace(self, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A finished file. `blocks` hold the truth; a spoiled paper says so, and must never be proven."""

    name: str
    content: bytes
    layout: str
    seed: int
    blocks: tuple[Block, ...] = ()  # empty: no statement stands here
    spoiled: str = ""
