"""Find a table's header among the text lines of a page, by what its words mean.

A header may be one to three stacked lines, letter-spaced ("D A T E"), set tightly ("Date Reference Description" with one
blank between), bilingual, or in two levels (借方 over 原币 and 本币). Without rulings it is the only thing that shows where a
table begins and which columns it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.headings import Heading
from parsers.readers.gutters import Gutter, gutters_of
from parsers.readers.heading_parts import by_meaning, letter_spaced_joined, parted
from parsers.readers.heading_sense import DESCRIBING, MONEY, is_ageing_label, meaning, named
from parsers.readers.words import WIDE_GAP, PageWords, Ruling, TextLine, Word, phrases_of, text_of

_FIGURE = re.compile(r"\d[.,]\d{2}(?!\d)|\d[,.]\d{3}")


@dataclass(slots=True)
class HeaderCell:
    """One column's heading. `parts` are the texts of its stacked lines from top to bottom."""

    x0: float
    x1: float
    parts: list[str]
    heading: Heading | None = None
    phrase: int = -1  # headings cut out of one phrase share its number; -1 where nothing was cut

    @property
    def text(self) -> str:
        return " ".join(self.parts)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Header:
    """The lines `first`..`last` (indices into the page's lines, both included) and the columns they name."""

    first: int
    last: int
    cells: list[HeaderCell]
    top: float = 0.0
    bottom: float = 0.0
    score: float = field(default=0.0)


def headers_of(lines: list[TextLine], page: PageWords) -> list[Header]:
    """Return the page's headers from top to bottom; their lines do not overlap."""
    found: list[Header] = []
    beneath = _Beneath(lines)
    taken = -1
    index = 0
    while index < len(lines):
        best: Header | None = None
        if index > taken and _may_be_header(lines[index]):
            for last in range(index, min(index + 3, len(lines))):
                if last > index and not _stacked(lines[last - 1], lines[last]):
                    break
                if best is not None and _ruled_below(best, lines[last], page):
                    break  # what is a header already ends at the ruling under it
                if last > index and not _may_be_header(lines[last], alone=False):
                    break
                header = _header(lines, index, last, page.verticals, beneath(last))
                taller = 0.01 if best is None or header is None or not _under(lines[last], best) else -0.01
                if header is not None and (best is None or header.score > best.score + taller):
                    best = header
        if best is not None:
            better = _starting_lower(lines, best, page, beneath)
            best = better or best
            if found and best.first == found[-1].last + 1 and _stacked(lines[found[-1].last], lines[best.first]):
                # no row between them: headings of more lines than one look at a time takes in
                above = found.pop()
                best = _header(lines, above.first, best.last, page.verticals, beneath(best.last)) or best
            if best.first > taken + 1:
                best = _topped(best, lines[best.first - 1], lines[best.first])
            if best.last + 1 < len(lines):
                best = _completed(best, lines[best.last], lines[best.last + 1])
            found.append(best)
            taken = best.last
            index = best.last + 1
        else:
            index += 1
    return found


class _Beneath:
    """The gutters of the lines under each line of a page, sought once for each."""

    def __init__(self, lines: list[TextLine]) -> None:
        self._lines, self._known = lines, dict[int, list[Gutter]]()

    def __call__(self, index: int) -> list[Gutter]:
        if index not in self._known:
            self._known[index] = gutters_of(self._lines[index + 1 : index + 25])
        return self._known[index]


def _under(line: TextLine, header: Header) -> bool:
    """Whether each phrase of the line stands under one heading: the rest of headings that were broken into two lines."""
    return all(
        sum(1 for cell in header.cells if min(phrase[-1].x1, cell.x1) - max(phrase[0].x0, cell.x0) > 0) == 1
        for phrase in line.phrases()
    )


def _starting_lower(lines: list[TextLine], best: Header, page: PageWords, beneath: _Beneath) -> Header | None:
    """A title line just above may have been stacked on top; a block that begins lower and says as much is the better."""
    better: Header | None = None
    for first in range(best.first + 1, best.last + 1):
        for last in range(first, min(first + 3, len(lines))):
            if last > first and (
                not _stacked(lines[last - 1], lines[last])
                or not _may_be_header(lines[last], alone=False)
                or (last > best.last and _ruled_below(best, lines[last], page))
            ):
                break
            header = _header(lines, first, last, page.verticals, beneath(last))
            if header is not None and header.score > (better or best).score + 0.01:
                better = header
    return better


def _topped(header: Header, line: TextLine, first: TextLine) -> Header:
    """Add a lone word above that names what the brackets under it only measure ("Amount" over "(USD)", set higher than the rest)."""
    if not _stacked(line, first):
        return header
    tops: dict[int, str] = {}
    for phrase in line.phrases():
        over = [
            i for i, cell in enumerate(header.cells) if min(phrase[-1].x1, cell.x1) - max(phrase[0].x0, cell.x0) > 0
        ]
        if len(over) != 1 or over[0] in tops or not header.cells[over[0]].text.startswith(("(", "（")):
            return header
        tops[over[0]] = text_of(phrase)
    if any(named(f"{text} {header.cells[index].text}") is None for index, text in tops.items()):
        return header
    for index, text in tops.items():
        cell = header.cells[index]
        cell.parts.insert(0, text)
        cell.heading = meaning(cell.text)
    return Header(header.first - 1, header.last, header.cells, line.top, header.bottom, header.score)


