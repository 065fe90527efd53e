"""Which system wrote an export, told from its headings and titles. Never needed to read one: who is not known is read by meaning."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from functools import cache

import parsers.ledgers.systems as room
from parsers.headings import heading_key
from parsers.ledgers.systems.system import Signature, System


@cache
def all_systems() -> tuple[System, ...]:
    """Return the systems of this folder, by module."""
    found: list[System] = []
    for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
        found.extend(getattr(importlib.import_module(module.name), "SYSTEMS", ()))
    return tuple(found)


def recognised(labels: Sequence[Sequence[str]], titles: Iterable[str] = ()) -> System | None:
    """Return the system whose signature fits the columns' headings (for each column from the upper row to the lowest).

    The signature with most headings wins; None where none fits, or two systems claim the file equally.
    """
    known = {key for parts in labels for key in _keys([part for part in parts if part])} - {""}
    if len(known) < 3:
        return None
    above = "\n".join(titles)
    ranked = sorted(
        ((rank, system) for system in all_systems() if (rank := _rank(system, known, above))),
        key=lambda pair: -pair[0],
    )
    if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _keys(present: Sequence[str]) -> Iterable[str]:
    yield heading_key(" ".join(dict.fromkeys(present)))
    if len(present) > 1:
        yield from (heading_key(part) for part in present)


def _rank(system: System, known: set[str], above: str) -> int:
    return max((_fit(each, known, above) for each in system.signatures), default=0)


def _fit(signature: Signature, known: set[str], above: str) -> int:
    if signature.title is not None and not signature.title.search(above):
        return 0
    if not all(known & either for either in signature.headings):
        return 0
    return 2 * len(signature.headings) + (3 if signature.title is not None else 0) - signature.weak
