"""Columns told from the rows: white strips that run down the body part it, and each word of the header goes to the column it stands over.

The second way to a layout. `columns_of_words` begins with the headings, so headings that touch, overhang or are broken oddly lead it astray;
here the rows speak first and headings only name what was found.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from statistics import median

from parsers.readers.amount_shapes import is_money, prints_whole_amounts
from parsers.readers.columns_of_words import Band, Layout, usual_lefts
from parsers.readers.header_words import HeaderCell, net_is_amount, sense_of
from parsers.readers.heading_sense import MONEY, meaning, named
from parsers.readers.words import Ruling, TextLine, Word, text_of

_DATE = re.compile(
    r"\d{1,4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,4}日?|\d{1,2}[-. /]{0,2}[^\W\d_]{3,9}\.?,?[-. /]?\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{2,4}|20\d{6}"
)
_GROUPS = re.compile(r"[(\-–−+]?\d{1,3}(?: \d{3})+(?:[.,]\d{2,3})?[)\-–−]?")
_MARK = re.compile(r"CR|DR|[CDSH]|借|贷|貸|平|[A-Z]{3}|[$€£¥₹]|元|RMB", re.IGNORECASE)
_CLOSE = 0.45  # letter heights: a narrower gap is a blank between words of one text


@dataclass(frozen=True, slots=True)
class _Atom:
    """Words that no column border can part: a number, a date, else a single word."""

    x0: float
    x1: float
    kind: str  # "number", "date", "mark", "word"


@dataclass(slots=True)
class _Slot:
    """A column before it has a name: where its atoms stand, and the words of the header over it, line by line."""

    x0: float
    x1: float
    kinds: dict[str, int] = field(default_factory=dict)
    numbers: list[tuple[float, float]] = field(default_factory=list)
    heads: list[tuple[int, Word]] = field(default_factory=list)  # (line of the header, word)
    groups: list[str] = field(default_factory=list)  # a label over several columns

    @property
    def kind(self) -> str:
        return max(self.kinds, key=lambda kind: (self.kinds[kind], kind), default="word")


def layout_by_body(head: list[TextLine], body: list[TextLine], verticals: list[Ruling]) -> Layout | None:
    """Return the columns that the rows themselves show, named by the header's lines; None where the rows show too little."""
    whole = prints_whole_amounts(body)
    rows = [atoms for atoms in (_atoms(line, whole=whole) for line in body) if _tells(atoms)]
    if len(rows) < 2:
        return None
    slots = _slots(rows, head)
    if len(slots) < 3:
        return None
    _assign(slots, head)
    slots = _merged(slots, rows)
    if len(slots) < 3:
        return None
    cells = [_cell(slot) for slot in slots]
    for cell in cells:
        sense_of(cell)
    net_is_amount(cells)
    borders = [
        _border(left, right, rows, cells[i : i + 2]) for i, (left, right) in enumerate(itertools.pairwise(slots))
    ]
    bands = {
        index: Band(min(a for a, _ in slot.numbers), max(b for _, b in slot.numbers), len(slot.numbers))
        for index, slot in enumerate(slots)
        if slot.numbers and cells[index].heading in MONEY
    }
    layout = Layout(cells, borders, bands, {}, [False] * len(borders), whole, verticals)
    layout.lefts = usual_lefts(layout, body)
    return layout


def _tells(atoms: list[_Atom]) -> bool:
    kinds = [atom.kind for atom in atoms]
    return len(atoms) >= 3 and ("number" in kinds or "date" in kinds)


def _atoms(line: TextLine, *, whole: bool) -> list[_Atom]:
    atoms: list[_Atom] = []
    words = line.words
    at = 0
    while at < len(words):
        size, kind = 1, _kind(words[at].text, whole=whole)
        for count in (4, 3, 2):
            run = words[at : at + count]
            if len(run) < count or any(b.x0 - a.x1 > _CLOSE * b.size for a, b in itertools.pairwise(run)):
                continue
            text = text_of(run)
            if _GROUPS.fullmatch(text):
                size, kind = count, "number"
                break
            if _DATE.fullmatch(text):
                size, kind = count, "date"
                break
        atoms.append(_Atom(words[at].x0, words[at + size - 1].x1, kind))
        at += size
    return atoms


