"""True statements, made up from a seed: who, what, when, how much. No word of how they are printed stands here.

A `TrueStatement` is what an accountant would find on the paper after reading it carefully. Amounts carry the statement's
own sign (positive raises the printed balance), as in `parsers.statements.statement`, whose types are deliberately not
used: the generator must not share a mistake with the code that it measures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from random import Random

from tests.support import cast

ZERO = Decimal(0)
DECIMALS = {"JPY": 0, "KRW": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueLine:
    """One movement or open item. `original` and `settled` are what an open-item list prints beside the open amount."""

    date: dt.date
    amount: Decimal
    kind: str  # invoice | credit_note | payment | journal
    reference: str = ""
    order: str = ""  # the purchase order: an extra column on many papers
    description: str = ""
    due_date: dt.date | None = None
    original: Decimal = ZERO
    settled: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueStatement:
    """One account, one currency, one period. `credit_raises` tells on which side of the books the balance grows."""

    language: str
    issuer: str
    addressee: str
    account: str
    currency: str
    open_item: bool
    date: dt.date
    start: dt.date
    end: dt.date
    lines: tuple[TrueLine, ...]
    opening: Decimal = ZERO  # nothing is open before an open-item list
    credit_raises: bool = False

    @property
    def decimals(self) -> int:
        return DECIMALS.get(self.currency, 2)

    @property
    def balances(self) -> tuple[Decimal, ...]:
        """The running balance after each line."""
        return tuple(accumulate((line.amount for line in self.lines), initial=self.opening))[1:]

    @property
    def closing(self) -> Decimal:
        return self.balances[-1] if self.lines else self.opening

    @property
    def raised(self) -> Decimal:
        """The sum of what raised the balance."""
        return sum((line.amount for line in self.lines if line.amount > 0), ZERO)

    @property
    def lowered(self) -> Decimal:
        """The sum of what lowered the balance, as a positive amount."""
        return -sum((line.amount for line in self.lines if line.amount < 0), ZERO)

    def ageing(self) -> tuple[Decimal, ...]:
        """Return the open amount not yet due, then 1-30, 31-60, 61-90 and more days overdue at the statement date."""
        buckets = [ZERO] * 5
        for line in self.lines:
            days = (self.date - (line.due_date or line.date)).days
            buckets[0 if days <= 0 else min(4, 1 + (days - 1) // 30)] += line.amount
        return tuple(buckets)

    def with_lines(self, lines: Sequence[TrueLine]) -> TrueStatement:
        return replace(self, lines=tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the drawing of a statement is bound to; everything left None is drawn."""

    language: str | None = None
    open_item: bool | None = None
    lines: int | None = None
    currency: str | None = None
    account: str | None = None
    days_apart: bool = False  # no two lines on one day


def drawn_statement(random: Random, wish: Wish = Wish()) -> TrueStatement:
    """Draw one true statement. The same state of `random` gives the same statement."""
    language = wish.language or random.choice(cast.LANGUAGES)
    currency = wish.currency or random.choice(cast.CURRENCIES[language])
    issuer, addressee = random.sample(cast.PARTIES[language], 2)
    end = _end_of_month(random.randint(2024, 2026), random.randint(1, 12))
    start = end.replace(day=1)
    if random.random() < 0.25:
        start = _months_before(start, random.choice([1, 2, 5]))
    open_item = random.random() < 0.3 if wish.open_item is None else wish.open_item
    count = wish.lines or max(2, int(random.lognormvariate(2.3, 0.6)))
    writer = _Writer(random, language, DECIMALS.get(currency, 2))
    lines = writer.open_items(start, end, count) if open_item else writer.movements(start, end, count, wish.days_apart)
    opening = ZERO if open_item else writer.opening()
    statement = TrueStatement(
        language=language,
        issuer=issuer,
        addressee=addressee,
        account=wish.account or _account(random),
        currency=currency,
        open_item=open_item,
        date=end if random.random() < 0.7 else end + dt.timedelta(days=random.randint(1, 9)),
        start=start,
        end=end,
        opening=opening,
        lines=lines,
        credit_raises=random.random() < (0.5 if language.startswith("zh") else 0.25),
    )
    # A payables account may also be printed as debit less credit: all figures stand there with a minus.
    if not open_item and random.random() < 0.06:
        statement = replace(
            statement,
            opening=-statement.opening,
            lines=tuple(replace(line, amount=-line.amount) for line in lines),
            credit_raises=not statement.credit_raises,
        )
    return statement


