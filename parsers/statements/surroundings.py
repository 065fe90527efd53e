"""What the text around a section says, as a value; and which piece of text stands beside or below another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.statements.fact_words import ANY_DATE, MONEY_SHAPE, key_of
from parsers.statements.labels import Label, label_of
from parsers.statements.sections import Section
from parsers.statements.spots import Spot
from parsers.statements.statement import Figure, Period, Total

_DATED = re.compile(rf"(?:\d{{1,4}}[.)]?\s+)?(?:{ANY_DATE.pattern})(?=\s|$)")
_SIDE = re.compile(r"CR|DR|C|D|S|H|借|贷|貸|平|[A-Z]{3}", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """All that the text around one section says. Amount figures carry minus and parentheses as printed, marks in `read_as`."""

    holder: str | None = None
    addressee: str | None = None
    account: str | None = None
    currency: str | None = None
    date: dt.date | None = None
    period: Period | None = None
    openings: list[Figure] = field(default_factory=list)
    closings: list[Figure] = field(default_factory=list)
    dues: list[Figure] = field(default_factory=list)
    totals: list[tuple[Label, Figure, str]] = field(default_factory=list)
    ageing: list[Total] = field(default_factory=list)
    ageing_total: Figure | None = None
    capitals: list[Figure] = field(default_factory=list)
    line_count: int | None = None
    notes: list[str] = field(default_factory=list)
    pages_told: tuple[int, int] | None = None  # (how many page numbers stand in it, pages the paper counts)
    date_texts: list[str] = field(default_factory=list)
    years: frozenset[str] = frozenset()  # years that a title names by themselves (2026年往来明细账)
    open_dates: list[str] = field(default_factory=list)  # dates of issue whose order of day and month is open
    maybes: list[Figure] = field(default_factory=list)  # amounts under other names: one may be the closing balance
    unread_balances: list[str] = field(default_factory=list)  # what stands behind a balance's name and cannot be read
    beside: list[str] = field(default_factory=list)  # currencies printed beside balances


def nearest_beside(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    """Return the nearest text to the right on the same line, whatever it says."""
    height = spot.bottom - spot.top
    right = [
        other
        for other in spots
        if other is not spot
        and other.part == spot.part
        and other.x0 >= spot.x1 - 1
        and min(other.bottom, spot.bottom) - max(other.top, spot.top) > 0.4 * height
    ]
    return min(right, key=lambda other: other.x0, default=None)


def beside(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    """Return the nearest text to the right, where it is no key of its own."""
    return _no_key(nearest_beside(spot, spots))


def below(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    """Return the nearest text below, where it is no key of its own."""
    height = spot.bottom - spot.top
    under = [
        other
        for other in spots
        if other.part == spot.part
        and 0 < other.top - spot.top < 3.2 * height
        and min(other.x1, spot.x1) - max(other.x0, spot.x0) > 0
    ]
    return _no_key(min(under, key=lambda other: other.top, default=None))


def _no_key(spot: Spot | None) -> Spot | None:
    if spot is None or key_of(spot.text.partition(":")[0].partition("：")[0]) is not None:
        return None
    return spot


def rows_outside(section: Section) -> list[Spot]:
    """Return lines of text under the table's beginning that look like rows of it: a date, an amount and more, and no label.

    Where a table was taken to end too early, what adds up so far would be believed: these lines say that it is not all.
    """
    if not section.rows or not section.parts:
        return []
    first = section.parts[0]
    tops = [cell.place.box[1] for cell in section.rows[0].cells if cell.place.box is not None]
    if not tops:
        return []
    lines: dict[tuple[int, int], list[Spot]] = {}
    for spot in section.spots:
        if spot.part > first or (spot.part == first and spot.top > min(tops)):
            lines.setdefault((spot.part, round((spot.top + spot.bottom) / 8)), []).append(spot)
    found = []
    for line in lines.values():
        texts = [spot.text.strip() for spot in line]
        told = any(label_of(text) is not None or key_of(text.partition(":")[0]) is not None for text in texts)
        words = sum(len(text.split()) for text in texts)
        if words >= 3 and not told and any(map(_is_dated, texts)) and any(map(_ends_in_figures, texts)):
            found.append(line[0])
    return found


def _is_dated(text: str) -> bool:
    """Whether a date begins the text, after a running number perhaps: cells set close together are one piece of text."""
    return _DATED.match(text) is not None


def _ends_in_figures(text: str) -> bool:
    """Whether an amount ends the text, marks of its side and the balance after it included."""
    words = text.split()
    while words and _SIDE.fullmatch(words[-1]):
        words.pop()
    return bool(words) and MONEY_SHAPE.fullmatch(words[-1]) is not None and any(sign in words[-1] for sign in ".,")
