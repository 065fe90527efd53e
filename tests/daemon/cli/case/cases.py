"""Finding the number of a case by its subject."""

from __future__ import annotations

from pathlib import Path

from tests.daemon.cli.conftest import run

LAKESIDE = "Statement 10/2026"
"""The subject of a mail whose answer is a confirmation."""


def number_of(config: Path, subject: str) -> str:
    """Return the number of the oldest case of a mail with this subject."""
    rows = run("case", "list", "-c", config).out.splitlines()
    return [row.split()[0] for row in rows if f"  {subject}  " in row][-1]


def state_of(config: Path, number: str) -> str:
    """Return "waiting draft" or the like."""
    (row,) = [row for row in run("case", "list", "-c", config).out.splitlines() if row.split()[0] == number]
    return " ".join(row.split()[-2:])


def answers(config: Path) -> list[Path]:
    """Return the replies that left."""
    return sorted((config.parent / "answers").glob("*.eml"))
