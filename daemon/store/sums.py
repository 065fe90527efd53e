"""Sums over rows too many for a digest each: two numbers that show whether a row of a ledger's version differs, and which.

Each row has a weight, which only it has, and a digest h. The first sum is that of all h, the second that of weight * h, both
modulo a prime. One changed row moves the first by d and the second by weight * d: the quotient is its weight. The same names one
that is missing or was added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

P: Final = 2**255 - 19


@dataclass(slots=True)
class Sums:
    """How many rows there are, and their two sums."""

    count: int = 0
    first: int = 0
    second: int = 0

    def add(self, weight: int, digest: bytes) -> None:
        number = int.from_bytes(digest)
        self.count += 1
        self.first += number
        self.second += weight * number

    def include(self, other: Sums) -> None:
        """Add all rows of another."""
        self.count += other.count
        self.first += other.first
        self.second += other.second

    def text(self) -> str:
        return f"{self.count}:{self.first % P:x}:{self.second % P:x}"


def read(text: str) -> Sums:
    """Return the sums that `text` tells. Raises `ValueError`."""
    count, first, second = text.split(":")
    return Sums(int(count), int(first, 16), int(second, 16))


def total(sums: Iterable[Sums]) -> Sums:
    found = Sums()
    for each in sums:
        found.include(each)
    return found


def differing(told: Sums, held: Sums) -> int | None:
    """Return the weight of the one row that differs between two unequal sums; what it returns for several names no row."""
    first, second = (held.first - told.first) % P, (held.second - told.second) % P
    return None if first == 0 else second * pow(first, -1, P) % P


def weight(name: tuple[str, str]) -> int:
    """Return the weight of a row that is named by texts."""
    return int.from_bytes(hashlib.sha256(repr(name).encode("utf-8", "surrogatepass")).digest()) % P


def unequal(told: Mapping[tuple[str, str], str], held: Mapping[tuple[str, str], Sums]) -> list[tuple[str, str]]:
    """Return the names under which the sums are not those that were told, in order."""
    return sorted(
        name for name in told.keys() | held.keys() if told.get(name, Sums().text()) != held.get(name, Sums()).text()
    )
