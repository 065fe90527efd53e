"""The dashboard's parts: each a table with its plot, made of the store's sums. The words are those of who looks."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from sqlalchemy import Connection

from daemon.replies.language import number
from daemon.review.period import Period
from daemon.review.plots import Bar, Stack, bars, columns
from daemon.review.services import Services
from daemon.review.sheets import Cell, Sheet
from daemon.review.words import Words
from daemon.store.differences import ToldDifference
from daemon.store.overview import Answered, Came, Receivables, StillWaiting, Sums, Way
from parsers.ledgers.entry import Role

_MOST_PARTIES = 15
_HOUR, _DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
_TIMES = (("minute", dt.timedelta(minutes=1)), ("hour", _HOUR), ("day", _DAY), ("three_days", 3 * _DAY))
_AGES = (("day", _DAY), ("three_days", 3 * _DAY), ("week", 7 * _DAY), ("month", 30 * _DAY))
_OVERDUE = (("to_30", 30), ("to_60", 60), ("to_90", 90))
_LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Part:
    """One card: `name` is the key of its words and of its file; `figure` says the one thing to remember, "" where there is none."""

    name: str
    figure: str
    plot: Markup
    sheet: Sheet
    legend: tuple[tuple[str, str], ...] = ()  # (class, words) of the plot's colours


def dashboard(services: Services, period: Period, words: Words, tx: Connection) -> tuple[Part, ...]:
    """Return the parts in the order of the page."""
    overview, since, until = services.store.overview, period.since, period.until
    told = tuple(services.store.differences.received(since, until, tx))
    parts = [
        _through(overview.came(since, until, tx), period, words),
        _waiting(overview.waiting(tx), services.clock(), words),
        _answering(overview.answered(since, until, tx), words),
        _reasons(told, words),
        _parties(told, words),
    ]
    for role in Role:
        receivables = overview.receivables(role, tx)
        if receivables is not None and role is Role.CUSTOMER:
            parts.append(_confirmed(overview.confirmed(since, until, tx), receivables, words))
        if receivables is not None and receivables.due:
            parts.append(_ageing(receivables, role, period.today, words))
    return tuple(parts)


def _through(came: Sequence[Came], period: Period, words: Words) -> Part:
    """How statements went through, week by week; the rate is of those whose way is over or waits for a person."""
    by_week: dict[dt.date, Counter[Way]] = defaultdict(Counter)
    for one in came:
        by_week[max(one.day - dt.timedelta(days=one.day.weekday()), period.first)][one.way] += one.number
    total = sum(by_week.values(), Counter())
    told = sum(number_ for way, number_ in total.items() if way is not Way.UNDER_WAY)
    weeks = sorted(by_week)
    stacks = [
        Stack(f"{week:%m-%d}", tuple((way.value, by_week[week][way]) for way in Way if by_week[week][way]))
        for week in weeks
    ]
    rows: list[tuple[Cell, ...]] = [(week, *(by_week[week][way] for way in Way)) for week in weeks]
    return _part(
        "through",
        words,
        figure=_percent(total[Way.BY_ITSELF], told),
        plot=columns(words("dashboard.through.title"), stacks),
        headings=("week", *(f"way.{way}" for way in Way)),
        rows=rows,
        legend=tuple((way.value, words(f"dashboard.way.{way}")) for way in Way if total[way]),
    )


def _waiting(waiting: Sequence[StillWaiting], now: dt.datetime, words: Words) -> Part:
    bucket = _buckets(_AGES)
    found: dict[str, list[StillWaiting]] = defaultdict(list)
    for one in waiting:
        found[bucket(now - one.received_at)].append(one)
    names = [*(name for name, _ in _AGES), _LONGER]
    rows: list[tuple[Cell, ...]] = [
        (
            words(f"dashboard.age.{name}"),
            len(found[name]),
            _sums((one.currency, abs(one.gap)) for one in found[name] if one.gap is not None),
        )
        for name in names
    ]
    oldest = min((one.received_at for one in waiting), default=None)
    return _part(
        "waiting",
        words,
        figure="" if oldest is None else words("dashboard.waiting.oldest", age=words.age(oldest, now)),
        plot=bars(
            words("dashboard.waiting.title"),
            [Bar(words(f"dashboard.age.{name}"), len(found[name]), str(len(found[name])), "waiting") for name in names],
        ),
        headings=("since", "cases", "gaps"),
        rows=rows,
    )


def _answering(answered: Sequence[Answered], words: Words) -> Part:
    bucket = _buckets(_TIMES)
    found: Counter[tuple[str, bool]] = Counter(
        (bucket(one.answered_at - one.received_at), one.by_person) for one in answered
    )
    names = [*(name for name, _ in _TIMES), _LONGER]
    middle = _median([one.answered_at - one.received_at for one in answered])
    count = {name: found[name, False] + found[name, True] for name in names}
    return _part(
        "answering",
        words,
        figure="" if middle is None else words("dashboard.answering.median", time=_spelled(middle, words)),
        plot=bars(
            words("dashboard.answering.title"),
            [Bar(words(f"dashboard.time.{name}"), count[name], str(count[name]), "by_itself") for name in names],
        ),
        headings=("took", "way.by_itself", "way.by_person"),
        rows=[(words(f"dashboard.time.{name}"), found[name, False], found[name, True]) for name in names],
    )


def _reasons(told: Sequence[ToldDifference], words: Words) -> Part:
    by_reason = _grouped(told, lambda one: one.reason)
    named = [(words.or_else(f"reason.{reason}", reason), some) for reason, some in by_reason]
    return _part(
        "reasons",
        words,
        figure=words.count("dashboard.differences", len(told)),
        plot=bars(
            words("dashboard.reasons.title"), [Bar(name, len(some), str(len(some)), "reason") for name, some in named]
        ),
        headings=("reason", "number", "amounts"),
        rows=[(name, len(some), _amounts(some)) for name, some in named],
    )


def _parties(told: Sequence[ToldDifference], words: Words) -> Part:
    by_party = _grouped(told, lambda one: one.counterparty)
    shown = [(code, some[0].name or code or words("queue.unknown_party"), some) for code, some in by_party]
    return _part(
        "parties",
        words,
        figure="",
        plot=bars(
            words("dashboard.parties.title"),
            [Bar(name, len(some), str(len(some)), "reason") for _, name, some in shown[:_MOST_PARTIES]],
        ),
        headings=("counterparty", "name", "number", "amounts"),
        rows=[(code, name, len(some), _amounts(some)) for code, name, some in shown],
    )


def _confirmed(confirmed: Sums, receivables: Receivables, words: Words) -> Part:
    """What was confirmed in the period beside all that is owed to us, currency by currency."""
    rows: list[tuple[Cell, ...]] = []
    drawn = []
    for currency, total in receivables.total.items():
        share = confirmed.get(currency, Decimal(0))
        rows.append((currency, share, total, _percent_of(share, total)))
        drawn.append(Bar(currency or "-", float(_part_of(share, total)), _percent_of(share, total) or "-", "by_itself"))
    return _part(
        "confirmed",
        words,
        figure="",
        plot=bars(words("dashboard.confirmed.title"), [*drawn, *([Bar("", 1, "100 %", "whole")] if drawn else [])]),
        headings=("currency", "confirmed_sum", "total", "share"),
        rows=rows,
    )


def _ageing(receivables: Receivables, role: Role, today: dt.date, words: Words) -> Part:
    """Open items by how long they have been due, as the export says; without a day they stand apart."""
    names = ("not_due", *(name for name, _ in _OVERDUE), "over", "no_day")
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(names, Decimal(0)))
    for (day, currency), amount in receivables.due.items():
        found[currency][_overdue(day, today)] += amount
    drawn = [
        Bar(
            f"{words(f'dashboard.due.{name}')} {currency}".strip(),
            float(abs(buckets[name])),
            number(buckets[name], currency or None),
            "waiting" if name in {"not_due", "no_day"} else "late",
        )
        for currency, buckets in sorted(found.items())
        for name in names
        if buckets[name]
    ]
    rows: list[tuple[Cell, ...]] = [
        (currency, *(buckets[name] for name in names), sum(buckets.values(), Decimal(0)))
        for currency, buckets in sorted(found.items())
    ]
    return _part(
        f"ageing_{role}",
        words,
        figure="",
        plot=bars(words(f"dashboard.ageing_{role}.title"), drawn),
        headings=("currency", *(f"due.{name}" for name in names), "total"),
        rows=rows,
    )


def _overdue(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return "no_day"
    late = (today - day).days
    if late <= 0:
        return "not_due"
    return next((name for name, most in _OVERDUE if late <= most), "over")


def _part(
    name: str,
    words: Words,
    *,
    figure: str,
    plot: Markup,
    headings: Iterable[str],
    rows: Sequence[Sequence[Cell]],
    legend: tuple[tuple[str, str], ...] = (),
) -> Part:
    said = tuple(words(f"dashboard.{heading}") for heading in headings)
    return Part(name, figure, plot, Sheet(words(f"dashboard.{name}.title"), said, rows), legend)


def _grouped(
    told: Iterable[ToldDifference], by: Callable[[ToldDifference], str]
) -> list[tuple[str, list[ToldDifference]]]:
    found: dict[str, list[ToldDifference]] = defaultdict(list)
    for one in told:
        found[by(one)].append(one)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _amounts(told: Iterable[ToldDifference]) -> str:
    return _sums((one.currency, abs(one.amount)) for one in told)


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> str:
    """Spell sums of several currencies: "EUR 1,200.00 · USD 3.00"."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        found[currency] += amount
    return " · ".join(
        f"{currency} {number(amount, currency or None)}".strip() for currency, amount in sorted(found.items()) if amount
    )


def _buckets(steps: Sequence[tuple[str, dt.timedelta]]) -> Callable[[dt.timedelta], str]:
    return lambda time: next((name for name, most in steps if time < most), _LONGER)


def _median(times: Sequence[dt.timedelta]) -> dt.timedelta | None:
    ordered = sorted(times)
    return ordered[len(ordered) // 2] if ordered else None


def _spelled(time: dt.timedelta, words: Words) -> str:
    if time < dt.timedelta(minutes=2):
        return words.count("dashboard.seconds", max(0, int(time.total_seconds())))
    now = dt.datetime.now(dt.UTC)
    return words.age(now - time, now)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _part_of(part: Decimal, whole: Decimal) -> Decimal:
    return min(max(part / whole, Decimal(0)), Decimal(1)) if whole else Decimal(0)


def _percent_of(part: Decimal, whole: Decimal) -> str:
    return f"{100 * part / whole:.1f} %" if whole else ""
