"""The file as it came, and how a value points back into it.

Everything that a reader hands out carries a `Place`, so that a reviewer can see the figure on the paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, origin at the top left of the page as a person sees it (rotation applied)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stood. Paper has `page` and `box`, a workbook `sheet` and `cell` ("B17"), text `line` (1-based)."""

    document: str  # sha256 of the original bytes, hexadecimal
    reader: str  # who saw it
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None

    def covering(self, other: Place | None) -> Place:
        """Return the smallest place on the same page that holds both; `self` where they share no page."""
        if other is None or self.box is None or other.box is None or self.page != other.page:
            return self
        a, b = self.box, other.box
        return replace(self, box=(min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd in their paper: a value, never an exception. `message` is for staff, in English."""

    code: str  # snake_case, documented in docs/problems.md
    message: str
    place: Place | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One file: an attachment, a mail body, or a file named on the command line. `name` is a label, never a path."""

    name: str
    content: bytes = field(repr=False)
    media_type: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()
