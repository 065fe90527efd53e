"""What was read in a box becomes words: cut at the blanks, each letter with its edge, sized as a typesetter would.

The engine tells few blanks and gives each letter one point only. The ink itself shows the blanks: paper between two letters that
is clearly wider than between the others of the same line.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from parsers.readers.words import Word, is_wide
from parsers.scans.engine import Letter, Picture, SeenText
from parsers.scans.ink import printed

Mask = npt.NDArray[np.bool_]

_POINTS = frozenset(".,:;'`·")
_WIDE_POINTS = frozenset("，。、；：！？）】》")
_THIN = frozenset("1iIl|!()[]/\\-fjrt")
_BELOW = re.compile(r"[gjpqy()\[\]{}|/,;@§ßQ]")
_TALL = re.compile(r"[A-Z0-9bdfhklt()\[\]{}|/\\!?%&#$€£¥À-ß]")
_OPENING, _CLOSING = frozenset("(（[【<《"), frozenset(")）]】>》")
_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d+[.,]\d{2}|\d{1,4}([./-])\d{1,2}\1\d{1,4})(?![\d.,])"
)
_CONFUSED = (("货方", "贷方"), ("貨方", "貸方"), ("佘额", "余额"), ("佘額", "餘額"))
"""Words of headings that are read as ones which do not exist."""
_VOUCHER = re.compile(r"(?<=[\u4e00-\u9fff])[记記转轉银銀收付现現调調]-\d")
"""A voucher's number with its word; whatever stands before it, a blank is printed between."""
_FIGURE_RUN = re.compile(r"[\d.,]{3,}")
_FIGURES = re.compile(r"[\d.,:/'-]{2}")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word in pixels of the picture that was read, and the engine's certainty of its least certain letter."""

    word: Word
    sure: float


def words_of(seen: SeenText, cut: Picture, ruled: Mask | None = None) -> list[ReadWord]:
    """Return the words of one box. `cut` is the rectangle that the box shows, in grey; `ruled` where drawn lines run in it."""
    letters = _with_dashes([letter for letter in seen.letters if not letter.text.isspace()])
    if not letters:
        return []
    height, width = cut.shape[:2]
    ink = printed(cut)
    if ruled is not None:
        ink &= ~ruled
    size, base = _size_and_base("".join(letter.text for letter in letters), ink)
    edges = _edges(letters, ink, size)
    pitch = _pitch(edges)
    if pitch is not None:
        edges = _filled(edges, pitch)
    blanks = _blanks(seen.letters, letters, edges, size) if pitch is None else _skipped(edges, pitch)
    words: list[ReadWord] = []
    start = 0
    for end in [*blanks, len(letters)]:
        part = letters[start:end]
        xs = [edges[index][0] for index in range(start, end)]
        words.append(
            ReadWord(
                _placed(_known(part), xs, edges[end - 1][1], size, base, seen, width, height),
                min((letter.sure for letter in part if letter.text.isalnum()), default=1.0),
            )
        )
        start = end
    middle = sum(edges[0]) / 2 if pitch is None else letters[0].at * width
    if letters[0].text.isdigit() and _dash_before(ink, middle, size, base):
        words[0] = ReadWord(words[0].word, 0.0)
    return words


def _with_dashes(letters: list[Letter]) -> list[Letter]:
    """A dash between two dates looks like the Chinese figure one."""
    result = list(letters)
    for index in range(1, len(letters) - 1):
        before, letter, after = (each.text for each in letters[index - 1 : index + 2])
        if letter in "一ー" and (before.isdigit() or before in "日號号") and after.isdigit():
            result[index] = Letter("–", letters[index].at, letters[index].sure)
    return result


def _known(letters: list[Letter]) -> str:
    text = "".join(letter.text for letter in letters)
    for wrong, right in _CONFUSED:
        text = text.replace(wrong, right)
    return text


def _dash_before(ink: Mask, middle: float, size: float, base: float) -> bool:
    """Whether a dash stands close before the first figure that was read, around `middle`: a minus sign may have been lost."""
    columns = ink.sum(axis=0) > 0
    start = min(max(int(middle), 0), len(columns) - 1)
    while start > 0 and columns[start - 1]:
        start -= 1
    reach = ink[:, max(0, int(start - 0.9 * size)) : start]
    rows, width = np.flatnonzero(reach.sum(axis=1)), int(np.count_nonzero(reach.sum(axis=0)))
    if len(rows) == 0 or width < 0.12 * size:
        return False
    height = int(rows[-1] - rows[0]) + 1
    return bool(height < 0.25 * size and width > 1.4 * height and base - 0.6 * size < rows.mean() < base - 0.1 * size)


