"""The working set of one reconciliation: both sides in cents and days, what is still free, and the groups found so far.

Matching rules take groups out of it; what stays free goes to the differences. It lives for one call of `reconcile` and never
leaves this room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from parsers.ledgers.entry import LedgerEntry, Role
from parsers.references import references_in
from parsers.statements.statement import Statement
from rules.booking_shift import Shift
from rules.document_numbers import Forms, exact_form, forms
from rules.gaps import Gap, Nature, Yardstick
from rules.model.match import Certainty
from rules.model.terms import Terms

_IN_TURN = 6  # days; a standing order of every week may come a day early


@dataclass(frozen=True, slots=True)
class Group:
    """Lines and entries (by position in the pool) that are one business fact. With a `gap` the amounts differ, and it becomes
    a difference instead of a match. `plausible`: nothing speaks against it but rivals that are matched themselves; where
    nothing is left over on either side, no rival is left to doubt it either.
    """

    lines: tuple[int, ...]
    entries: tuple[int, ...]
    rule: str
    certainty: Certainty
    unambiguous: bool = True
    plausible: bool = True
    gap: Gap | None = None


@dataclass(slots=True)
class Side:
    """One side, position for position. `references` are those with a digit, as written; `numbers` are exact forms, the
    document's own first; `named` are those that only its description names.
    """

    cents: list[int]
    days: list[int | None]
    natures: list[Nature]
    references: list[tuple[str, ...]]
    numbers: list[tuple[str, ...]]
    texts: list[str]
    free: set[int]
    named: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cents)

    def sum(self, positions: Iterable[int]) -> int:
        cents = self.cents
        return sum(cents[k] for k in positions)

    def ordered(self) -> list[int]:
        """Return the free positions in order."""
        return sorted(self.free)


@dataclass(slots=True)
class Pool:
    """Both sides. `prior` and `later` hold entries before the period and after the statement's date: only lines that name or
    repeat them take them in. `opening_gap` is their opening balance less ours, None where theirs is unknown.
    """

    statement: Statement
    entries: tuple[LedgerEntry, ...]
    theirs: Side
    ours: Side
    prior: set[int]
    later: set[int]
    opening_gap: int | None
    terms: Terms
    role: Role
    scale: int
    yardstick: Yardstick
    open_item: bool
    groups: list[Group] = field(default_factory=list)
    rolled: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    shift: Shift = field(default_factory=Shift)
    learned_from: int = 0  # how many of the groups `shift` was learned from
    work_left: int = 0
    _entries_by_number: dict[str, list[int]] | None = None
    _lines_by_number: dict[str, list[int]] | None = None
    unsettled: tuple[dict[int, list[Forms]], dict[int, list[Forms]]] | None = None
    weak_keys: dict[str, tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]] = field(default_factory=dict)
    _forms: dict[str, Forms] = field(default_factory=dict)
    _repeated: tuple[set[int], set[int]] | None = None
    _line_forms: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _entry_forms: dict[int, tuple[str, ...]] = field(default_factory=dict)

    # -- taking ------------------------------------------------------------------------------------------------------

    def take(self, group: Group) -> None:
        """Record a group; its lines and entries are free no longer."""
        self.theirs.free.difference_update(group.lines)
        self.ours.free.difference_update(group.entries)
        self.prior.difference_update(group.entries)
        self.later.difference_update(group.entries)
        self.groups.append(group)

    def roll(self, entries: Sequence[int]) -> None:
        """Let entries sink into our opening balance: they settled what is older than the entries that we have."""
        self.ours.free.difference_update(entries)
        self.rolled.update(entries)
        if self.opening_gap is not None:
            self.opening_gap -= self.ours.sum(entries)

    def spend(self, hypotheses: int) -> bool:
        """Count hypotheses against the budget; False, with a note once, when it is used up."""
        if self.work_left <= 0:
            return False
        self.work_left -= hypotheses
        if self.work_left <= 0:
            self.notes.append("The search budget was reached: some grouped payments may not have been found.")
        return True

    # -- numbers -----------------------------------------------------------------------------------------------------

    def forms(self, reference: str) -> Forms:
        """Return the forms of a number as written, worked out once."""
        known = self._forms.get(reference)
        if known is None:
            known = self._forms[reference] = forms(reference)
        return known

    def entries_named(self, number: str) -> Sequence[int]:
        """Return the entries, free or not, that carry this exact number."""
        if self._entries_by_number is None:
            self._entries_by_number = _by_number(self.ours)
        return self._entries_by_number.get(number, ())

    def lines_named(self, number: str) -> Sequence[int]:
        """Return the lines, free or not, that carry this exact number."""
        if self._lines_by_number is None:
            self._lines_by_number = _by_number(self.theirs)
        return self._lines_by_number.get(number, ())

    def line_numbers(self, line: int) -> tuple[str, ...]:
        """Return the exact forms of a line's numbers, those mapped to ours and those its description names included."""
        return (*self.theirs.numbers[line], *self.theirs.named.get(line, ()))

    def entry_numbers(self, entry: int) -> tuple[str, ...]:
        return (*self.ours.numbers[entry], *self.ours.named.get(entry, ()))

    def line_forms(self, line: int) -> tuple[str, ...]:
        """Return a line's numbers, also without the affixes that people add: what a person would compare."""
        known = self._line_forms.get(line)
        if known is None:
            known = self._line_forms[line] = self._plain(self.theirs.references[line], self.line_numbers(line))
        return known

    def entry_forms(self, entry: int) -> tuple[str, ...]:
        known = self._entry_forms.get(entry)
        if known is None:
            known = self._entry_forms[entry] = self._plain(self.ours.references[entry], self.entry_numbers(entry))
        return known

    def _plain(self, references: tuple[str, ...], numbers: tuple[str, ...]) -> tuple[str, ...]:
        """Numbers as they stand, without affixes, and folded, so that a scan's letters are no other document."""
        found = [self.forms(reference) for reference in references]
        plain = [form for one in found for form in (one.plain, one.bare) if form]
        return tuple(dict.fromkeys((*plain, *numbers)))

    def read_descriptions(self) -> None:
        """Look for numbers of the other side in the descriptions of what is still free."""
        ours = {number for numbers in self.ours.numbers for number in numbers}
        theirs = {number for numbers in self.theirs.numbers for number in numbers}
        for side, known in ((self.theirs, ours), (self.ours, theirs)):
            for position in side.ordered():
                text = side.texts[position]
                if position in side.named or not any(character.isdigit() for character in text):
                    continue
                found = tuple(
                    dict.fromkeys(
                        form
                        for token in references_in(text)
                        if (form := exact_form(token)) in known and form not in side.numbers[position]
                    )
                )
                if found:
                    side.named[position] = found

    def repeats(self, line: int, entry: int) -> bool:
        """Whether the line or the entry says the same as another row of its side: then it may be one row too many."""
        if self._repeated is None:
            printed = [line.date.toordinal() if line.date else None for line in self.statement.lines]
            self._repeated = (
                _repeated(self.theirs, self.line_numbers, printed),
                _repeated(self.ours, self.entry_numbers, self.ours.days),
            )
        return line in self._repeated[0] or entry in self._repeated[1]

    def entry_ids(self, positions: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of entries in the order of the export's rows."""
        if len(positions) == 1:
            return (self.entries[positions[0]].id,)
        chosen = sorted((self.entries[k].row, self.entries[k].id) for k in positions)
        return tuple(one for _row, one in chosen)

    # -- amounts -----------------------------------------------------------------------------------------------------

    def money(self, cents: int) -> Decimal:
        """Return cents as an amount."""
        return Decimal(cents).scaleb(1 - len(str(self.scale)))


def _by_number(side: Side) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, numbers in enumerate(side.numbers):
        for number in numbers:
            found[number].append(position)
    return dict(found)


def _repeated(side: Side, numbers_of: Callable[[int], tuple[str, ...]], days: Sequence[int | None]) -> set[int]:
    """Return the rows whose amount and number stand in another row too; without a number, amount, day and words. `days` are those
    that the rows bear themselves: a day that was only concluded from the place may hide a row that stands twice.
    """
    seen: dict[tuple[object, ...], list[int]] = defaultdict(list)
    undated: dict[tuple[int, str], list[int]] = defaultdict(list)
    for position, cents in enumerate(side.cents):
        numbers = numbers_of(position)
        for number in numbers:
            seen[cents, number].append(position)
        if not numbers and side.texts[position]:
            seen[cents, days[position], side.texts[position]].append(position)
            undated[cents, side.texts[position]].append(position)
    # Without a day a row may repeat any other of its amount and words.
    doubtful = [some for some in undated.values() if any(days[position] is None for position in some)]
    return {
        position
        for some in (*seen.values(), *doubtful)
        if len(some) > 1
        for position in some
        if any(other != position and not _in_turn(side, days, position, other) for other in some)
    }


def _in_turn(side: Side, own_days: Sequence[int | None], one: int, other: int) -> bool:
    """Whether two payments of one amount and number, weeks apart, are a standing order rather than one row twice."""
    days = own_days[one], own_days[other]
    return (
        side.natures[one] is side.natures[other] is Nature.PAYMENT
        and days[0] is not None
        and days[1] is not None
        and abs(days[0] - days[1]) >= _IN_TURN
    )


def likely_nature(side: Side, position: int, role: Role) -> Nature:
    """Return the nature, told from the sign where no words tell it."""
    known = side.natures[position]
    if known is not Nature.UNKNOWN:
        return known
    raises = side.cents[position] > 0
    return Nature.INVOICE if raises == (role is Role.CUSTOMER) else Nature.PAYMENT
