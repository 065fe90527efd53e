"""Why a file of ours is not taken over."""

from __future__ import annotations


class FileRefused(Exception):
    """A file cannot be read exactly, so nothing of it counts. `row` as a spreadsheet numbers it (header = 1), None: the whole file."""

    def __init__(self, name: str, row: int | None, reason: str) -> None:
        super().__init__(sentence(name, row, reason))
        self.row = row or None
        self.reason = reason


class Outdated(Exception):
    """What a person looked at before saying yes is no longer what would happen."""


def sentence(name: str, row: int | None, reason: str) -> str:
    """Return the file, the row and why it is refused, as a sentence."""
    where = f"{name}, row {row}" if row else name
    reason = reason.rstrip(".")
    return f"{where}: {reason[:1].upper()}{reason[1:]}."