def _size_and_base(text: str, ink: Mask) -> tuple[float, float]:
    """Return the type size and where the letters stand, in pixels of the cut, from the ink's height and which letters are there."""
    band = _main_band(ink.sum(axis=1) >= max(2, ink.shape[1] // 150))
    if band is None:
        return 0.7 * ink.shape[0], 0.8 * ink.shape[0]
    top, bottom = band
    if any(is_wide(letter) for letter in text):
        up, down = 0.82, 0.1
    else:
        up = 0.72 if _TALL.search(text) else 0.52
        down = 0.0 if not _BELOW.search(text) else 0.12 if not re.search(r"[gjpqy()\[\]{}|@§Q]", text) else 0.21
    size = (bottom - top) / (up + down)
    if not 0.5 * ink.shape[0] <= size <= 1.3 * ink.shape[0]:
        size = min(max(size, 0.5 * ink.shape[0]), 1.3 * ink.shape[0])
    return size, bottom - down * size


def _main_band(rows: Mask) -> tuple[float, float] | None:
    """Return where the rows with ink begin and end, without slivers of other lines at the edges of the box."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]]).astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if not runs:
        return None
    main = max(runs, key=lambda run: run[1] - run[0])
    kept = [
        run for run in runs if run == main or (run[0] > 0 and run[1] < len(rows)) or run[1] - run[0] > main[1] - main[0]
    ]
    return float(kept[0][0]), float(kept[-1][1])


def _edges(letters: list[Letter], ink: Mask, size: float) -> list[tuple[float, float]]:
    """Return each letter's left and right edge in pixels of the cut: the widest paper between two middles parts them."""
    width = ink.shape[1]
    columns = ink.sum(axis=0) > 0
    filled = np.flatnonzero(columns)
    first, last = (float(filled[0]), float(filled[-1] + 1)) if len(filled) else (0.0, float(width))
    middles = _on_ink([min(max(letter.at * width, first), last) for letter in letters], filled)
    lefts, rights = [_reach(columns, middles[0], size, back=True)], []
    for before, after in itertools.pairwise(middles):
        low, high = round(before), max(round(before) + 1, round(after))
        end, begin = _widest_gap(columns, low, high)
        rights.append(end)
        lefts.append(begin)
    rights.append(_reach(columns, middles[-1], size, back=False))
    return list(zip(lefts, [max(left + 0.5, right) for left, right in zip(lefts, rights, strict=True)], strict=True))


def _reach(columns: Mask, middle: float, size: float, *, back: bool) -> float:
    """Return how far the outermost letter reaches: its ink, over paper no wider than within a letter. What lies beyond is none of it."""
    step = -1 if back else 1
    x = edge = min(max(int(middle), 0), len(columns) - 1)
    while 0 <= x < len(columns) and abs(x - edge) <= 0.16 * size and abs(x - middle) < 1.1 * size:
        if columns[x]:
            edge = x
        x += step
    return float(edge if back else edge + 1)


def _on_ink(middles: list[float], filled: npt.NDArray[np.intp]) -> list[float]:
    """Move points that fell on paper to the nearest ink: those of narrow letters are often beside them."""
    if not len(filled):
        return middles
    moved: list[float] = []
    for middle in middles:
        nearest = float(filled[np.abs(filled - middle).argmin()])
        moved.append(max(nearest, moved[-1] + 0.5) if moved else nearest)
    return moved


def _widest_gap(columns: Mask, low: int, high: int) -> tuple[float, float]:
    """Return where the widest run of paper between `low` and `high` begins and ends; the middle where ink is everywhere.

    The run may reach beyond: a point of a letter is not quite its middle.
    """
    best = (0, 0)
    run: int | None = None
    for x in range(low, min(high, len(columns)) + 1):
        paper = x < len(columns) and x < high and not columns[x]
        if paper and run is None:
            run = x
        elif not paper and run is not None:
            if x - run > best[1] - best[0]:
                best = (run, x)
            run = None
    if best[1] == best[0]:
        middle = (low + high) / 2
        return middle, middle
    begin, end = best
    while begin > 0 and not columns[begin - 1]:
        begin -= 1
    while end < len(columns) and not columns[end]:
        end += 1
    return float(begin), float(end)


def _pitch(edges: list[tuple[float, float]]) -> float | None:
    """Return the width of a typewriter's letter, None where letters are as wide as they are."""
    steps = [(after[0] + after[1] - before[0] - before[1]) / 2 for before, after in itertools.pairwise(edges)]
    if len(steps) < 6:
        return None
    pitch = median(steps)
    counts = [round(step / pitch) if pitch > 0 else 0 for step in steps]
    even = [abs(step - count * pitch) < 0.13 * pitch for step, count in zip(steps, counts, strict=True) if count]
    widths = [right - left for left, right in edges]
    varied = max(widths) > 1.6 * min(widths)  # where all letters are alike (000000), any type is even
    return pitch if varied and 0 not in counts and sum(even) >= 0.9 * len(steps) else None


def _filled(edges: list[tuple[float, float]], pitch: float) -> list[tuple[float, float]]:
    """Give each letter the cell in which a typewriter sets it."""
    return [(min(left, (left + right - pitch) / 2), max(right, (left + right + pitch) / 2)) for left, right in edges]


def _skipped(edges: list[tuple[float, float]], pitch: float) -> list[int]:
    """Return before which letters a typewriter's cell was left empty."""
    middles = [(left + right) / 2 for left, right in edges]
    return [
        index
        for index, (before, after) in enumerate(itertools.pairwise(middles), start=1)
        if after - before > 1.5 * pitch
    ]


def _blanks(
    told: tuple[Letter, ...], letters: list[Letter], edges: list[tuple[float, float]], size: float
) -> list[int]:
    """Return the indices of the letters before which a blank stands."""
    gaps = [after[0] - before[1] for before, after in itertools.pairwise(edges)]
    usual = median(gaps) if len(gaps) >= 3 else 0.08 * size
    plain = min(max(usual + 0.15 * size, 0.2 * size), 0.45 * size)
    spoken = _spoken_blanks(told)
    text = "".join(letter.text for letter in letters)
    inside = _inside_numbers(text) | _full_width(text, edges, size)
    found = []
    vouchers = {number.start() for number in _VOUCHER.finditer(text)}
    for index, gap in enumerate(gaps, start=1):
        before, after = letters[index - 1].text, letters[index].text
        least = plain
        if before in _WIDE_POINTS:
            least = 0.9 * size  # printed in the left of a square of its own
        elif index in inside:
            least = 1.3 * size
        elif before in _OPENING or after in _CLOSING:
            least = 0.7 * size
        elif after in _POINTS:
            least = 0.75 * size
        elif _FIGURES.fullmatch(before + after):
            least = max(plain, usual + (0.34 if before.isdigit() and after.isdigit() else 0.2) * size)
        elif before.isdigit() and is_wide(after):
            least = 0.6 * size
        elif is_wide(before) and is_wide(after):
            least = max(plain, usual + 0.22 * size)
        elif before in _THIN or after in _THIN:
            least = plain + 0.06 * size
        figures = _FIGURES.fullmatch(before + after) is not None
        if gap >= least or index in vouchers or (index in spoken and not figures and gap >= 0.14 * size):
            found.append(index)
    return found


def _inside_numbers(text: str) -> set[int]:
    """Return the places next to a point inside an amount or a date: some types set it in the left of a wide square."""
    return {
        index
        for number in _NUMBER.finditer(text)
        for index in range(number.start() + 1, number.end())
        if not (text[index - 1].isdigit() and text[index].isdigit())
    }


def _full_width(text: str, edges: list[tuple[float, float]], size: float) -> set[int]:
    """Return the places inside numbers of which each figure stands in a square as wide as a Chinese character."""
    found: set[int] = set()
    for run in _FIGURE_RUN.finditer(text):
        steps = [
            (edges[index][0] + edges[index][1] - edges[index - 1][0] - edges[index - 1][1]) / 2
            for index in range(run.start() + 1, run.end())
            if text[index - 1].isdigit() and text[index].isdigit()
        ]
        if len(steps) >= 2 and 0.9 * size <= median(steps) <= 1.12 * size and max(steps) < 1.2 * size:
            found.update(range(run.start() + 1, run.end()))
    return found


def _spoken_blanks(told: tuple[Letter, ...]) -> set[int]:
    """Return before which printed letters the engine itself saw a blank."""
    found: set[int] = set()
    count = 0
    for letter in told:
        if letter.text.isspace():
            found.add(count)
        else:
            count += 1
    return found


def _placed(  # noqa: PLR0917 - where a word stands in its box, and its box in the picture
    text: str,
    xs: list[float],
    right: float,
    size: float,
    base: float,
    seen: SeenText,
    width: int,
    height: int,
) -> Word:
    """Return the word in pixels of the picture; the box may stand slightly aslant in it."""
    top_left, top_right, bottom_right, bottom_left = ((float(x), float(y)) for x, y in seen.quad)

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = x / width, y / height
        upper = [a + (b - a) * across for a, b in zip(top_left, top_right, strict=True)]
        lower = [a + (b - a) * across for a, b in zip(bottom_left, bottom_right, strict=True)]
        return upper[0] + (lower[0] - upper[0]) * down, upper[1] + (lower[1] - upper[1]) * down

    middle = (xs[0] + right) / 2
    base_y = at(middle, base)[1]
    edges = [at(x, base)[0] for x in xs]
    return Word(text, edges[0], base_y - 0.95 * size, at(right, base)[0], base_y + 0.25 * size, base_y, tuple(edges))