class _Writer:
    """Draws the lines of one statement; remembers the number series, as the real books do."""

    def __init__(self, random: Random, language: str, decimals: int) -> None:
        self.random = random
        self.language = language
        self.decimals = decimals
        self.scale = Decimal(10) ** random.choice([1, 2, 2, 3, 3, 4])
        self.series = {kind: random.choice(shapes) for kind, shapes in cast.NUMBERS[language[:2]].items()}
        self.number = {kind: random.randint(100, 9000) for kind in self.series}
        self.terms = random.choice([14, 30, 30, 45, 60, 90])

    def amount(self) -> Decimal:
        """A positive amount, often round, sometimes tiny, sometimes in the millions."""
        raw = Decimal(repr(round(self.random.lognormvariate(0.6, 1.1), 6))) * self.scale
        step = self.random.choice([Decimal("0.01"), Decimal("0.01"), Decimal("0.1"), Decimal(1), Decimal(50)])
        if self.decimals == 0:
            step, raw = Decimal(1), raw * 100
        quantum = Decimal(1).scaleb(-self.decimals)
        return max((raw / step).to_integral_value() * step, step).quantize(quantum)

    def opening(self) -> Decimal:
        draw = self.random.random()
        if draw < 0.1:
            return ZERO.quantize(Decimal(1).scaleb(-self.decimals))
        return self.amount() * (-1 if draw < 0.15 else self.random.randint(1, 4))

    def line(self, date: dt.date, kind: str) -> TrueLine:
        self.number[kind] += self.random.choice([1, 1, 1, 2, 3, 7])
        number = self.number[kind]
        reference = self.series[kind].format(n=number, y=date.year, m=date.month, d=date)
        order = self.random.choice(
            ["", f"PO{self.random.randint(10000, 99999)}", f"45{self.random.randint(10**7, 10**8 - 1)}"]
        )
        if kind == "payment" and self.random.random() < 0.15:
            reference = ""
        words = cast.DESCRIPTIONS[self.language][kind]
        parts = self.random.sample(words, k=min(len(words), self.random.choice([1, 1, 1, 1, 2, 2, 3])))
        separator = "，" if self.language.startswith("zh") else ", "
        description = separator.join(
            part.format(ref=reference or number, d=date, po=order or "PO4711") for part in parts
        )
        sign = -1 if kind in {"payment", "credit_note"} else self.random.choice([1, -1]) if kind == "journal" else 1
        due = date + dt.timedelta(days=self.terms) if kind == "invoice" else None
        return TrueLine(
            date=date, amount=sign * self.amount(), kind=kind, reference=reference,
            order=order, description=description, due_date=due,
        )  # fmt: skip

    def movements(self, start: dt.date, end: dt.date, count: int, days_apart: bool) -> tuple[TrueLine, ...]:
        days = [start + dt.timedelta(days=day) for day in range((end - start).days + 1)]
        dates = (
            self.random.sample(days, count) if days_apart and count <= len(days) else self.random.choices(days, k=count)
        )
        kinds = self.random.choices(["invoice", "payment", "credit_note", "journal"], weights=[60, 27, 9, 4], k=count)
        return tuple(self.line(date, kind) for date, kind in zip(sorted(dates), kinds, strict=True))

    def open_items(self, start: dt.date, end: dt.date, count: int) -> tuple[TrueLine, ...]:
        first = _months_before(start, self.random.choice([1, 2, 4]))
        dates = sorted(first + dt.timedelta(days=self.random.randrange((end - first).days + 1)) for _ in range(count))
        kinds = self.random.choices(["invoice", "credit_note", "payment"], weights=[85, 9, 6], k=count)
        kinds[0] = "invoice"
        items = []
        for date, kind in zip(dates, kinds, strict=True):
            line = self.line(date, kind)
            settled = ZERO
            if kind == "invoice" and self.random.random() < 0.15:
                settled = (line.amount / self.random.choice([2, 3, 4])).quantize(line.amount)
            due = line.due_date or date
            items.append(
                replace(line, due_date=due, original=line.amount, settled=settled, amount=line.amount - settled)
            )
        return tuple(items)


def _account(random: Random) -> str:
    shape = random.choice(["C-{:04d}", "{:06d}", "K{:05d}", "CUST{:05d}", "10{:05d}", "ACC/{:04d}", "{:03d}-22"])
    return shape.format(random.randint(100, 9999) % (1000 if shape.startswith("{:03d}") else 10000))


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _months_before(first: dt.date, months: int) -> dt.date:
    index = first.year * 12 + first.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)
