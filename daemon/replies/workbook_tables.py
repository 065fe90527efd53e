"""The two lists of the workbook, theirs and ours side by side: what differs, and what agrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from daemon.replies.differences import in_order
from daemon.replies.evidence import Evidence, Item
from daemon.replies.explanations import explain
from daemon.replies.language import Language
from daemon.replies.phrases import Speaker
from daemon.replies.safe_text import told
from daemon.replies.workbook_page import ROW, TO_FILL_IN, TOTAL, Column, Page, Value
from parsers.document import Place
from rules.model.match import Match
from rules.model.reconciliation import Reconciliation


class Audience(StrEnum):
    """Who reads the workbook. Staff also see our row numbers and descriptions, the rule, and what is settled on our side."""

    COUNTERPARTY = "counterparty"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the three sheets are written from."""

    reconciliation: Reconciliation
    evidence: Evidence
    speaker: Speaker
    audience: Audience

    @property
    def words(self) -> Language:
        return self.speaker.words

    @property
    def staff(self) -> bool:
        return self.audience is Audience.STAFF

    def shown(self, amount: Decimal) -> Decimal:
        return self.speaker.perspective.shown(amount)

    def say(self, key: str, **values: str) -> str:
        return self.words.say(f"workbook.{key}", **values)

    def sign_note(self) -> str:
        """Return the sentence that says what a positive amount means to this reader."""
        return self.say(f"sign_{self.speaker.perspective.role}")


def _their_columns(sources: Sources) -> list[Column]:
    band = sources.say("your")
    columns = [
        Column(sources.say("date"), 12, band),
        Column(sources.say("reference"), 14, band),
        Column(sources.say("description"), 18, band),
        Column(sources.say("amount"), 13, band, "right"),
        Column(sources.say("place"), 9, band),
    ]
    return [*columns, Column(sources.say("read_as"), 13, band, "right")] if sources.staff else columns


def _our_columns(sources: Sources) -> list[Column]:
    band = sources.say("our")
    columns = [
        Column(sources.say("date"), 12, band),
        Column(sources.say("reference"), 14, band),
        Column(sources.say("amount"), 13, band, "right"),
    ]
    staff = [Column(sources.say("row"), 8, band, "center"), Column(sources.say("description"), 18, band)]
    return [*columns, *staff] if sources.staff else columns


def _their_cells(sources: Sources, item: Item | None) -> list[Value]:
    if item is None:
        return [None] * len(_their_columns(sources))
    cells: list[Value] = [
        item.date,
        item.reference,  # the others were found in the description, which stands beside it
        item.description,
        sources.shown(item.amount),
        _place(sources, item.place),
    ]
    return [*cells, item.read_as] if sources.staff else cells


def _our_cells(sources: Sources, item: Item | None) -> list[Value]:
    if item is None:
        return [None] * len(_our_columns(sources))
    cells: list[Value] = [item.date, item.reference, sources.shown(item.amount)]
    return [*cells, item.row, item.description] if sources.staff else cells


def _place(sources: Sources, place: Place | None) -> str:
    if place is None:
        return ""
    if place.page is not None:
        return sources.say("page", page=f"{place.page}")
    if place.cell is not None and place.sheet is not None:
        return sources.say("sheet", sheet=told(place.sheet, 40), cell=place.cell)
    if place.cell is not None:
        return sources.say("cell", cell=place.cell)
    return sources.say("line", line=f"{place.line}") if place.line is not None else ""


def _side_by_side(theirs: Sequence[Item], ours: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    count = max(len(theirs), len(ours), 1)
    return [
        (theirs[index] if index < len(theirs) else None, ours[index] if index < len(ours) else None)
        for index in range(count)
    ]


def write_differences(sources: Sources, page: Page) -> None:
    reconciliation, evidence = sources.reconciliation, sources.evidence
    columns = [
        Column(sources.say("number"), 5, align="center"),
        Column(sources.say("reason"), 16),
        *_their_columns(sources),
        *_our_columns(sources),
        Column(sources.say("difference"), 13, align="right"),
        Column(sources.say("explanation"), 40),
        Column(sources.say("request"), 25),
    ]
    columns.append(Column(sources.say("certainty"), 12) if sources.staff else Column(sources.say("comment"), 28))
    page.header(columns, frozen=2)
    headings = page.row - 1
    if not reconciliation.differences:
        page.note(1, sources.say("none"))
        return
    for number, difference in enumerate(in_order(reconciliation, evidence), start=1):
        explanation = explain(difference, evidence, sources.speaker)
        sides = _side_by_side(evidence.theirs(difference.lines), evidence.ours(difference.entries))
        for index, (their, our) in enumerate(sides):
            first = index == 0
            certainty = "certain" if difference.certain else "suggested"
            cells: list[Value] = [
                number,
                explanation.title,
                *_their_cells(sources, their),
                *_our_cells(sources, our),
                sources.shown(difference.amount) if first else None,
                explanation.text if first else None,
                explanation.request if first else None,
            ]
            page.line([*cells, certainty if sources.staff else None], ROW, last={} if sources.staff else TO_FILL_IN)
    page.filters(headings, len(columns))
    bridge = reconciliation.bridge
    at = columns.index(next(column for column in columns if column.heading == sources.say("difference")))
    last: list[Value] = [None] * len(columns)
    last[1], last[at] = sources.say("total"), sources.shown(bridge.theirs - bridge.ours)
    page.line(last, TOTAL)
    page.skip()
    page.note(1, sources.sign_note())
    if not sources.staff:
        page.note(1, sources.say("comment_note"))


def write_matched(sources: Sources, page: Page) -> None:
    evidence = sources.evidence
    columns = [Column(sources.say("number"), 5, align="center"), *_their_columns(sources), *_our_columns(sources)]
    if sources.staff:
        columns += [Column(sources.say("rule"), 20), Column(sources.say("certainty"), 14)]
    page.header(columns, frozen=1)
    headings = page.row - 1
    matches = _ordered(sources.reconciliation.matches, staff=sources.staff)
    if not matches:
        page.note(1, sources.say("no_matches"))
        return
    theirs_total = ours_total = Decimal(0)
    for number, match in enumerate(matches, start=1):
        theirs, ours = evidence.theirs(match.lines), evidence.ours(match.entries)
        theirs_total += sum((item.amount for item in theirs), Decimal(0))
        ours_total += sum((item.amount for item in ours), Decimal(0))
        for their, our in _side_by_side(theirs, ours):
            cells: list[Value] = [number, *_their_cells(sources, their), *_our_cells(sources, our)]
            page.line(
                [*cells, match.rule.replace("_", " "), _certainty(match)] if sources.staff else cells,
                ROW,
            )
    page.filters(headings, len(columns))
    last: list[Value] = [None] * len(columns)
    last[1] = sources.say("total")
    last[4], last[1 + len(_their_columns(sources)) + 2] = sources.shown(theirs_total), sources.shown(ours_total)
    page.line(last, TOTAL)


def _certainty(match: Match) -> str:
    return str(match.certainty) if match.unambiguous else f"{match.certainty}, others fit too"


def _ordered(matches: Sequence[Match], *, staff: bool) -> list[Match]:
    """Return the matches in the statement's order. Those without a line (settled on our side alone) are for staff, at the end."""
    with_lines = sorted((match for match in matches if match.lines), key=lambda match: match.lines)
    return [*with_lines, *(match for match in matches if not match.lines)] if staff else with_lines
