"""Which lines under a header, or at the top of the next page, are the table's rows, and which are the text around it."""

from __future__ import annotations

import itertools
import re
from statistics import median

from parsers.readers.amount_shapes import is_money, money_phrases
from parsers.readers.columns_of_words import Layout
from parsers.readers.header_words import is_ageing_header
from parsers.readers.placing import fits
from parsers.readers.words import TextLine, text_of

_DATE = re.compile(
    r"\d{1,4}[-./年]\s?\w{1,9}[-./月]?\s?\d{0,4}日?|\d{1,2}\.? ?[A-Za-zä]{3,9}\.?,?(?: ?\d{2,4})?|[A-Z][a-z]{2,8} \d{1,2},?.*|20\d{6}"
)


def likely_body(below: list[TextLine]) -> list[TextLine]:
    """The lines from which columns are learned: those with at least two phrases; all where none has."""
    several = [line for line in below if len(line.phrases()) >= 2]
    return several or below


def body_of(below: list[TextLine], layout: Layout) -> tuple[list[TextLine], list[TextLine]]:
    """Split the lines under a header into the table's and the text that follows it."""
    anchors = [index for index, line in enumerate(below) if anchored(line, layout)]
    if not anchors:
        return [], below
    running = [line for line in below if _is_running_text(line, layout)]
    if running:
        body, rest = body_of([line for line in below if not any(line is other for other in running)], layout)
        return body, [*rest, *running]
    box = _box_begins(below, anchors)
    if box is not None:
        body, rest = body_of(below[:box], layout)
        return body, [*rest, *below[box:]]
    last = anchors[-1]
    heights = [line.base - before.base for before, line in itertools.pairwise(below)]
    pitch = median(heights[: max(1, last)]) if heights else 12.0
    body = below[: last + 1]
    rest = below[last + 1 :]
    while rest:
        line = rest[0]
        near = line.base - body[-1].base <= min(1.3 * pitch, 1.9 * line.words[0].size)
        first = layout.column_at(line.x0 + 0.5)
        # closer than lines of text are set: the rest of a row whose cells stand in its middle
        within = line.base - body[-1].base < 0.75 * line.words[0].size
        if not within and (not near or first == 0 or len(line.phrases()) > 2 or _crosses(line, layout)):
            break
        body.append(rest.pop(0))
    return body, rest


def _box_begins(below: list[TextLine], anchors: list[int]) -> int | None:
    """Return where a summary box under the table begins: labels in one line, as many amounts and nothing else in the next."""
    for index in range(max(1, anchors[0]), len(below) - 1):
        upper, lower = below[index], below[index + 1]
        labels, values = upper.phrases(), lower.phrases()
        if (
            len(labels) != len(values)
            or money_phrases(upper, whole=False)
            or not all(is_money(text_of(value)) for value in values)
        ):
            continue
        if any(char.isdigit() for label in labels for char in text_of(label)):
            continue
        apart = upper.base - below[index - 1].base > 1.35 * (lower.base - upper.base)
        over = all(
            min(label[-1].x1, value[-1].x1) - max(label[0].x0, value[0].x0) > 0
            for label, value in zip(labels, values, strict=True)
        )
        if over and (len(labels) > 1 or apart):
            return index
    return None


def _crosses(line: TextLine, layout: Layout) -> bool:
    first, last = layout.column_at(line.x0 + 0.5), layout.column_at(line.x1 - 0.5)
    return last - first > 1


def anchored(line: TextLine, layout: Layout) -> bool:
    """Whether the line carries an amount of the table, or a date in its first column."""
    for phrase in money_phrases(line, whole=layout.whole):
        column = layout.money_column(phrase)
        if column is None:
            continue
        band = layout.bands.get(column)
        x1 = phrase[-1].x1
        if band is None or band.x0 - 3 <= phrase[0].x0 <= band.x1 or abs(x1 - band.x1) < 4:
            return True
    return dated(line, layout)


def _is_running_text(line: TextLine, layout: Layout) -> bool:
    """Whether the line is a sentence that runs across the columns ("Balance due as of 31 March: EUR 1,234.00")."""
    phrases = line.phrases()
    if len(phrases) != 1 or len(text_of(phrases[0])) < 20 or fits(line, layout) > 1:
        return False
    first, last = layout.column_at(line.x0 + 0.5), layout.column_at(line.x1 - 0.5)
    told = any(sign in text_of(phrases[0]) for sign in ":：。;；") or len(line.words) > 8
    return (
        last - first >= 2
        and told
        and not any(layout.ruled_at(index, word) for index in range(first, last) for word in line.words[:1])
    )


def dated(line: TextLine, layout: Layout) -> bool:
    """Whether the line begins with a date in the first column, and more follows."""
    first = line.phrases()[0]
    return (
        layout.column_at(first[0].x0 + 0.5) == 0 and _DATE.fullmatch(first[0].text) is not None and len(line.words) > 1
    )


def inherited_body(lines: list[TextLine], layout: Layout) -> tuple[list[TextLine], list[TextLine]]:
    """Lines above the page's first header that continue the table of the page before."""
    # amounts under a box's own headings belong to the box, also where it is all that was left for this page
    end = next((i for i, line in enumerate(lines) if is_ageing_header(line)), len(lines))
    anchors = [index for index, line in enumerate(lines[:end]) if _aligned(line, layout)]
    if not anchors:
        return [], lines
    first = anchors[0]
    # a row cut by the end of the page goes on here: its other lines stand close above, each at a column's edge
    while first and anchors[0] - first < 4 and _goes_on_above(lines[first - 1], lines[first], layout):
        first -= 1
    body, rest = body_of(lines[first:end], layout)
    return body, lines[:first] + rest + lines[end:]


def _goes_on_above(line: TextLine, below: TextLine, layout: Layout) -> bool:
    if below.base - line.base > 1.5 * line.words[0].size:
        return False
    starts = [phrase[0].x0 for phrase in line.phrases()]
    return all(any(abs(start - left) < 2.5 for left in layout.lefts.values()) for start in starts)


def _aligned(line: TextLine, layout: Layout) -> bool:
    for phrase in money_phrases(line, whole=layout.whole):
        column = layout.money_column(phrase)
        if column is not None:
            band = layout.bands.get(column)
            if band is not None and (abs(phrase[-1].x1 - band.x1) < 6 or band.x0 <= phrase[0].x0 <= band.x1):
                return True
    return False
