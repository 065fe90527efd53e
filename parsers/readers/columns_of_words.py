"""Where one column ends and the next begins: from the header's words, the words beneath, and rulings where there are any."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from parsers.headings import Heading
from parsers.readers.amount_shapes import is_money, money_phrases, prints_whole_amounts
from parsers.readers.header_words import Header, HeaderCell
from parsers.readers.heading_sense import DATES, MONEY, meaning, named
from parsers.readers.words import Ruling, TextLine, Word, text_of


@dataclass(slots=True)
class Band:
    """The x-range in which a column's numbers stand."""

    x0: float
    x1: float
    count: int = 1


@dataclass(slots=True)
class Layout:
    """The columns of a table on a page: a heading cell each, and the borders between neighbours (one fewer)."""

    cells: list[HeaderCell]
    borders: list[float]
    bands: dict[int, Band] = field(default_factory=dict)  # money columns in which numbers were seen
    lefts: dict[int, float] = field(default_factory=dict)  # where the words of a text column usually begin
    ruled: list[bool] = field(default_factory=list)  # whether the border is a drawn line
    whole: bool = False  # amounts are printed without decimals
    rulings: list[Ruling] = field(default_factory=list)

    def column_at(self, x: float) -> int:
        """Return the index of the column in which `x` lies."""
        for index, border in enumerate(self.borders):
            if x < border:
                return index
        return len(self.borders)

    def ruled_at(self, index: int, word: Word) -> bool:
        """Whether the border is a ruling that passes by this word."""
        if not self.ruled[index]:
            return False
        at, middle = self.borders[index], (word.top + word.bottom) / 2
        return any(abs(rule.at - at) < 2 and rule.start - 1 <= middle <= rule.end + 1 for rule in self.rulings)

    def money_column(self, phrase: list[Word]) -> int | None:
        """Return the money column whose numbers this phrase lines up with, None where it is no number or elsewhere."""
        if not is_money(text_of(phrase), whole=self.whole):
            return None
        x0, x1 = phrase[0].x0, phrase[-1].x1
        for index, band in self.bands.items():
            if min(x1, band.x1) - max(x0, band.x0) > 0.5 * (x1 - x0) or abs(x1 - band.x1) < 3:
                return index
        column = self.column_at((x0 + x1) / 2)
        return column if self.cells[column].heading in MONEY else None


def layout_of(
    header: Header, body: list[TextLine], verticals: list[Ruling], beneath: list[TextLine] | None = None
) -> Layout:
    """Return the columns under a header. `body` are all rows known, of any page; `beneath` those on the header's own page."""
    beneath = body if beneath is None else beneath
    whole = prints_whole_amounts(body)
    bands = _number_bands(body, whole=whole)
    cells = _split_by_bands(header.cells, bands)
    owned = _owners(cells, bands)
    bottom = beneath[min(1, len(beneath) - 1)].bottom if beneath else header.bottom
    through = {
        round(rule.at, 1)
        for rule in verticals
        if rule.start <= header.bottom + 2 and rule.end >= bottom - 3 and rule.end - rule.start > 8
    }
    # a frame around the whole parts nothing: the columns may be ruled cell by cell within it
    drawn = sorted(through if len(through) > 2 else through | _standing(verticals, header, beneath))
    borders: list[float] = []
    ruled: list[bool] = []
    phrases = [(p[0].x0, p[-1].x1) for line in body for p in line.phrases(0.6)]
    words = [(word.x0, word.x1) for line in body for word in line.words]
    for index in range(len(cells) - 1):
        left, right = cells[index], cells[index + 1]
        low = owned[index].x1 if index in owned else left.middle
        high = owned[index + 1].x0 if index + 1 in owned else right.middle
        low = max(low, borders[-1]) if borders else low
        lines = [x for x in drawn if max(left.middle, borders[-1] if borders else 0) < x < right.middle]
        if lines:
            borders.append(_ruling_between(lines, left, right))
            ruled.append(True)
            continue
        ruled.append(False)
        if low >= high:
            borders.append((low + high) / 2 if low - high < 20 else (left.x1 + right.x0) / 2)
        else:
            x, crossing = _quietest(low, high, phrases, left, right)
            if crossing > 0.15 * len(body):
                # columns set so close that phrases run across: the words' own edges must tell
                x, _ = _quietest(low, high, words, left, right, rows=len(body))
            borders.append(x)
    layout = Layout(cells, borders, owned, {}, ruled, whole, verticals)
    _rejoin(layout, body)
    layout.lefts = usual_lefts(layout, body)
    return layout


