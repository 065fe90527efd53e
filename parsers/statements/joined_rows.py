"""Rows that belong together: wrapped descriptions, lines and framing rows whose cells are set at different heights.

Geometry decides where there is any; text alone belongs to the line above it.
"""

from __future__ import annotations

import itertools

from parsers.dates import DateOrder, read_date
from parsers.readers.heading_sense import DATES
from parsers.statements.columns import OWN_DATES, Column, indices, is_money
from parsers.statements.labels import Label, label_of
from parsers.statements.seen_row import RowKind, SeenRow

FRAMING = frozenset({Label.OPENING, Label.BROUGHT_FORWARD, Label.CARRIED_FORWARD, Label.CLOSING})
"""What stands at the edges of an account: balances brought and carried."""


def join_split_lines(rows: list[SeenRow]) -> None:
    """A wrapped row whose amounts stand on its last line: the dated line above carries none. Both become one line."""
    for above, below in itertools.pairwise(rows):
        if (
            above.kind is RowKind.CONTINUATION
            and above.date_text
            and is_dated(above.date_text)
            and below.kind is RowKind.LINE
            and not below.date_text
            and above.part == below.part
            and above.place.box is not None
        ):
            for index, parts in above.texts.items():
                below.texts[index] = [*parts, *below.texts.get(index, [])]
            below.date_text = above.date_text
            below.direction = below.direction or above.direction
            below.place = below.place.covering(above.place)
            above.kind = RowKind.NOISE
            above.texts = {}


def join_split_labels(rows: list[SeenRow], days: set[int]) -> None:
    """A framing row whose words stand above and below its amounts, since its cells are set in their middle: it is one row.

    So is one whose words go on beneath them ("Balance | b/f" in a narrow column).
    """
    for above, below in itertools.pairwise(rows):
        if above.label is None or not above.money or below.label is None or below.money or below.part != above.part:
            continue
        told = [part for row in (above, below) for at, parts in row.texts.items() if at not in days for part in parts]
        whole = label_of(" ".join(told))
        if below.place.box is not None and whole in FRAMING and below.texts.keys() <= above.texts.keys():
            above.label = whole
            above.place = above.place.covering(below.place)
            below.kind, below.label, below.texts = RowKind.NOISE, None, {}
    for number, row in enumerate(rows):
        if row.kind is not RowKind.LINE or row.texts or row.place.box is None or not number:
            continue
        around = [rows[number - 1], *rows[number + 1 : number + 2]]
        halves = [
            other
            for other in around
            if other.texts and not other.money and other.part == row.part and _overlaps_nearly(other, row)
        ]
        if not halves or halves[0] is not rows[number - 1] or halves[0].label not in FRAMING:
            continue
        words = [part for half in halves for index, parts in half.texts.items() if index not in days for part in parts]
        label = label_of(" ".join(words))
        if label not in FRAMING:
            continue
        row.kind, row.label = RowKind.LABEL, label
        row.date_text = halves[0].date_text
        for half in halves:
            for index, parts in half.texts.items():
                row.texts.setdefault(index, []).extend(parts)
            row.place = row.place.covering(half.place)
            half.kind, half.label, half.texts, half.date_text = RowKind.NOISE, None, {}, ""


def _overlaps_nearly(one: SeenRow, other: SeenRow) -> bool:
    """Whether two rows stand closer than lines of text do."""
    height = other.cells_bottom() - other.cells_top()
    return max(other.cells_top() - one.cells_bottom(), one.cells_top() - other.cells_bottom()) < 0.25 * height


def is_dated(text: str) -> bool:
    return (
        read_date(text, DateOrder.DAY_FIRST, year=2000) is not None
        or read_date(text, DateOrder.MONTH_FIRST, year=2000) is not None
    )


