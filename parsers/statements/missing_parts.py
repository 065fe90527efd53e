"""What tells that a paper is not there as a whole: pages counted and not found, rows outside the table, a word that it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Problem
from parsers.statements.labels import Label, label_of
from parsers.statements.sections import Section
from parsers.statements.seen_row import RowKind, SeenRow
from parsers.statements.spots import Spot
from parsers.statements.surroundings import Facts, rows_outside


def missing_parts(
    section: Section, rows: Sequence[SeenRow], own: Facts, shared: Facts, pages: int
) -> tuple[str, list[Problem]]:
    """Return what is missing in a few words, empty where nothing is, and a problem for each sign of it.

    `own` is what the section says beside its rows, `shared` what the paper says of all its sections; `pages` is how many the file has.
    """
    problems: list[Problem] = []
    incomplete = ""
    told = shared.pages_told
    if told is not None and pages and told[1] > max(told[0], pages):
        incomplete = f"the paper counts {told[1]} pages, the file has {max(told[0], pages)}"
        problems.append(Problem(code="pages_missing", message=f"A part is missing: {incomplete}."))
    if own.unread_balances:
        incomplete = incomplete or f'the balance "{own.unread_balances[0]}" could not be read'
        problems.append(
            Problem(code="amount_unread", message=f'"{own.unread_balances[0]}", a balance, could not be read.')
        )
    lost = rows_outside(section)
    if lost:
        incomplete = incomplete or f"{len(lost)} lines with a date and an amount stand outside the table"
        problems.append(
            Problem(code="rows_outside", message=f"A part may be missing: {incomplete}.", place=lost[0].place)
        )
    ends = [spot for spot in section.spots if _says_continued(spot, rows)]
    if ends:
        incomplete = incomplete or f'below its last line stands "{ends[0].text.strip()}"'
        problems.append(Problem(code="pages_missing", message=f"A part is missing: {incomplete}.", place=ends[0].place))
    labels = [row for row in rows if row.kind is RowKind.LABEL]
    if labels and labels[-1].label is Label.NEXT_PAGE and labels[-1] is rows[-1]:
        incomplete = incomplete or "the last page ends with a carry to a next page"
        problems.append(
            Problem(code="pages_missing", message=f"A part is missing: {incomplete}.", place=labels[-1].place)
        )
    return incomplete, problems


def _says_continued(spot: Spot, rows: Sequence[SeenRow]) -> bool:
    """Whether a text under the last row, on its page, says that the account goes on."""
    if not rows or spot.part != rows[-1].part or label_of(spot.text) is not Label.NEXT_PAGE:
        return False
    return spot.top > rows[-1].cells_top()
