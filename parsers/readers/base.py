"""The one contract of a reader."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import parsers.readers
from parsers.document import Document
from parsers.table import Reading


@dataclass(frozen=True, slots=True)
class Access:
    """What opens a locked document: the passwords kept for the counterparty, tried in order."""

    passwords: tuple[str, ...] = ()


class Reader(Protocol):
    """A way of looking at a file. Readers are cheap to make and hold no state."""

    name: str
    cost: int  # readers run from the cheapest; the dear ones only where no cheaper reading is proven

    def able(self, document: Document) -> bool:
        """Whether this reader understands the file, told from its first bytes and never from its name alone."""
        ...

    def read(self, document: Document, access: Access) -> Reading:
        """Return what stands there. A file that is broken, locked or empty gives problems, not exceptions."""
        ...


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return every reader of this folder, cheapest first, then by name."""
    found: list[Reader] = []
    for module in pkgutil.iter_modules(parsers.readers.__path__, "parsers.readers."):
        reader = getattr(importlib.import_module(module.name), "READER", None)
        if reader is not None:
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: (reader.cost, reader.name)))
