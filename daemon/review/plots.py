"""Plots as SVG, made here: bars and columns with their numbers beside them, so that no colour has to be told from another.

Everything is drawn with classes of desk.css, since the pages' policy allows no styles of their own. Each plot has a name that a screen reader says;
the table beside it holds the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_ROW, _LABEL, _BAR, _VALUE = 22, 190, 240, 110  # height of a row; widths of label, longest bar, value
_COLUMN, _GAP, _HEIGHT, _FOOT, _HEAD = 26, 10, 120, 30, 18
_LONGEST = 28  # letters of a label


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its size (without unit, not negative), what is written at its end, and the class of its colour."""

    label: str
    size: float
    value: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Stack:
    """One column of parts, from the ground up: (class, size) each."""

    label: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(size for _, size in self.parts)


def bars(name: str, rows: Sequence[Bar]) -> Markup:
    """Return bars one under the other, the longest as wide as there is room."""
    most = max((row.size for row in rows), default=0) or 1
    width, height = _LABEL + _BAR + _VALUE, _ROW * len(rows) + 4
    drawn = Markup().join(
        Markup(
            '<text class="plot-label" x="{x}" y="{y}" text-anchor="end">{label}</text>'
            '<rect class="plot-bar {kind}" x="{left}" y="{top}" width="{long:.1f}" height="{high}" rx="2"/>'
            '<text class="plot-value" x="{end:.1f}" y="{y}">{value}</text>'
        ).format(
            x=_LABEL - 8,
            y=_ROW * number + 16,
            label=_short(row.label),
            kind=row.kind,
            left=_LABEL,
            top=_ROW * number + 4,
            long=max(_BAR * row.size / most, 1.0 if row.size else 0.0),
            high=_ROW - 7,
            end=_LABEL + _BAR * row.size / most + 6,
            value=row.value,
        )
        for number, row in enumerate(rows)
    )
    return _svg(name, width, height, drawn)


def columns(name: str, stacks: Sequence[Stack]) -> Markup:
    """Return columns side by side, each of parts on one another, its total above."""
    most = max((stack.total for stack in stacks), default=0) or 1
    width = max(len(stacks) * (_COLUMN + _GAP) + _GAP, 120)
    drawn: list[Markup] = []
    for number, stack in enumerate(stacks):
        left, ground = _GAP + number * (_COLUMN + _GAP), float(_HEAD + _HEIGHT)
        for kind, size in stack.parts:
            high = _HEIGHT * size / most
            ground -= high
            drawn.append(
                Markup('<rect class="plot-bar {}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
                    kind, left, ground, _COLUMN, high
                )
            )
        middle = left + _COLUMN / 2
        drawn.append(
            Markup(
                '<text class="plot-value" x="{x}" y="{above:.1f}" text-anchor="middle">{total}</text>'
                '<text class="plot-label" x="{x}" y="{below}" text-anchor="middle">{label}</text>'
            ).format(x=middle, above=ground - 4, total=stack.total, below=_HEAD + _HEIGHT + 16, label=stack.label)
        )
    return _svg(name, width, _HEAD + _HEIGHT + _FOOT, Markup().join(drawn))


def _svg(name: str, width: int, height: int, drawn: Markup) -> Markup:
    return Markup(
        '<svg class="plot" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"><title>{name}</title>{drawn}</svg>'
    ).format(w=width, h=height, name=name, drawn=drawn)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
