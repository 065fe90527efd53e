"""What the made-up cases of `benchmarks/matching_cases.py` are made of: levels, rows, facts, and the maker's dice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from parsers.ledgers.entry import LedgerAccount
from parsers.statements.statement import Statement
from rules.model.difference import Reason

SCENARIOS = ("mixed", "clean", "cent", "compensating", "nearby")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Shares of facts that are told differently, and of facts on which the sides really differ."""

    shift: tuple[int, int] = (0, 0)
    reformatted: float = 0.1  # the number in another spelling
    no_number: float = 0.0
    own_number: float = 0.0  # payments: each side has its own number
    in_text: float = 0.0  # the number stands in the description only
    scanned: float = 0.0  # letters for digits
    recurring: float = 0.0  # equal round amounts
    no_kind: float = 0.0
    no_date: float = 0.0
    grouped: float = 0.0
    apart: float = 0.0  # of the groups: parts on different days
    netted: float = 0.0
    reversed_: float = 0.0
    missing: float = 0.01
    timing: float = 0.5  # of the facts near the end
    typos: float = 0.0
    short: float = 0.0
    fees: float = 0.0
    taxes: float = 0.0
    fx: float = 0.0
    rounding: float = 0.0
    signs: float = 0.0
    duplicates: float = 0.0
    wrong_number: float = 0.0


LEVELS = {
    1: Level(),
    2: Level(
        shift=(0, 3), reformatted=0.3, no_number=0.05, own_number=0.6, in_text=0.05, recurring=0.03, no_kind=0.1, grouped=0.04,
        netted=0.005, missing=0.015, typos=0.008, short=0.004, fees=0.006, duplicates=0.005, rounding=0.004,
    ),
    3: Level(
        shift=(0, 6), reformatted=0.4, no_number=0.1, own_number=0.8, in_text=0.1, scanned=0.05, recurring=0.08, no_kind=0.3, no_date=0.01,
        grouped=0.08, apart=0.3, netted=0.01, reversed_=0.005, missing=0.02, typos=0.015, short=0.01, fees=0.012, taxes=0.01, fx=0.006,
        rounding=0.006, signs=0.004, duplicates=0.01, wrong_number=0.006,
    ),
    4: Level(
        shift=(-2, 10), reformatted=0.45, no_number=0.2, own_number=0.9, in_text=0.15, scanned=0.1, recurring=0.15, no_kind=0.6, no_date=0.03,
        grouped=0.12, apart=0.4, netted=0.02, reversed_=0.01, missing=0.04, typos=0.03, short=0.02, fees=0.02, taxes=0.02, fx=0.015,
        rounding=0.01, signs=0.01, duplicates=0.015, wrong_number=0.015,
    ),
}  # fmt: skip


@dataclass(slots=True)
class Row:
    """A row of either side before it becomes a line or an entry; amounts in cents, in our sign."""

    day: int
    cents: int
    kind: str
    number: str = ""
    text: str = ""


@dataclass(slots=True)
class Fact:
    """One business fact: how they tell it, how we do, and the reason where the two do not agree."""

    theirs: list[Row]
    ours: list[Row]
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    lines: tuple[int, ...]
    entries: tuple[str, ...]
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Case:
    statement: Statement
    account: LedgerAccount
    truth: tuple[Truth, ...]
    agreed: bool


@dataclass(slots=True)
class Maker:
    level: Level
    chance: random.Random
    days: int
    clean: bool
    facts: list[Fact] = field(default_factory=list)
    repeats: list[Fact] = field(default_factory=list)
    serial: dict[str, int] = field(default_factory=dict)

    def hits(self, share: float) -> bool:
        return self.chance.random() < share

    def wrong(self, share: float) -> bool:
        return not self.clean and self.hits(share)

    def number(self, kind: str) -> str:
        prefix = {"invoice": "INV-", "credit_note": "CN-", "payment": "RC-"}[kind]
        self.serial[kind] = self.serial.get(kind, self.chance.randrange(1_000, 60_000)) + self.chance.choice(
            (1, 1, 1, 2, 5)
        )
        return f"{prefix}{self.serial[kind]:06d}"

    def amount(self) -> int:
        if self.hits(self.level.recurring):
            return self.chance.choice((50_000, 120_000, 250_000, 99_900))
        cents = int(self.chance.lognormvariate(11.5, 1.2)) + 500
        return cents if self.hits(0.8) else round(cents, -2)

    def shift(self, kind: str) -> int:
        low, high = self.level.shift
        days = min(self.chance.randint(low, high), self.chance.randint(low, high))
        return -days if kind == "payment" else days  # they know of their payment first