def _completed(header: Header, last: TextLine, line: TextLine) -> Header:
    """Add the line beneath where each of its words ends the heading over it ("Solde | Montant" over "progressif local")."""
    if not _stacked(last, line) or any(char.isdigit() for char in line.text):
        return header
    below: dict[int, list[Word]] = {}
    for word in line.words:
        over = [i for i, cell in enumerate(header.cells) if min(word.x1, cell.x1) - max(word.x0, cell.x0) > 0]
        if len(over) != 1:
            return header
        below.setdefault(over[0], []).append(word)
    texts = {index: f"{header.cells[index].text} {text_of(words)}" for index, words in below.items()}
    known = sum(named(text) is not None for text in texts.values())
    if 2 * known < len(texts) or any(meaning(text) is None and not text.endswith(")") for text in texts.values()):
        return header
    for index, words in below.items():
        cell = header.cells[index]
        cell.parts.append(text_of(words))
        cell.x0, cell.x1, cell.heading = (
            min(cell.x0, words[0].x0),
            max(cell.x1, words[-1].x1),
            meaning(cell.text) or cell.heading,
        )
    return Header(header.first, header.last + 1, header.cells, header.top, line.bottom, header.score)


def _may_be_header(line: TextLine, *, alone: bool = True) -> bool:
    text = line.text
    besides = [text_of(phrase) for phrase in line.phrases() if not is_ageing_label(text_of(phrase))]
    if len(text) > 260 or len(re.findall(r"\d", " ".join(besides))) > 4 or text.rstrip().endswith((":", "：")):
        return False
    if any(
        len(text_of(phrase)) > 60 and sum(named(word.text) is not None for word in phrase) < 3
        for phrase in line.phrases()
    ):
        return False  # a sentence, and no headings set tightly
    if re.search(r"[:：](?!\s*(?:元|万元|RMB|CNY))", text):
        return False  # "Account: C1001" tells a fact, it heads no column
    if re.search(r"\d[.,]\d{2}(?!\d)", text):
        return False  # an amount stands in it
    if not alone and any(
        (len(text_of(phrase)) > 28 and len(by_meaning(phrase)) < 2) or re.search(r"[，,;；]", text_of(phrase))
        for phrase in line.phrases()
    ):
        return False  # the first words of the body, not the last ones of a heading
    if alone:
        return len(line.words) >= 2 or len(text) >= 4
    return True


def _stacked(upper: TextLine, lower: TextLine) -> bool:
    size = min(upper.words[0].size, lower.words[0].size)
    return lower.base - upper.base < 2.1 * size


def _ruled_below(upper: Header, lower: TextLine, page: PageWords) -> bool:
    """Whether a ruling, drawn at once or cell by cell, runs between a header and a line along the table's whole width."""
    x0, x1 = upper.cells[0].x0, upper.cells[-1].x1
    reach: dict[int, float] = {}
    for rule in page.horizontals:
        if upper.bottom - 2 < rule.at < lower.top + 2:
            reach[round(rule.at)] = reach.get(round(rule.at), 0.0) + max(0.0, min(rule.end, x1) - max(rule.start, x0))
    return any(length > 0.9 * (x1 - x0) for length in reach.values())


def cells_of_line(line: TextLine, verticals: list[Ruling], gutters: list[Gutter] | None = None) -> list[HeaderCell]:
    """Split a header line into headings: by wide gaps and rulings, then by meaning where the gaps are narrow."""
    words = _cut_at_rulings(line.words, verticals)
    phrases: list[list[Word]] = []
    for phrase in phrases_of(words, 1.7 if line.spaced else WIDE_GAP):
        run: list[Word] = []
        for word in phrase:
            if run and any(run[-1].x1 - 0.5 <= rule.at <= word.x0 + 0.5 for rule in _crossing(verticals, word)):
                phrases.append(run)
                run = []
            run.append(word)
        phrases.append(run)
    cells: list[HeaderCell] = []
    # a frame around the table parts nothing; within a grid each box is a cell
    crossing = {round(rule.at) for rule in _crossing(verticals, words[0])} if words else set()
    ruled = len(crossing) > 2 or (bool(words) and any(words[0].x1 < at < words[-1].x0 for at in crossing))
    for number, phrase in enumerate(letter_spaced_joined(phrases)):
        parts = [phrase] if ruled else parted(phrase, gutters or [])
        shared = number if len(parts) > 1 else -1
        cells.extend(HeaderCell(part[0].x0, part[-1].x1, [text_of(part)], phrase=shared) for part in parts)
    return cells