_DATE = re.compile(r"\d{1,4}[-./年]\s?\w{1,9}.*|\d{1,2}[A-Za-z]{3}\d{2,4}|\d{8}")

_SIDE = re.compile(r"CR|DR|[CDHS]|借|贷|貸|平", re.IGNORECASE)


def _rejoin(layout: Layout, body: list[TextLine]) -> None:
    """Headings cut out of one phrase ("Entry Dt") over a single column of words were one heading after all."""
    filled: dict[int, list[str]] = {}
    for line in body:
        for word in line.words:
            filled.setdefault(layout.column_at(word.middle), []).append(word.text)
    index = 0
    while index < len(layout.cells) - 1:
        left, right = layout.cells[index], layout.cells[index + 1]
        # a column of nothing but marks (DR, CR) belongs to the figures before it
        marks = bool(filled.get(index + 1)) and all(_SIDE.fullmatch(text) for text in filled[index + 1])
        empty = index not in filled or index + 1 not in filled or marks
        if (
            left.phrase < 0
            or left.phrase != right.phrase
            or not empty
            or {index, index + 1} & layout.bands.keys() == {index, index + 1}
        ):
            index += 1
            continue
        words = filled.get(index, []) + filled.get(index + 1, [])
        text = [f"{left.text} {right.text}"]
        dated = sum(1 for word in words if _DATE.fullmatch(word)) > 0.5 * len(words) if words else False
        options = [meaning(text[0]), left.heading, right.heading]
        heading = next((h for h in options if h is not None and (h in DATES) == dated), left.heading or right.heading)
        layout.cells[index : index + 2] = [HeaderCell(left.x0, right.x1, text, heading)]
        del layout.borders[index], layout.ruled[index]
        moved = {i if i <= index else i - 1: band for i, band in layout.bands.items()}
        layout.bands.clear()
        layout.bands.update(moved)
        filled = {}
        for line in body:
            for word in line.words:
                filled.setdefault(layout.column_at(word.middle), []).append(word.text)


def _split_by_bands(cells: list[HeaderCell], bands: list[Band]) -> list[HeaderCell]:
    """A heading over several columns of numbers is several headings set close together: cut it where its words allow."""
    result: list[HeaderCell] = []
    for cell in cells:
        under = [band for band in bands if band.count > 1 and min(band.x1, cell.x1) - max(band.x0, cell.x0) > 0]
        words = re.split(r" (?![(（\[])", cell.text)  # "Amount (local)": what stands in brackets heads nothing
        if not 2 <= len(under) <= min(4, len(words)) or len(cell.parts) != 1:
            result.append(cell)
            continue
        ways = [
            [" ".join(words[start:end]) for start, end in pairwise((0, *cuts, len(words)))]
            for cuts in combinations(range(1, len(words)), len(under) - 1)
        ]
        best = max(
            ways,
            key=lambda way: (
                sum(named(text) is not None for text in way),
                sum(meaning(text) is not None for text in way),
            ),
        )
        if sum(meaning(text) is not None for text in best) < len(under) - 1:
            result.append(cell)
            continue
        middles = [(left.x1 + right.x0) / 2 for left, right in pairwise(under)]
        edges = [min(cell.x0, under[0].x0), *middles, max(cell.x1, under[-1].x1)]
        result.extend(
            HeaderCell(x0 + 0.5, x1 - 0.5, [text], meaning(text))
            for text, (x0, x1) in zip(best, pairwise(edges), strict=True)
        )
    return result


