"""Made-up statements and ledgers with known truth, for `benchmarks/matching.py`.

A list of business facts is written down twice, as two bookkeepers would: other numbers, other days, other words, payments
made in one and booked in several. The level (1 clean ... 4 vicious) says how much they differ; the scenario, what is wrong.
"""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from benchmarks.matching_levels import LEVELS, Case, Fact, Maker, Row, Truth
from benchmarks.matching_spoilers import SPOILERS, spoil_by_a_cent, spoil_nearby
from parsers.document import Place
from parsers.ledgers.entry import EntryKind, LedgerAccount, LedgerEntry
from parsers.statements.statement import Figure, Form, LineKind, Period, Proof, Statement, StatementLine, Verdict
from rules.model.difference import Reason


def make(seed: int, size: int, level: int, scenario: str = "mixed") -> Case:
    """Return a case of about `size` lines. The same arguments give the same case."""
    chance = random.Random(f"{seed}/{size}/{level}/{scenario}")
    maker = Maker(LEVELS[level], chance, 90 if size <= 400 else 365, clean=scenario != "mixed")
    lines = 0
    while lines < size:
        made = [_fact(maker), *maker.repeats]
        maker.repeats.clear()
        maker.facts += made
        lines += sum(len(fact.theirs) for fact in made)
    if scenario == "cent":
        spoil_by_a_cent(maker)
    if scenario == "nearby":
        spoil_nearby(maker)
    if scenario == "compensating":
        SPOILERS[chance.randrange(len(SPOILERS))](maker)
    return _written(maker, agreed=scenario == "clean")


def _fact(maker: Maker) -> Fact:
    chance, level = maker.chance, maker.level
    kind = chance.choices(("invoice", "payment", "credit_note"), (0.62, 0.3, 0.08))[0]
    day = chance.randrange(maker.days)
    cents = maker.amount() * (1 if kind == "invoice" else -1)
    if kind == "payment" and maker.hits(level.grouped):
        return _grouped(maker, day, cents)
    if kind == "invoice" and maker.hits(level.netted):
        return _netted(maker, day, cents)
    if maker.hits(level.reversed_):
        return _reversed(maker, day, cents, kind)
    number = maker.number(kind)
    theirs, ours = _told_twice(maker, kind, day, cents, number)
    fact = Fact([theirs], [ours])
    if not maker.clean:
        _differ(maker, fact)
    return fact


def _told_twice(maker: Maker, kind: str, day: int, cents: int, number: str) -> tuple[Row, Row]:
    ours = Row(day, cents, kind, number, _words(maker, kind))
    day_of_theirs = min(max(day + maker.shift(kind), 0), maker.days - 1) if maker.clean else day + maker.shift(kind)
    theirs = Row(day_of_theirs, cents, kind, _spelt(maker, kind, number), _words(maker, kind))
    if theirs.number and maker.hits(maker.level.in_text):
        theirs.text, theirs.number = f"{theirs.text} {theirs.number}", ""
    return theirs, ours


def _words(maker: Maker, kind: str) -> str:
    words = {
        "invoice": ("Goods", "Supplies", "货款", "Invoice"),
        "payment": ("Payment", "Bank transfer", "付款", "Thank you"),
        "credit_note": ("Credit note", "Returned goods", "退货"),
    }
    return maker.chance.choice(words[kind])


def _spelt(maker: Maker, kind: str, number: str) -> str:
    chance, level = maker.chance, maker.level
    if kind == "payment" and maker.hits(level.own_number):
        maker.serial["own"] = maker.serial.get("own", chance.randrange(200, 9_000)) + 1
        return f"PV{maker.serial['own']}"
    if maker.hits(level.no_number):
        return ""
    if maker.hits(level.reformatted):
        digits = number.split("-")[1]
        number = chance.choice(
            (
                number.lower(),
                number.replace("-", " "),
                number.replace("-", ""),
                digits,
                digits.lstrip("0"),
                f"No. {number}",
                number + "-A",
                f"{number} (copy)",
            )
        )
    if maker.hits(level.scanned):
        for digit, letter in chance.sample((("0", "O"), ("1", "I"), ("5", "S"), ("8", "B")), 2):
            number = number.replace(digit, letter, 1)
    return number


def _split(maker: Maker, cents: int, parts: int) -> list[int]:
    total, sign = abs(cents), -1 if cents < 0 else 1
    cuts = sorted(maker.chance.sample(range(1, max(total, parts + 1)), parts - 1))
    return [sign * (b - a) for a, b in zip((0, *cuts), (*cuts, total), strict=True)]


