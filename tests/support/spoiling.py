"""Statements whose printed figures contradict each other: what no reader may ever call proven.

Each way changes the draft after it was composed, so that the paper looks as sound as any other. `checkable` sees to it that
enough is printed to notice.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final

from tests.support.drafts import Block, Draft, Row
from tests.support.habits import Habits
from tests.support.statement_truth import TrueStatement, Wish

WAYS: Final = (
    "digit",
    "swapped digits",
    "row removed",
    "rows swapped",
    "opening changed",
    "closing changed",
    "balance changed",
    "row doubled",
    "rows removed",
    "total only",  # no running balance: opening, lines and closing must still agree
    "open item",
    "open item removed",
    "page missing",
)
_STANDING: Final = re.compile("[1-9１-９]")
_AMOUNTS: Final = ("debit", "credit", "charges", "payments", "amount", "open")


def wish_for(way: str) -> Wish:
    """Return what kind of statement can be spoiled this way."""
    return Wish(open_item=way.startswith("open item"), lines=24 if way == "page missing" else None)


def checkable(random: Random, truth: TrueStatement, habits: Habits, way: str) -> Habits:
    """Return habits under which the printed figures can tell: opening, closing, mostly running balances."""
    if truth.open_item:
        return habits.but(closing=frozenset({random.choice(["total", "box"])}), grouped=False)
    end = frozenset({random.choice(["row", "box"])})
    balance = "none" if way == "total only" else "each"
    changed = habits.but(
        balance=balance, opening=frozenset({random.choice(["row", "box"])}), closing=end, newest_first=False, carry="none",
        columns=habits.columns if "date" in habits.columns else ("date", *habits.columns),
    )  # fmt: skip
    return changed.but(balance_side=False, balance_marks=False) if way == "total only" else changed


def spoiled(random: Random, draft: Draft, way: str) -> Draft:
    """Return the draft with one contradiction."""
    block = draft.blocks[0]
    for _ in range(200):
        changed = _changed(random, block, way)
        if changed is not None:
            return draft.with_blocks([changed, *draft.blocks[1:]])
    message = f"this statement cannot be spoiled by {way}"
    raise ValueError(message)


def _changed(random: Random, block: Block, way: str) -> Block | None:
    rows = list(block.rows)
    lines = [index for index, row in enumerate(rows) if row.kind == "line"]
    at = random.choice(lines)
    match way:
        case "page missing":
            return block
        case "digit" | "swapped digits" | "balance changed" | "total only" | "open item":
            roles = ("balance",) if way == "balance changed" else _AMOUNTS
            role = next((role for role in roles if _STANDING.search(rows[at].cells.get(role, ""))), None)
            if role is None:
                return None
            new = _other_figure(random, rows[at], role, swap=way == "swapped digits")
            if new is None:
                return None
            rows[at] = new
        case "row removed" | "open item removed":
            del rows[at]
        case "rows removed":
            if len(lines) < 5:
                return None
            first = random.randrange(1, len(lines) - 3)
            del rows[lines[first] : lines[first + 2]]
            if _sum(block, first, first + 2) == 0:
                return None
        case "row doubled":
            rows.insert(at, rows[at])
        case "rows swapped":
            other = random.choice(lines)
            if rows[at].cells.get("balance") == rows[other].cells.get("balance") or at == other:
                return None
            rows[at], rows[other] = rows[other], rows[at]
        case "opening changed" | "closing changed":
            return _changed_end(random, block, way.split(maxsplit=1)[0])
    return replace(block, rows=tuple(rows))


def _sum(block: Block, first: int, last: int) -> Decimal:
    return sum((line.amount for line in block.truth.lines[first:last]), Decimal(0))


def _digits(text: str) -> list[int]:
    return [index for index, char in enumerate(text) if char.isdigit()]


def _other_text(random: Random, text: str, *, swap: bool) -> str | None:
    digits = _digits(text)
    if not digits:
        return None
    chars = list(text)
    if swap:
        pairs = [(a, b) for a, b in itertools.pairwise(digits) if chars[a] != chars[b]]
        if not pairs:
            return None
        a, b = random.choice(pairs)
        chars[a], chars[b] = chars[b], chars[a]
    else:
        at = random.choice(digits)
        wide = chars[at] > "9"
        new = random.choice([digit for digit in "123456789" if chr(ord(digit) + (0xFEE0 if wide else 0)) != chars[at]])
        chars[at] = chr(ord(new) + 0xFEE0) if wide else new
    return "".join(chars)


def _other_figure(random: Random, row: Row, role: str, *, swap: bool) -> Row | None:
    text = _other_text(random, row.cells[role], swap=swap)
    if text is None:
        return None
    values = dict(row.values)
    if role in values:
        value = values[role]
        assert isinstance(value, Decimal)
        digits = "".join(char for char in text if char.isdigit())
        values[role] = Decimal(int(digits)).scaleb(-_places(value)).copy_sign(value)
    return replace(row, cells=dict(row.cells) | {role: text}, values=values)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def _changed_end(random: Random, block: Block, end: str) -> Block | None:
    """Change the opening or closing figure in every place that shows it."""
    truth = block.truth
    row = next((row for row in block.rows if row.kind == end), None)
    labels = {label for label, _ in block.box}
    if row is not None:
        role = next((role for role in ("balance", *reversed(_AMOUNTS)) if _digits(row.cells.get(role, ""))), None)
        if role is None:
            return None
        old = row.cells[role]
        new_row = _other_figure(random, row, role, swap=False)
        if new_row is None:
            return None
        rows = tuple(new_row if other is row else other for other in block.rows)
        box = tuple((label, new_row.cells[role] if value == old else value) for label, value in block.box)
        return replace(block, rows=rows, box=box)
    if not labels:
        return None
    at = 0 if end == "opening" else len(block.box) - 1
    text = _other_text(random, block.box[at][1], swap=False)
    if text is None or (end == "closing" and len(block.box) == 1 and truth.opening == truth.closing):
        return None
    return replace(block, box=(*block.box[:at], (block.box[at][0], text), *block.box[at + 1 :]))


def contradicts(block: Block) -> bool:
    """Whether opening, amounts, balances and closing as printed cannot all be true. Signs are taken from the truth."""
    truth = block.truth
    balance = truth.opening if truth.open_item else _printed_end(block, "opening", 0, truth.opening)
    for row in block.rows:
        if row.line is None:
            continue
        role = next(role for role in _AMOUNTS if _STANDING.search(row.cells.get(role, "")))
        balance += _printed(row.cells[role], truth.lines[row.line].amount)
        if row.cells.get("balance") and balance != _printed(row.cells["balance"], truth.balances[row.line]):
            return True
    return balance != _printed_end(block, "closing", -1, truth.closing)


def _printed_end(block: Block, end: str, at: int, sign: Decimal) -> Decimal:
    row = next((row for row in block.rows if row.kind == end), None)
    text = (
        block.box[at][1]
        if row is None
        else next(row.cells[role] for role in ("balance", *reversed(_AMOUNTS)) if _digits(row.cells.get(role, "")))
    )
    return _printed(text, sign)


def _printed(text: str, like: Decimal) -> Decimal:
    """Return the figure in a text, with the sign and the decimals of another."""
    digits = "".join(char for char in text if char.isdigit())
    return Decimal(int(digits)).scaleb(-_places(like)).copy_sign(like)
