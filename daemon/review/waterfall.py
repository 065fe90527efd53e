"""The bridge as a picture: from our balance to theirs through the differences, each a bar that begins where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from daemon.review.rendering import money

ROW, BAR = 26, 14
LABELS, AMOUNTS, PLOT = 250, 110, 400
WIDTH = LABELS + PLOT + AMOUNTS
MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: from `start` to `end`, `total` where it is a balance and no step. `key` is the group on the page, "" for several."""

    label: str
    start: Decimal
    end: Decimal
    total: bool = False
    key: str = ""


def bars_of(
    ours: tuple[str, Decimal], steps: Sequence[tuple[str, Decimal, str]], theirs: tuple[str, Decimal]
) -> list[Bar]:
    """Return the bars from one balance (its label and amount) to the other through the steps (label, amount, key)."""
    at = ours[1]
    bars = [Bar(ours[0], Decimal(0), at, total=True)]
    for label, amount, key in steps:
        bars.append(Bar(label, at, at + amount, key=key))
        at += amount
    return [*bars, Bar(theirs[0], Decimal(0), theirs[1], total=True)]


def waterfall(bars: Sequence[Bar], title: str) -> Markup:
    """Return the picture as SVG; it has no numbers but those of the bars, and its colours come from the style sheet."""
    low, high = _span(bars)
    scale, zero = Decimal(PLOT) / (high - low), min(max(Decimal(0), low), high)

    def across(amount: Decimal) -> float:
        return round(float(LABELS + (amount - low) * scale), 1)

    parts = []
    for number, bar in enumerate(bars):
        top = number * ROW
        left, right = sorted((across(zero if bar.total else bar.start), across(bar.end)))
        kind = "balance" if bar.total else "less" if bar.end < bar.start else "more"
        amount = bar.end if bar.total else bar.end - bar.start
        parts.append(
            Markup('<g class="bar-{kind}"{key}>').format(
                kind=kind, key=Markup(' data-group="{}"').format(bar.key) if bar.key else ""
            )
        )
        parts.append(
            Markup('<text x="{x}" y="{y}" text-anchor="end">{label}</text>').format(
                x=LABELS - 8, y=top + 17, label=_short(bar.label)
            )
        )
        parts.append(
            Markup('<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="2"/>').format(
                x=left, y=top + 6, width=max(1.5, round(right - left, 1)), height=BAR
            )
        )
        if number + 1 < len(bars):
            parts.append(
                Markup('<path d="M{x} {y}v{down}"/>').format(x=across(bar.end), y=top + 6 + BAR, down=ROW - BAR)
            )
        parts.append(
            Markup('<text x="{x}" y="{y}" text-anchor="end" class="figure">{amount}</text></g>').format(
                x=WIDTH - 2, y=top + 17, amount=money(amount).striptags()
            )
        )
    return Markup(
        '<svg class="waterfall" role="img" viewBox="0 0 {width} {height}"><title>{title}</title>{parts}</svg>'
    ).format(width=WIDTH, height=len(bars) * ROW, title=title, parts=Markup("").join(parts))


def _span(bars: Sequence[Bar]) -> tuple[Decimal, Decimal]:
    """Return what the picture spans: the steps and their surroundings, so that small steps between large balances can be seen."""
    ends = [each for bar in bars for each in ((bar.end,) if bar.total else (bar.start, bar.end))]
    low, high = min(ends), max(ends)
    room = (high - low) / 8 or abs(high) / 8 or Decimal(1)
    if low >= 0 and low < (high - low) * 2:
        return Decimal(0), high + room
    if high <= 0 and -high < (high - low) * 2:
        return low - room, Decimal(0)
    return low - room, high + room


def _short(label: str) -> str:
    return label if len(label) <= 36 else f"{label[:35]}…"