def _grouped(maker: Maker, day: int, cents: int) -> Fact:
    """A payment booked in one by one side and in parts by the other; at level 4 in parts by both."""
    chance, level = maker.chance, maker.level
    parts = chance.choice((2, 2, 2, 3, 3, 4))
    apart = maker.hits(level.apart)
    whole_day = day + maker.shift("payment")

    def rows(amounts: list[int], base: int) -> list[Row]:
        return [
            Row(
                max(base + (chance.randint(-2, 2) if apart else 0), 0),
                amount,
                "payment",
                maker.number("payment"),
                _words(maker, "payment"),
            )
            for amount in amounts
        ]

    ours, theirs = rows(_split(maker, cents, parts), day), rows([cents], whole_day)
    if level.apart and chance.random() < 0.1:
        theirs = rows(_split(maker, cents, 2), whole_day)
        apart = False
    if chance.random() < 0.4:
        ours, theirs = rows([cents], day), rows(_split(maker, cents, parts), whole_day)
    for row in theirs:
        row.number = (
            _spelt(maker, "payment", row.number)
            if not maker.hits(level.own_number)
            else f"PV{chance.randrange(10_000, 99_999)}"
        )
    fact = Fact(theirs, ours)
    if maker.wrong(level.fees) and len(theirs) == 1:
        theirs[0].cents -= chance.choice((1_000, 1_500, 2_500))
        fact.reason = Reason.BANK_FEE
    return fact


