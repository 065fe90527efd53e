"""The period that a page shows: whole days of the company's clock, from the address, or the month so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.datastructures import QueryParams

LONGEST = dt.timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both in it. `since` and `until` are the instants around them."""

    first: dt.date
    last: dt.date
    today: dt.date
    zone: ZoneInfo

    @property
    def since(self) -> dt.datetime:
        return _midnight(self.first, self.zone)

    @property
    def until(self) -> dt.datetime:
        return _midnight(self.last + dt.timedelta(days=1), self.zone)

    @property
    def query(self) -> str:
        """What an address says to mean this period."""
        return f"from={self.first.isoformat()}&to={self.last.isoformat()}"

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Return the usual periods as (key of their words, query)."""
        begin = self.today.replace(day=1)
        before = (begin - dt.timedelta(days=1)).replace(day=1)
        quarter = (before - dt.timedelta(days=1)).replace(day=1)
        made = {
            "this_month": Period(begin, self.today, self.today, self.zone),
            "last_month": Period(before, begin - dt.timedelta(days=1), self.today, self.zone),
            "three_months": Period(quarter, self.today, self.today, self.zone),
        }
        return tuple((key, each.query) for key, each in made.items())


def period(query: QueryParams, now: dt.datetime, zone: ZoneInfo) -> Period:
    """Return the period of an address ("from", "to"); what is missing, wrong or too long becomes the month so far."""
    today = now.astimezone(zone).date()
    first, last = _day(query.get("from", "")), _day(query.get("to", ""))
    last = last or today
    first = first or last.replace(day=1)
    if not dt.timedelta(0) <= last - first <= LONGEST:
        first, last = today.replace(day=1), today
    return Period(first, last, today, zone)


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1970 < found.year < 9000 else None


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
