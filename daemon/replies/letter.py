"""A letter as its parts, before any markup: what the text and the HTML of a reply are both made of.

All strings here are ready for a reader's eye and free of control characters (`safe_text`), but not escaped.
"""

from __future__ import annotations

from dataclasses import dataclass, field


class ReplyRefused(Exception):
    """The reply would say something that the facts do not bear; the message names it. A person has to look at the case."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Label and value, a row each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row of a sum. `total` rows stand out: the two balances and the gap."""

    label: str
    amount: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """A column of amounts that add up, with the unit above it."""

    unit: str
    rows: tuple[SumRow, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered point: what it is, and what the reader is asked to do about it ("" = nothing).

    `number` is "3", or "3–17" where several like differences are said in one sentence.
    """

    number: str
    text: str
    request: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    title: str
    points: tuple[Point, ...]


Block = Paragraph | Heading | Pairs | Sums | Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A whole letter. `title` is the HTML document's title; `small_print` stands under the signature."""

    language: str
    title: str
    greeting: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: tuple[str, ...]
    signature: tuple[str, ...]
    small_print: tuple[str, ...] = field(default=())
