"""Scenes from the life of bookkeepers, a line each: what they list, what we have, and what must be told of it.

Rows are jotted as in `tests.rules.jotting` and set apart by " | ". Each scene is played from both desks: seen from the other one,
our ledger is the statement and theirs the books, amounts keep their sign in the bridge, and "missing there" is "missing here".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from parsers.ledgers.entry import Role
from parsers.statements.statement import Form
from rules.model.match import Certainty
from tests.rules.jotting import day, laid, ledger, statement

BASE = "2026-03-02 invoice INV-1001 1200.00 | 2026-03-05 invoice INV-1002 333.10"
"""Two invoices that agree, so that no scene stands alone."""

OPEN_ITEMS = {"form": Form.OPEN_ITEM, "period": None, "date": day("2026-03-31"), "opening": None}

_SEEN_FROM_THERE = {
    "missing_in_ledger": "missing_on_statement",
    "timing_statement": "timing_ledger",
    "duplicate_statement": "duplicate_ledger",
    "short_payment": "over_payment",
}
_SEEN_FROM_THERE |= {other: one for one, other in _SEEN_FROM_THERE.items()}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`told` are "reason amount" (statement - ledger, in our sign). `sure`: no match is a mere suggestion and no difference a guess,
    so that an answer may leave by itself.
    """

    name: str
    theirs: str
    ours: str
    told: tuple[str, ...]
    agreed: bool
    sure: bool
    mirrored: bool
    role: Role
    openings: tuple[str, str]
    paper: dict[str, Any]


def scene(
    name: str,
    theirs: str,
    ours: str,
    *told: str,
    agreed: bool | None = None,
    sure: bool = True,
    base: bool = True,
    mirrored: bool = True,
    role: Role = Role.CUSTOMER,
    openings: tuple[str, str] = ("0.00", "0.00"),
    paper: dict[str, Any] | None = None,
) -> Scene:
    """Return a scene; it is agreed where nothing is told, unless it says otherwise."""
    return Scene(
        name=name,
        theirs=f"{BASE} | {theirs}" if base else theirs,
        ours=f"{BASE} | {ours}" if base else ours,
        told=told,
        agreed=not told if agreed is None else agreed,
        sure=sure,
        mirrored=mirrored,
        role=role,
        openings=openings,
        paper=paper or {},
    )


def variants(scenes: Iterable[Scene]) -> list[Any]:
    """Return every scene, and as seen from the other desk where that is another scene."""
    found = []
    for one in scenes:
        found.append(pytest.param(one, id=one.name))
        if one.mirrored:
            found.append(pytest.param(_from_the_other_desk(one), id=f"{one.name}, seen from there"))
    return found


def check(played: Scene) -> None:
    """Reconcile, let the checker look at it, and compare what is told."""
    paper = {"opening": played.openings[0], **played.paper}
    found = laid(
        statement(_rows(played.theirs), **paper),
        ledger(_rows(played.ours), opening=played.openings[1]),
        role=played.role,
    )
    assert sorted(played.told) == sorted(f"{one.reason.value} {one.amount}" for one in found.differences)
    assert played.agreed == found.agreed
    guessed = any(match.certainty is Certainty.SUGGESTED for match in found.matches)
    assert played.sure == (not guessed and all(one.certain for one in found.differences))


def _rows(text: str) -> str:
    return "\n".join(row.strip() for row in text.split("|"))


def _from_the_other_desk(one: Scene) -> Scene:
    told = tuple(f"{_SEEN_FROM_THERE.get(reason, reason)} {amount}" for reason, amount in map(str.split, one.told))
    return replace(one, theirs=one.ours, ours=_turned(one.theirs), told=told, role=Role.SUPPLIER)


def _turned(text: str) -> str:
    rows = []
    for row in filter(None, (each.strip() for each in text.split("|"))):
        facts, mark, words = row.partition(";")
        parts = facts.split()
        parts[3] = str(-Decimal(parts[3].replace(",", "")))
        rows.append(" ".join(parts) + (f" ;{words}" if mark else ""))
    return " | ".join(rows)