def _kind(text: str, *, whole: bool) -> str:
    if _DATE.fullmatch(text):
        return "date"
    if is_money(text, whole=whole):
        return "number"
    return "mark" if _MARK.fullmatch(text) else "word"


def _slots(rows: list[list[_Atom]], head: list[TextLine]) -> list[_Slot]:
    """Part the page where hardly any atom crosses; a heading that stands in the white has a column without entries."""
    spans = sorted((atom.x0, atom.x1) for atoms in rows for atom in atoms)
    allowed = max(1 if len(rows) >= 5 else 0, len(rows) // 10)
    begins, ends = sorted(a for a, _ in spans), sorted(b for _, b in spans)
    filled: list[list[float]] = []
    for x0, x1 in itertools.pairwise(sorted({x for span in spans for x in span})):
        middle = (x0 + x1) / 2
        if bisect_left(begins, middle) - bisect_right(ends, middle) <= allowed:
            continue
        if filled and x0 - filled[-1][1] < 0.25:
            filled[-1][1] = x1
        else:
            filled.append([x0, x1])
    for x0, x1 in _alone(head, filled):
        filled.append([x0, x1])
    slots = [_Slot(x0, x1) for x0, x1 in sorted(filled)]
    for atoms in rows:
        for atom in atoms:
            slot = min(slots, key=lambda s: (max(s.x0 - atom.x1, atom.x0 - s.x1, 0.0), -_shared(s, atom.x0, atom.x1)))
            slot.kinds[atom.kind] = slot.kinds.get(atom.kind, 0) + 1
            if atom.kind == "number":
                slot.numbers.append((atom.x0, atom.x1))
    return slots


def _alone(head: list[TextLine], filled: list[list[float]]) -> list[tuple[float, float]]:
    """Return where headings stand that touch no column's entries, stacked words as one."""
    found: list[tuple[float, float]] = []
    for line in head:
        for phrase in line.phrases(_CLOSE):
            x0, x1 = phrase[0].x0, phrase[-1].x1
            if any(min(x1, b) - max(x0, a) > 0 for a, b in filled):
                continue
            over = next((i for i, (a, b) in enumerate(found) if min(x1, b) - max(x0, a) > 0), None)
            if over is None:
                found.append((x0, x1))
            else:
                found[over] = (min(x0, found[over][0]), max(x1, found[over][1]))
    return found


def _shared(slot: _Slot, x0: float, x1: float) -> float:
    return min(slot.x1, x1) - max(slot.x0, x0)


def _assign(slots: list[_Slot], head: list[TextLine]) -> None:
    """Give each word of the header to a slot; a phrase over several goes whole or in parts, as makes the better headings."""
    for number, line in enumerate(head):
        for phrase in line.phrases(_CLOSE):
            under = [slot for slot in slots if _shared(slot, phrase[0].x0, phrase[-1].x1) > 0.5]
            if number < len(head) - 1 and len(under) > 1 and _is_group(phrase, under, head[number + 1 :]):
                for slot in under:
                    slot.groups.append(text_of(phrase))
                continue
            by_word = [_nearest(slots, word.x0, word.x1) for word in phrase]
            whole = _nearest(slots, phrase[0].x0, phrase[-1].x1)
            if len({id(slot) for slot in by_word}) > 1:
                parts = [
                    text_of([word for word, _ in run])
                    for _, run in itertools.groupby(zip(phrase, by_word, strict=True), key=lambda pair: id(pair[1]))
                ]
                if named(text_of(phrase)) is not None and not all(meaning(part) is not None for part in parts):
                    by_word = [whole] * len(phrase)
            for word, slot in zip(phrase, by_word, strict=True):
                slot.heads.append((number, word))


def _is_group(phrase: list[Word], under: list[_Slot], below: list[TextLine]) -> bool:
    """Whether the phrase is a label over several columns that have headings of their own beneath."""
    own = sum(1 for slot in under if any(_shared(slot, word.x0, word.x1) > 0 for line in below for word in line.words))
    return (
        own > 1
        and len(phrase) <= 3
        and all(sum(1 for slot in under if _shared(slot, word.x0, word.x1) > 0.5) > 1 for word in phrase)
    ) or (own > 1 and len(phrase) == 1)


def _nearest(slots: list[_Slot], x0: float, x1: float) -> _Slot:
    return min(
        slots, key=lambda s: (-max(0.0, _shared(s, x0, x1)), max(s.x0 - x1, x0 - s.x1, 0.0), abs(s.x0 + s.x1 - x0 - x1))
    )


def _merged(slots: list[_Slot], rows: list[list[_Atom]]) -> list[_Slot]:
    """Join slots that are one column: no heading of its own, or words of one text that happen to stand below one another."""
    result = slots[:1]
    for slot in slots[1:]:
        if _one_column(result[-1], slot, rows):
            _join(result[-1], slot)
        else:
            result.append(slot)
    if len(result) > 1 and not result[0].heads and result[0].kind != "date":
        _join(result[0], result.pop(1))
    return result


def _one_column(left: _Slot, right: _Slot, rows: list[list[_Atom]]) -> bool:
    narrow = left.kind == right.kind and _usual_gap(left, right, rows) < 4.5
    if not right.heads:
        if right.kind == "mark":
            return True
        return right.kind != "number" and (left.kind == "word" or narrow)
    if not left.heads:
        return (left.kind, right.kind) in {("mark", "number"), ("word", "word")}
    if {left.kind, right.kind} != {"word"} or not narrow:
        return False
    words = [word for number, word in left.heads if number == left.heads[-1][0]]
    after = [word for number, word in right.heads if number == left.heads[-1][0]]
    if not words or not after or after[0].x0 - words[-1].x1 > _CLOSE * after[0].size:
        return False
    one, other = (text_of([word for _, word in slot.heads]) for slot in (left, right))
    return named(one) is None or named(other) is None or named(f"{one} {other}") is not None


def _usual_gap(left: _Slot, right: _Slot, rows: list[list[_Atom]]) -> float:
    """Return the usual white between the last atom of the left slot and the first of the right, in points."""
    gaps = []
    for atoms in rows:
        before = [atom.x1 for atom in atoms if _shared(left, atom.x0, atom.x1) > 0]
        after = [atom.x0 for atom in atoms if _shared(right, atom.x0, atom.x1) > 0]
        if before and after:
            gaps.append(min(after) - max(before))
    return median(gaps) if gaps else 99.0


def _join(left: _Slot, right: _Slot) -> None:
    left.x0, left.x1 = min(left.x0, right.x0), max(left.x1, right.x1)
    for kind, count in right.kinds.items():
        left.kinds[kind] = left.kinds.get(kind, 0) + count
    left.numbers += right.numbers
    left.heads = sorted(left.heads + right.heads, key=lambda pair: (pair[0], pair[1].x0))
    left.groups = left.groups or right.groups


def _cell(slot: _Slot) -> HeaderCell:
    lines = [text_of([word for _, word in run]) for _, run in itertools.groupby(slot.heads, key=lambda pair: pair[0])]
    words = [word for _, word in slot.heads]
    x0 = min((word.x0 for word in words), default=slot.x0)
    x1 = max((word.x1 for word in words), default=slot.x1)
    return HeaderCell(x0, x1, [*slot.groups[:1], *lines] if lines else slot.groups[:1] or [""])


def _border(left: _Slot, right: _Slot, rows: list[list[_Atom]], cells: list[HeaderCell]) -> float:
    """Return the x between two slots that the fewest atoms cross; close to what begins on the right where there is room."""
    low, high = left.x1, right.x0
    if high <= low:
        return (low + high) / 2
    near = [(a.x0, a.x1) for atoms in rows for a in atoms if a.x1 > low and a.x0 < high]
    near += [(cell.x0, cell.x1) for cell in cells]
    edges = sorted({low, high, *(x for span in near for x in span if low < x < high)})
    best = min(
        (
            (sum(1 for a, b in near if a < (x0 + x1) / 2 < b), -(x1 - x0), x0, x1)
            for x0, x1 in itertools.pairwise(edges)
        ),
    )
    _, _, x0, x1 = best
    return (x0 + x1) / 2 if x1 - x0 < 8 else x1 - 3
