"""The plain-text notation of statements, for expectations that an accountant can check by eye.

    statement Harbour Street Supplies Ltd
    account C-1042
    currency GBP
    form balance-forward
    date 2026-03-31
    period 2026-03-01 2026-03-31
    opening 1,200.00
    2026-03-02 invoice INV-1001 350.00 = 1,550.00 due 2026-04-01 ; Goods supplied
    2026-03-09 payment - -1,200.00 = 350.00
    total Total debit 350.00
    closing 350.00
    proof proven

A file may hold several statements, each opened by `statement` and the holder's name ("-": not compared; "A | B": either of the two
parties). `kind` and the reference are "-" where none stands there; several references are joined by "+", a blank inside one is
written "_". Amounts are in the statement's own sign. `none` as the only line: the file holds no statement; `problem CODE` lines name what must be said.
A line that begins with # is a remark.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

_LINE = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d|-) (?P<kind>[a-z_]+|-) (?P<references>\S+) (?P<amount>-?[\d,.]+)"
    r"(?: = (?P<balance>-?[\d,.]+))?(?: due (?P<due>\d{4}-\d\d-\d\d))?(?: ; (?P<description>.*))?"
)
_WORDS = frozenset({"account", "currency", "form", "date", "period", "opening", "closing", "total", "ageing", "proof"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedLine:
    date: dt.date | None
    kind: str | None
    references: tuple[str, ...]
    amount: Decimal
    balance: Decimal | None = None
    due_date: dt.date | None = None
    description: str | None = None


@dataclass(slots=True, kw_only=True)
class NotedStatement:
    """What the notation says of one statement; what it does not mention is None or empty and need not be compared."""

    holder: str | None
    account: str | None = None
    currency: str | None = None
    form: str | None = None
    date: dt.date | None = None
    period: tuple[dt.date | None, dt.date | None] | None = None
    opening: Decimal | None = None
    closing: Decimal | None = None
    lines: list[NotedLine] = field(default_factory=list)
    totals: list[tuple[str, Decimal]] = field(default_factory=list)
    ageing: list[tuple[str, Decimal]] = field(default_factory=list)
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A whole file of notation."""

    statements: tuple[NotedStatement, ...]
    problems: tuple[str, ...] = ()


class NotationError(ValueError):
    """A line of the notation cannot be understood; the message holds its number and text."""


def read_notation(text: str) -> Noted:
    """Read the notation. Raises NotationError."""
    statements: list[NotedStatement] = []
    problems: list[str] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#") or line == "none":
            continue
        word, _, rest = line.partition(" ")
        if word == "statement":
            statements.append(NotedStatement(holder=None if rest == "-" else rest))
        elif word == "problem":
            problems.append(rest)
        elif not statements:
            message = f"line {number}: nothing may stand before the first `statement`: {line}"
            raise NotationError(message)
        elif word in _WORDS:
            _put(statements[-1], word, rest)
        elif (match := _LINE.fullmatch(line)) is not None:
            statements[-1].lines.append(_noted_line(match))
        else:
            message = f"line {number} is no line of a statement: {line}"
            raise NotationError(message)
    return Noted(tuple(statements), tuple(problems))


def _put(statement: NotedStatement, word: str, rest: str) -> None:
    match word:
        case "opening" | "closing":
            setattr(statement, word, _amount(rest))
        case "date":
            statement.date = dt.date.fromisoformat(rest)
        case "period":
            start, end = rest.split()
            statement.period = (_date(start), _date(end))
        case "total" | "ageing":
            label, _, amount = rest.rpartition(" ")
            (statement.totals if word == "total" else statement.ageing).append((label, _amount(amount)))
        case _:
            setattr(statement, word, rest)


def _noted_line(match: re.Match[str]) -> NotedLine:
    references = match["references"]
    return NotedLine(
        date=_date(match["date"]),
        kind=None if match["kind"] == "-" else match["kind"],
        references=() if references == "-" else tuple(part.replace("_", " ") for part in references.split("+")),
        amount=_amount(match["amount"]),
        balance=_amount(match["balance"]) if match["balance"] else None,
        due_date=_date(match["due"]) if match["due"] else None,
        description=match["description"],
    )


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _date(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


def written_notation(statements: Sequence[NotedStatement], problems: Sequence[str] = ()) -> str:
    """Write statements in the notation: what a person then corrects by eye."""
    out: list[str] = []
    for statement in statements:
        out.append(f"statement {statement.holder or '-'}")
        for word in ("account", "currency", "form", "date"):
            value = getattr(statement, word)
            if value is not None:
                out.append(f"{word} {value}")
        if statement.period:
            out.append("period " + " ".join(str(day or "-") for day in statement.period))
        if statement.opening is not None:
            out.append(f"opening {statement.opening:,}")
        out += [_written_line(line) for line in statement.lines]
        out += [f"total {label} {amount:,}" for label, amount in statement.totals]
        out += [f"ageing {label} {amount:,}" for label, amount in statement.ageing]
        if statement.closing is not None:
            out.append(f"closing {statement.closing:,}")
        if statement.proof:
            out.append(f"proof {statement.proof}")
    return "\n".join([*(out or ["none"]), *(f"problem {code}" for code in problems)]) + "\n"


def _written_line(line: NotedLine) -> str:
    references = "+".join(reference.replace(" ", "_") for reference in line.references) or "-"
    text = f"{line.date or '-'} {line.kind or '-'} {references} {line.amount:,}"
    text += f" = {line.balance:,}" if line.balance is not None else ""
    text += f" due {line.due_date}" if line.due_date else ""
    return text + (f" ; {line.description}" if line.description else "")
