"""One kind of export of one accounting system: by what it is recognised, and what its codes and columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from parsers.heading_kinds import Heading
from parsers.headings import heading_key
from parsers.ledgers.entry import EntryKind, Role


def keys(words: str) -> frozenset[str]:
    """Return headings, given with ";" between them, as they are compared: case, blanks, signs and 帐/账 do not count."""
    return frozenset(heading_key(word) for word in words.split(";"))


def meaning(words: Mapping[Heading, str]) -> Mapping[str, Heading]:
    """Return what headings, given with ";" between them, mean in one system."""
    return {key: heading for heading, listed in words.items() for key in keys(listed)}


def codes(words: Mapping[EntryKind, str]) -> Mapping[str, EntryKind]:
    """Return the kinds of document codes, given with ";" between them, by the code in lower case."""
    return {code_key(code): kind for kind, listed in words.items() for code in listed.split(";")}


def code_key(text: str) -> str:
    """Return a code of a type column as it is compared."""
    return " ".join(text.split()).casefold()


class Signature:
    """Headings that together only this export prints ("a|b": either), and words that its title rows must hold beside.

    A `weak` one gives way to any other of as many headings.
    """

    __slots__ = ("headings", "title", "weak")

    def __init__(self, headings: str, title: str = "", *, weak: bool = False) -> None:
        self.weak = weak
        self.headings = tuple(
            frozenset(heading_key(each) for each in word.split("|")) for word in headings.split(";") if word.strip()
        )
        self.title = re.compile(title, re.IGNORECASE) if title else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A column whose cell says that the row is no posting: then the file is refused, with this reason."""

    headings: frozenset[str]
    says: re.Pattern[str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """`name` and `what` stand in what the import says and in the audit. Everything else outdoes the general meaning of words."""

    name: str
    what: str
    signatures: tuple[Signature, ...]
    role: Role | None = None  # whose accounts it lists; None: either's
    headings: Mapping[str, Heading] = field(default_factory=dict)  # "" stands for a first column without heading
    kinds: Mapping[str, EntryKind] = field(default_factory=dict)
    refunds: frozenset[str] = frozenset()  # codes of money going back
    own_codes: Mapping[str, Role] = field(default_factory=dict)  # codes that only one side's accounts carry
    numbers: tuple[
        tuple[re.Pattern[str], EntryKind], ...
    ] = ()  # document numbers that tell the kind better than the type
    parted: re.Pattern[str] | None = None  # (the document's own number)(what the system prints behind it)
    refusals: tuple[Refusal, ...] = ()
    debit_positive: bool = False  # one amount column is always debit - credit, for customers and suppliers
    owed_positive: bool = (
        False  # it is positive where it raises what is owed, whoever owes; asked where the rows do not tell
    )
    sums_marked: re.Pattern[str] | None = None  # a cell that marks a row of sums
    sums_lead: bool = False  # each party's block begins with a row of its name and its sums
    # "open": a list of what is open, where payments are no rows of their own, so that the open amount is what counts
    lists: Literal["entries", "open"] = "entries"
    line_amount: frozenset[str] = frozenset()  # the column that makes each row one line of a document, not a document
    line_tax: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.name} ({self.what})"

    def kind_of(self, code: str) -> EntryKind | None:
        """Return the kind of a document type, None where the system gives it no meaning of its own."""
        return self.kinds.get(code_key(code))