def join_split_dates(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    """A date too long for its column goes on in the next line of its cell: "03 Oct | 2025", "07-07- | 2025"."""
    days = indices(columns, *OWN_DATES)
    for row in rows:
        parts = next((row.texts[index] for index in days if index in row.texts), [])
        if len(parts) > 1 and row.date_text == parts[0] and read_date(parts[0], DateOrder.DAY_FIRST) is None:
            for whole in ("".join(parts[:2]), " ".join(parts[:2])):
                if (
                    read_date(whole, DateOrder.DAY_FIRST) is not None
                    or read_date(whole, DateOrder.MONTH_FIRST) is not None
                ):
                    row.date_text = whole


def join_continuations(rows: list[SeenRow], columns: tuple[Column, ...]) -> None:
    """Give each text-only row to the line whose wrapped description it is.

    Between two lines that carry amounts the text splits at the widest gap; where all gaps are alike (or there is no geometry) it belongs
    to the line above.
    """
    textual = {c.index for c in columns if not is_money(c.heading)}
    dates = set(indices(columns, *DATES))
    for row in rows:
        if row.kind is RowKind.CONTINUATION and (
            not set(row.texts) <= textual or any(is_dated(part) for index in dates for part in row.texts.get(index, []))
        ):
            row.kind = RowKind.NOISE
    groups: list[tuple[list[SeenRow], SeenRow | None, SeenRow | None]] = []
    above: SeenRow | None = None
    waiting: list[SeenRow] = []
    for row in rows:
        if row.kind is RowKind.CONTINUATION:
            waiting.append(row)
            continue
        if row.kind in {RowKind.LINE, RowKind.LABEL} or row.money:
            groups.append((waiting, above, row))
            waiting = []
            above = row
    groups.append((waiting, above, None))
    hanging = _hangs_above(groups)
    for waiting, above, below in groups:
        _share(waiting, above, below, hanging=hanging)


def _hangs_above(groups: list[tuple[list[SeenRow], SeenRow | None, SeenRow | None]]) -> bool:
    """Whether amounts stand on the last line of their rows throughout: where the gaps tell at all, all tell the row below."""
    told = [
        _split_at(waiting, above, below, hanging=True) if waiting else 0
        for waiting, above, below in groups
        if waiting and below is not None and _is_told(waiting, above, below)
    ]
    return bool(told) and not any(told)


def _is_told(waiting: list[SeenRow], above: SeenRow | None, below: SeenRow) -> bool:
    """Whether the gaps around waiting rows on one page say to which line they belong."""
    if above is None or waiting[0].place.box is None or len({row.part for row in (above, *waiting, below)}) > 1:
        return False
    return _split_at(waiting, above, below, hanging=True) == _split_at(waiting, above, below, hanging=False)


def _share(waiting: list[SeenRow], above: SeenRow | None, below: SeenRow | None, *, hanging: bool) -> None:
    split = _split_at(waiting, above, below, hanging=hanging)
    begins = above is None or above.kind is RowKind.LABEL
    for number, row in enumerate(waiting):
        target = above if number < split else below
        if (
            target is None
            or target.kind is not RowKind.LINE
            or (number >= split and begins and _heads_a_group(row, target))
        ):
            row.kind = RowKind.NOISE
            continue
        for index, parts in row.texts.items():
            if number < split:
                target.texts.setdefault(index, []).extend(parts)
            else:
                target.before.setdefault(index, []).extend(parts)
        target.place = target.place.covering(row.place)
    if below is not None:
        for index, parts in below.before.items():
            below.texts[index] = [*parts, *below.texts.get(index, [])]
        below.before = {}


def _heads_a_group(row: SeenRow, below: SeenRow) -> bool:
    """Whether a row above a line is one word without a figure where the line has its number: "SI" over the invoices."""
    words = [(index, part) for index, parts in row.texts.items() for part in parts]
    if len(words) != 1:
        return False
    index, word = words[0]
    numbered = [part for part in below.texts.get(index, []) if any(char.isdigit() for char in part)]
    return bool(numbered) and len(word) <= 12 and word.isalpha()


def _split_at(waiting: list[SeenRow], above: SeenRow | None, below: SeenRow | None, *, hanging: bool) -> int:
    """Return how many of the waiting rows belong to the line above; `hanging`: where the gaps do not tell, none does."""
    if not waiting:
        return 0
    if above is None:
        return 0
    if waiting[0].place.box is None:
        return len(waiting)
    if waiting[0].part != above.part and _goes_on(above, waiting[0]):
        return 1
    chain = [above, *waiting, *([below] if below is not None else [])]
    gaps = []
    for upper, lower in itertools.pairwise(chain):
        apart = lower.cells_top() - upper.cells_bottom() if upper.part == lower.part else 1000.0
        gaps.append(apart)
    height = waiting[0].cells_bottom() - waiting[0].cells_top()
    if below is None:
        return next((number for number, gap in enumerate(gaps) if gap > 1.2 * height), len(waiting))
    widest = max(gaps)
    if widest - min(gaps) < 0.15 * height and widest < 500:
        return 0 if hanging else len(waiting)
    return gaps.index(widest)


def _goes_on(above: SeenRow, row: SeenRow) -> bool:
    """Whether a number that broke at its hyphen at the foot of a page ends in this row, the first of the next page."""
    return any(
        above.texts.get(index, [""])[-1].endswith("-") and parts[0][:1].isalnum() for index, parts in row.texts.items()
    )