def _crossing(verticals: list[Ruling], word: Word) -> list[Ruling]:
    middle = (word.top + word.bottom) / 2
    return [rule for rule in verticals if rule.start - 1 <= middle <= rule.end + 1]


def _cut_at_rulings(words: list[Word], verticals: list[Ruling]) -> list[Word]:
    result: list[Word] = []
    for word in words:
        rest = word
        for rule in sorted(_crossing(verticals, word), key=lambda rule: rule.at):
            if rest.x0 + 1 < rule.at < rest.x1 - 1:
                halves = rest.cut(rule.at)
                if halves is not None:
                    result.append(halves[0])
                    rest = halves[1]
        result.append(rest)
    return result


def _header(
    lines: list[TextLine], first: int, last: int, verticals: list[Ruling], gutters: list[Gutter]
) -> Header | None:
    cells = cells_of_line(lines[last], verticals, gutters)
    for index in range(last - 1, first - 1, -1):
        cells = _stacked_on(cells_of_line(lines[index], verticals, gutters), cells)
    cells.sort(key=lambda cell: cell.x0)
    known = 0.0
    seen: list[Heading] = []
    for cell in cells:
        if not sense_of(cell):
            known -= 0.25
        if cell.heading is None:
            known -= 0.3
            continue
        known += 1.0 if cell.heading not in seen else 0.55
        seen.append(cell.heading)
    net_is_amount(cells)
    money = any(cell.heading in MONEY for cell in cells)
    distinct = len(set(seen))
    if any(re.search(r"[;；,，](?:\s|$)", cell.text) for cell in cells):
        return None  # a sentence
    if len(cells) <= 3 and any(cell.text[:1].islower() or re.search(r"\w{7,}\.$", cell.text) for cell in cells):
        return None  # the tail of a sentence that happens to end in such words
    if cells[0].text[:1].islower() and re.search(r"[a-zäöüéèß]{3,}\.$", cells[-1].text):
        return None
    if not money or len(cells) < 2 or distinct < 2 or len(seen) < 0.4 * len(cells):
        return None
    if sum(1 for cell in cells if is_ageing_label(cell.text)) >= 2 and distinct < 4:
        return None
    described = any(heading in DESCRIBING for heading in seen)
    if not described or (distinct < 3 and len(cells) > 5):
        return None
    if distinct < 3 and known < 1.6:
        return None
    top = min(line.top for line in lines[first : last + 1])
    bottom = max(line.bottom for line in lines[first : last + 1])
    if len(cells) <= 3 and _heads_a_part(cells, lines[last + 1 : last + 9]):
        return None
    return Header(first, last, cells, top, bottom, known)


def _heads_a_part(cells: list[HeaderCell], below: list[TextLine]) -> bool:
    """Whether most rows beneath are wider than the cells: words of a description that sound like headings, within a table."""
    left, right = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    close = all(after.x0 - before.x1 < 20 for before, after in pairwise(cells))
    rows = [line for line in below if any(_FIGURE.search(word.text) for word in line.words)]
    wider = 0
    for line in rows:
        margin = 3 * line.words[0].size
        beyond = sum(1 for word in line.words if word.x0 > right + margin and _FIGURE.search(word.text))
        wider += beyond > 1 or (beyond > 0 and close and line.x0 < left - margin)
    return wider > 0.5 * len(rows)


def net_is_amount(cells: list[HeaderCell]) -> None:
    """Let the one net amount be the amount where nothing else is money."""
    nets = [cell for cell in cells if cell.heading is Heading.NET]
    if len(nets) == 1 and not any(cell.heading in MONEY for cell in cells):
        nets[0].heading = Heading.AMOUNT


def sense_of(cell: HeaderCell) -> bool:
    """Set what the cell heads; return False where only a part of its stacked lines tells."""
    cell.heading = meaning(cell.text)
    if cell.heading is not None or len(cell.parts) < 2:
        return True
    # a title above the headings only sounds like one ("Your account details"): it must be one by itself
    halves = [*(named(part) for part in cell.parts[:-1]), meaning(cell.parts[-1])]
    told = [half for half in halves if half is not None]
    # one line in each language, or a group name above the real heading
    cell.heading = told[-1] if told else None
    return False


def _stacked_on(upper: list[HeaderCell], lower: list[HeaderCell]) -> list[HeaderCell]:
    cells = list(lower)
    for above in upper:
        under = [cell for cell in lower if min(above.x1, cell.x1) - max(above.x0, cell.x0) > 0.5]
        if not under:
            cells.append(above)
        for cell in under:
            cell.parts.insert(0, above.parts[-1] if len(above.parts) == 1 else above.text)
            if len(under) == 1:
                cell.x0, cell.x1 = min(cell.x0, above.x0), max(cell.x1, above.x1)
    return cells


def is_ageing_header(line: TextLine) -> bool:
    """Whether the line names ageing buckets ("Current  1-30 days  31-60 days  Over 60"): a table of its own kind."""
    phrases = [text_of(phrase).strip(" :：") for phrase in line.phrases()]
    return sum(1 for text in phrases if is_ageing_label(text)) >= 2
