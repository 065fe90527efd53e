"""A statement and our account at its date are laid out as the pool of one reconciliation: cents, days, numbers, row for row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import compress

from parsers.ledgers.entry import EntryKind, LedgerEntry, Role
from parsers.statements.statement import Form, LineKind, Statement, StatementLine
from rules.as_at import AsAt
from rules.document_numbers import exact_form, number_form
from rules.gaps import Nature, Yardstick
from rules.model.terms import Terms
from rules.pool import Pool, Side

_NATURE_OF_LINE = {
    LineKind.INVOICE: Nature.INVOICE,
    LineKind.CREDIT_NOTE: Nature.CREDIT_NOTE,
    LineKind.PAYMENT: Nature.PAYMENT,
}
_NATURE_OF_ENTRY = {
    EntryKind.INVOICE: Nature.INVOICE,
    EntryKind.CREDIT_NOTE: Nature.CREDIT_NOTE,
    EntryKind.PAYMENT: Nature.PAYMENT,
}


def lay(
    statement: Statement,
    as_at: AsAt,
    *,
    sign: int,
    terms: Terms,
    role: Role,
    foreign: bool = False,
    carried: bool = False,
) -> Pool:
    """Return the pool of a statement (its amounts turned by `sign`) and our account as at its date. `carried`: the opening balances
    hold items that were told before.
    """
    gap = None if as_at.opening_theirs is None else as_at.opening_theirs - as_at.opening
    scale = scale_of(
        item.amount for items in (statement.lines, as_at.period, as_at.before, as_at.later) for item in items
    )
    if gap is not None:
        scale = max(scale, scale_of([gap]))
    mapped = {exact_form(theirs): exact_form(ours) for theirs, ours in terms.reference_map}
    # One order for every order of the export, so that twins are told apart the same way each time.
    # Items of before the period are laid against the lines only where the opening balances differ: else they are in both.
    before = as_at.near_before if gap or carried else ()
    everything = tuple(sorted((*before, *as_at.period, *as_at.later), key=_canonical))
    prior, later = {entry.id for entry in before}, {entry.id for entry in as_at.later}
    theirs = _side_of_lines(statement.lines, sign, scale, mapped)
    references, numbers = _numbered(entry.references for entry in everything)
    ours = Side(
        cents=[int(entry.amount * scale) for entry in everything],
        days=[entry.date.toordinal() for entry in everything],
        natures=[_nature(entry) for entry in everything],
        references=references,
        numbers=numbers,
        texts=[entry.description for entry in everything],
        free={k for k, entry in enumerate(everything) if entry.id not in prior and entry.id not in later},
    )
    return Pool(
        statement=statement,
        entries=everything,
        theirs=theirs,
        ours=ours,
        prior={k for k, entry in enumerate(everything) if entry.id in prior},
        later={k for k, entry in enumerate(everything) if entry.id in later},
        opening_gap=None if gap is None else int(gap * scale),
        terms=terms,
        role=role,
        scale=scale,
        yardstick=Yardstick.of(terms, scale, role, foreign=foreign),
        open_item=statement.form is Form.OPEN_ITEM,
        work_left=terms.work_budget,
    )


def scale_of(amounts: Iterable[Decimal]) -> int:
    """Return the power of ten that makes every amount an integer, at least 100."""
    places = 2
    for amount in amounts:
        exponent = amount.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > places:
            places = -exponent
    return int(10**places)


def _canonical(entry: LedgerEntry) -> tuple[object, ...]:
    return (entry.date, entry.amount, entry.references, entry.row, entry.id)


def _side_of_lines(lines: Sequence[StatementLine], sign: int, scale: int, mapped: dict[str, str]) -> Side:
    numbers: list[tuple[str, ...]] = []
    references, forms_of_lines = _numbered(line.references for line in lines)
    for own in forms_of_lines:
        known = tuple(mapped[number] for number in own if number in mapped and mapped[number] not in own)
        numbers.append((*known, *own))
    return Side(
        cents=[sign * int(line.amount * scale) for line in lines],
        days=_days_by_place([line.date.toordinal() if line.date else None for line in lines]),
        natures=[_NATURE_OF_LINE.get(line.kind, Nature.UNKNOWN) if line.kind else Nature.UNKNOWN for line in lines],
        references=references,
        numbers=numbers,
        texts=[line.description for line in lines],
        free=set(range(len(lines))),
    )


def _days_by_place(days: list[int | None]) -> list[int | None]:
    """Give a line without a date the day of the dated line before it (or after it), where the lines stand in order of days."""
    dated = [day for day in days if day is not None]
    if not dated or dated != sorted(dated):
        return days
    last = dated[0]
    return [last := day if day is not None else last for day in days]


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return each row's references that carry a digit, and their exact forms, each once.

    Folded for scans, a word such as BACS would look like a number (8AC5).
    """
    references, numbers = [], []
    for own in rows:
        found = [number_form(reference) for reference in own]
        references.append(own if all(found) else tuple(compress(own, found)))
        found = list(filter(None, found))
        numbers.append(tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found)))
    return references, numbers


def _nature(entry: LedgerEntry) -> Nature:
    return _NATURE_OF_ENTRY.get(entry.kind, Nature.UNKNOWN) if entry.kind else Nature.UNKNOWN