def _netted(maker: Maker, day: int, cents: int) -> Fact:
    number, credit = maker.number("invoice"), -max(100, cents // maker.chance.randint(5, 20))
    theirs, ours = _told_twice(maker, "invoice", day, cents, number)
    theirs.number = theirs.number or number
    theirs.cents += credit
    return Fact(
        [theirs],
        [
            ours,
            Row(day + maker.chance.randint(0, 5), credit, "credit_note", maker.number("credit_note"), "Credit note"),
        ],
    )


def _reversed(maker: Maker, day: int, cents: int, kind: str) -> Fact:
    number = maker.number(kind)
    first = Row(day, cents, kind, number, _words(maker, kind))
    return Fact([], [first, Row(day + maker.chance.randint(0, 4), -cents, kind, number, "Reversal, posted wrongly")])


def _differ(maker: Maker, fact: Fact) -> None:
    """Let the two sides really differ on this fact, as often as the level says."""
    chance, level, theirs, ours = maker.chance, maker.level, fact.theirs[0], fact.ours[0]
    kind, last = ours.kind, maker.days - 1
    if theirs.day > last >= ours.day:
        fact.theirs, fact.reason = [], Reason.TIMING_LEDGER
    elif ours.day > last >= theirs.day or (
        kind == "payment" and theirs.day <= last < theirs.day + 4 and maker.hits(level.timing)
    ):
        fact.ours, fact.reason = [], Reason.TIMING_STATEMENT
    elif kind != "payment" and last - 4 < ours.day <= last and maker.hits(level.timing):
        fact.theirs, fact.reason = [], Reason.TIMING_LEDGER
    elif theirs.day > last or theirs.day < 0 or ours.day > last:
        theirs.day, ours.day = min(max(theirs.day, 0), last), min(ours.day, last)
    elif maker.hits(level.missing) and ours.day < last - 12 and theirs.day < last - 12:
        if chance.random() < 0.5:
            fact.theirs, fact.reason = [], Reason.MISSING_ON_STATEMENT
        else:
            fact.ours, fact.reason = [], Reason.MISSING_IN_LEDGER
    else:
        _differ_in_amount(maker, fact)


def _differ_in_amount(maker: Maker, fact: Fact) -> None:
    chance, level, theirs, ours = maker.chance, maker.level, fact.theirs[0], fact.ours[0]
    payment = ours.kind == "payment"
    sign = 1 if ours.cents > 0 else -1
    if maker.hits(level.typos):
        theirs.cents = sign * _mistyped(maker, abs(ours.cents))
        fact.reason = Reason.AMOUNT_TYPO if abs(theirs.cents - ours.cents) > 5 else Reason.ROUNDING
        fact.reason = fact.reason if theirs.cents != ours.cents else None
    elif payment and maker.hits(level.short * 3):
        less = chance.choice((5_000, 10_000, 20_000, 25_000)) + chance.choice((0, 0, 700))
        if abs(ours.cents) > 3 * less:
            theirs.number = theirs.number if chance.random() < 0.3 else ours.number
            longer = chance.random() < 0.4
            theirs.cents = ours.cents + sign * (less if longer else -less)
            fact.reason = Reason.OVER_PAYMENT if longer else Reason.SHORT_PAYMENT
    elif payment and maker.hits(level.fees * 3) and abs(ours.cents) > 20_000:
        ours.cents -= sign * chance.choice((500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_500))
        fact.reason = Reason.BANK_FEE
    elif payment and maker.hits(level.taxes * 3) and abs(ours.cents) > 10_000:
        tax = chance.random() < 0.5
        rate = (
            chance.choice((Decimal("0.10"), Decimal("0.15")))
            if tax
            else chance.choice((Decimal("0.02"), Decimal("0.03")))
        )
        ours.cents -= sign * int((abs(ours.cents) * rate).to_integral_value())
        fact.reason = Reason.WITHHOLDING_TAX if tax else Reason.DISCOUNT
    elif payment and maker.hits(level.fx * 3) and abs(ours.cents) > 300_000:
        theirs.cents = sign * int(abs(ours.cents) * Decimal(str(round(chance.uniform(0.972, 1.028), 4)))) + sign * 3
        fact.reason = Reason.FX if theirs.cents != ours.cents else None
    elif maker.hits(level.rounding):
        theirs.cents += chance.choice((-2, -1, 1, 2))
        fact.reason = Reason.ROUNDING
    elif maker.hits(level.signs):
        theirs.cents = -ours.cents
        fact.reason = Reason.SIGN_ERROR
    elif maker.hits(level.duplicates):
        _repeat(maker, fact)
    elif maker.hits(level.wrong_number) and theirs.number[-3:].isdigit() and not theirs.number.startswith("PV"):
        digits = list(theirs.number)
        digits[-2] = str((int(digits[-2]) + 4) % 10)
        theirs.number, fact.reason = "".join(digits), Reason.REFERENCE_ERROR


def _repeat(maker: Maker, fact: Fact) -> None:
    """A row that stands twice on one side: the second becomes a fact of its own."""
    on_theirs = maker.chance.random() < 0.5
    row = (fact.theirs if on_theirs else fact.ours)[0]
    if not row.number:
        return
    again = Row(row.day, row.cents, row.kind, row.number, row.text)
    maker.repeats.append(
        Fact([again], [], Reason.DUPLICATE_STATEMENT) if on_theirs else Fact([], [again], Reason.DUPLICATE_LEDGER)
    )


def _mistyped(maker: Maker, cents: int) -> int:
    digits = list(str(cents))
    if maker.chance.random() < 0.6:
        swaps = [k for k in range(len(digits) - 1) if digits[k] != digits[k + 1] and (k or digits[1] != "0")]
        if swaps:
            k = maker.chance.choice(swaps)
            digits[k], digits[k + 1] = digits[k + 1], digits[k]
            return int("".join(digits))
    k = maker.chance.randrange(1, len(digits))
    digits[k] = str((int(digits[k]) + maker.chance.randint(1, 9)) % 10)
    return int("".join(digits))


# -- from facts to a statement and a ledger ----------------------------------------------------------------------------


def _written(maker: Maker, *, agreed: bool) -> Case:
    first = dt.date(2026, 1, 1)
    end = first + dt.timedelta(days=maker.days - 1)
    chance = maker.chance
    mirror = chance.random() < 0.5
    sign = -1 if mirror else 1
    opening = chance.randrange(-200_000, 5_000_000)
    theirs = [(row, fact) for fact in maker.facts for row in fact.theirs]
    ours = [(row, fact) for fact in maker.facts for row in fact.ours]
    theirs.sort(key=lambda item: item[0].day)
    ours.sort(key=lambda item: item[0].day)
    if maker.level.apart:
        chance.shuffle(ours)

    def date_of(row: Row) -> dt.date:
        return first + dt.timedelta(days=min(max(row.day, 0), maker.days - 1))

    lines, entries = [], []
    place = Place(document="0" * 64, reader="benchmark")
    for row, _fact in theirs:
        undated = chance.random() < maker.level.no_date
        kind = None if chance.random() < maker.level.no_kind else LineKind(row.kind)
        lines.append(
            StatementLine(
                date=None if undated else date_of(row), amount=_money(sign * row.cents), place=place, kind=kind,
                references=(row.number,) if row.number else (), description=row.text,
            )
        )  # fmt: skip
    for position, (row, _fact) in enumerate(ours, start=2):
        entries.append(
            LedgerEntry(
                id=str(position), row=position, account="C1", date=date_of(row), amount=_money(row.cents), kind=EntryKind(row.kind),
                references=(row.number,), description=row.text,
            )
        )  # fmt: skip
    their_opening = opening + maker.serial.get("opening", 0)
    closing = their_opening + sum(row.cents for row, _ in theirs)
    statement = Statement(
        document="0" * 64, reader="benchmark", form=Form.BALANCE_FORWARD, lines=tuple(lines), period=Period(first, end), date=end,
        opening=Figure(_money(sign * their_opening)), closing=Figure(_money(sign * closing)), proof=Proof(Verdict.PROVEN),
    )  # fmt: skip
    at_line: dict[int, list[int]] = {}
    at_entry: dict[int, list[str]] = {}
    for position, (_row, fact) in enumerate(theirs):
        at_line.setdefault(id(fact), []).append(position)
    for position, (_row, fact) in enumerate(ours, start=2):
        at_entry.setdefault(id(fact), []).append(str(position))
    truth = tuple(
        Truth(tuple(at_line.get(id(fact), ())), tuple(sorted(at_entry.get(id(fact), ()))), fact.reason)
        for fact in maker.facts
    )
    return Case(statement, LedgerAccount(account="C1", opening=_money(opening), entries=tuple(entries)), truth, agreed)


def _money(cents: int) -> Decimal:
    return Decimal(cents) / 100
