"""Counts what was done to the service in a run of these tests, so that it can be said at the end, and asked whether it was enough."""

from __future__ import annotations

from collections import Counter

DEALT: Counter[str] = Counter()
"""What -> how often: "kills", "cuts", "locks"."""


def deal(what: str) -> None:
    DEALT[what] += 1