def _standing(verticals: list[Ruling], header: Header, body: list[TextLine]) -> set[float]:
    """Rulings drawn cell by cell, or only beside the body: those that together run along at least half of it."""
    if not verticals or not body:
        return set()
    top, bottom = header.top, body[-1].bottom
    along: dict[float, float] = {}
    for rule in verticals:
        inside = min(rule.end, bottom) - max(rule.start, top)
        if inside > 0:
            key = next((x for x in along if abs(x - rule.at) < 1.5), round(rule.at, 1))
            along[key] = along.get(key, 0.0) + inside
    return {x for x, length in along.items() if length > 0.5 * (bottom - top)}


def _ruling_between(lines: list[float], left: HeaderCell, right: HeaderCell) -> float:
    """Of several rulings between two headings take the one nearest to the gap between them."""
    gap = (left.x1 + right.x0) / 2
    return min(lines, key=lambda x: (not left.x1 - 2 <= x <= right.x0 + 2, abs(x - gap)))


def _number_bands(body: list[TextLine], *, whole: bool) -> list[Band]:
    """Return the x-ranges in which numbers stand below one another, from left to right.

    A number at the end of a description ("250 pcs @ 0.35") counts only where it lines up with numbers that stand alone.
    """
    alone: list[tuple[float, float]] = []
    beside: list[tuple[float, float]] = []
    leading: list[tuple[float, float]] = []
    for line in body:
        pure = {id(phrase[0]) for phrase in line.phrases() if _only_money(phrase, whole=whole)}
        inside = {id(word) for phrase in line.phrases() if id(phrase[0]) in pure for word in phrase}
        for found in money_phrases(line, whole=whole):
            (alone if id(found[0]) in inside else beside).append((found[0].x0, found[-1].x1))
            if id(found[0]) not in inside and any(found[0] is phrase[0] for phrase in line.phrases()):
                leading.append((found[0].x0, found[-1].x1))
    # a column of amounts set so close that the text of the next goes on with them
    near = [span for span in leading if 2 * sum(abs(span[1] - x1) < 2 for _, x1 in leading) > max(4, len(body) // 2)]
    alone += near
    beside = [span for span in beside if span not in near]
    spans = sorted(
        alone + [span for span in beside if any(abs(span[1] - x1) < 2 for _, x1 in alone)] if alone else beside
    )
    bands: list[Band] = []
    for x0, x1 in spans:
        if bands and x0 < bands[-1].x1 - 0.5:
            bands[-1].x1 = max(bands[-1].x1, x1)
            bands[-1].count += 1
        else:
            bands.append(Band(x0, x1))
    return bands


def _only_money(phrase: list[Word], *, whole: bool) -> bool:
    """Whether the phrase is one amount or several set close together."""
    if is_money(text_of(phrase), whole=whole):
        return True
    taken = sum(len(found) for found in money_phrases(TextLine(phrase), whole=whole))
    return taken == len(phrase)


_NUMERIC = MONEY | {
    Heading.TAX,
    Heading.NET,
    Heading.RATE,
    Heading.QUANTITY,
    Heading.PRICE,
    Heading.DAYS,
    Heading.OTHER,
    Heading.AGEING,
    Heading.NUMBER,
    Heading.LINE_NUMBER,
}


def _owners(cells: list[HeaderCell], bands: list[Band]) -> dict[int, Band]:
    """Give each band of numbers the heading that it stands under; only money headings are returned.

    Where headings and numbers do not overlap one to one (headings set left over numbers set right, a text column between), the
    assignment with the most even offset wins, so that an empty column does not shift its neighbours.
    """
    bands = [band for band in bands if not _stray(band, cells)]
    able = [index for index, cell in enumerate(cells) if cell.heading in _NUMERIC or cell.heading is None]
    over = [
        [index for index, cell in enumerate(cells) if min(band.x1, cell.x1) - max(band.x0, cell.x0) > 0]
        for band in bands
    ]
    if all(len(found) == 1 for found in over) and len({found[0] for found in over}) == len(over):
        plain = {found[0]: band for found, band in zip(over, bands, strict=True)}
        missing = [index for index, cell in enumerate(cells) if cell.heading in MONEY and index not in plain]
        if plain.keys() <= set(able) or not missing:
            return {index: band for index, band in plain.items() if cells[index].heading in MONEY}
    wanted = bands
    if len(wanted) > len(able):
        wanted = sorted(sorted(bands, key=lambda band: -band.count)[: len(able)], key=lambda band: band.x0)
    if not wanted or len(able) > 12:
        return {}
    best: tuple[float, tuple[int, ...]] | None = None
    for choice in combinations(able, len(wanted)):
        pairs = list(zip(choice, wanted, strict=True))
        offsets = min(
            _unevenness([band.x1 - cells[i].x1 for i, band in pairs]),
            _unevenness([(band.x0 + band.x1) / 2 - cells[i].middle for i, band in pairs]),
            _unevenness([band.x1 - cells[i].x0 for i, band in pairs]),
        )
        apart = sum(max(0.0, cells[i].x0 - band.x1, band.x0 - cells[i].x1) for i, band in pairs)
        strange = sum(1 for i in choice if cells[i].heading not in MONEY)
        cost = offsets + apart + 4.0 * strange
        if best is None or cost < best[0] - 0.01:
            best = (cost, choice)
    assert best is not None
    return {i: band for i, band in zip(best[1], wanted, strict=True) if cells[i].heading in MONEY}


def _stray(band: Band, cells: list[HeaderCell]) -> bool:
    """Whether numbers stand outside the table: far beside it (a box), or a lone one within a column of words."""
    if band.x0 > cells[-1].x1 + 60 or band.x1 < cells[0].x0 - 60:
        return True
    over = [cell for cell in cells if min(band.x1, cell.x1) - max(band.x0, cell.x0) > 0]
    return band.count == 1 and len(over) == 1 and over[0].heading is not None and over[0].heading not in _NUMERIC


def _unevenness(offsets: list[float]) -> float:
    return max(offsets) - min(offsets) + 0.2 * abs(sum(offsets) / len(offsets))


def _quietest(
    low: float, high: float, spans: list[tuple[float, float]], left: HeaderCell, right: HeaderCell, *, rows: int = 0
) -> tuple[float, int]:
    """Return the x between `low` and `high` that the fewest spans cross, where edges line up best, and how many cross it.

    Where the spans are single words `rows` says how many lines they are of: one edge a line is all that can line up.
    """
    spans = [*spans, (left.x0, left.x1), (right.x0, right.x1)]
    near = [(a, b) for a, b in spans if b > low - 30 and a < high + 30]
    edges = sorted({low, high, *(x for span in near for x in span if low < x < high)})
    best_x, best = (low + high) / 2, (float("inf"), 0.0)
    for start, end in pairwise(edges):
        if end - start < 0.3:
            continue
        middle = (start + end) / 2
        crossing = sum(1 for a, b in near if a + 0.3 < middle < b - 0.3)
        begins = sum(1 for a, _ in near if abs(a - end) < 1.5)
        ends = sum(1 for _, b in near if abs(b - start) < 1.5)
        score = min(end - start, 14.0) + 24.0 * max(begins, ends) / max(1, min(len(near), rows or len(near)))
        if (crossing, -score) < best:
            best = (crossing, -score)
            # keep close to what begins on the right: a longer text on another page may still come from the left
            best_x = middle if end - start < 8 else end - 3
    return best_x, int(best[0]) if best[0] != float("inf") else len(spans)


def usual_lefts(layout: Layout, body: list[TextLine]) -> dict[int, float]:
    """Return where the first word of each column usually begins."""
    starts: dict[int, list[float]] = {}
    for line in body:
        seen: set[int] = set()
        for word in line.words:
            column = layout.column_at(word.middle)
            if column not in seen:
                seen.add(column)
                starts.setdefault(column, []).append(round(word.x0, 0))
    return {
        column: max(set(xs), key=lambda x: (xs.count(x), -x))
        for column, xs in starts.items()
        if len(xs) > 1 or len(body) < 3
    }
