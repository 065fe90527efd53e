"""A person corrects a case: kept as data, told in the audit, and the case is worked on again. What comes of it waits for a person."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from daemon.correction import OF_LINES, Correction, Kind, values_in
from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.pipeline.again import work_again
from daemon.pipeline.work import Work
from daemon.store import Store, forms
from daemon.store.cases import Case
from daemon.store.corrections import READ, corrections_of, keep_corrections
from daemon.store.findings import RECONCILIATION, STATEMENT
from daemon.store.states import CaseState
from parsers.statements.corrected import corrected, fits, value_of
from parsers.statements.line_corrections import LineAdded, LineRemoved, fits_line
from parsers.statements.statement import Statement
from rules.by_hand import NOT_TO_BE_NAMED, REASONS_OF_GAPS, RULE
from rules.model.reconciliation import Reconciliation

_MOST = 500  # corrections of one case, those taken back included


def correct(work: Work, case_id: int, by: str, *new: Correction) -> None:
    """Lay corrections over a waiting case, all or none. Rows that were matched by hand and are set apart are simply no longer matched by hand.

    Raises `DeskRefused`.
    """
    store, now = work.store, work.clock()
    with store.writing() as tx:
        case = store.cases.get(case_id, tx)
        _waiting(case)
        found = list(corrections_of(store.cases, case_id, tx))
        if len(found) + len(new) > _MOST:
            raise DeskRefused(f"Case {case_id} was corrected {_MOST} times; close it and answer by hand.")
        told = []
        for one in new:
            joined = _joined_before(found, one)
            if joined is not None:
                found = _without(found, joined, by, work)
                told.append(f"taken back: {joined}")
                continue
            checked = _checked(store, tx, case_id, one, found)
            number = max((each.number for each in found), default=0) + 1
            made = msgspec.structs.replace(checked, number=number, by=by, at=now, undone_by="", undone_at=None)
            found.append(made)
            told.append(str(made))
        _lay(work, tx, case, found, by=by, what="; ".join(told))


def undo(work: Work, case_id: int, by: str, number: int) -> None:
    """Take a correction back. Of two of the same value the later one goes first. Raises `DeskRefused`."""
    with work.store.writing() as tx:
        case = work.store.cases.get(case_id, tx)
        _waiting(case)
        before = corrections_of(work.store.cases, case_id, tx)
        gone = next((one for one in before if one.number == number and one.holds), None)
        if gone is None:
            raise DeskRefused(f"Case {case_id} has no correction {number} that could be taken back.")
        later = [one for one in before if one.holds and one.number > number and _same_value(one, gone)]
        if later:
            raise DeskRefused(f"The same value was corrected again; take that one back first ({later[-1]}).")
        resting = [one for one in before if one.holds and one.number > number and _rests_on(one, gone)]
        if resting:
            raise DeskRefused(f"A later correction stands on it; take that one back first ({resting[-1]}).")
        _lay(work, tx, case, _without(before, gone, by, work), by=by, what=f"taken back: {gone}")


def drop_all(work: Work, tx: Connection, case_id: int, by: str) -> None:
    """Take back every correction of a case, as part of its being worked on from its paper again."""
    found = corrections_of(work.store.cases, case_id, tx)
    held = [one for one in found if one.holds]
    for one in held:
        found = tuple(_without(found, one, by, work))
    if held:
        keep_corrections(work.store.cases, tx, case_id, found)
        facts = {"what": f"{len(held)} corrections taken back"}
        work.store.audit.add(tx, work.clock(), events.CASE_CORRECTED, actor=by, case=case_id, facts=facts)


def laid_over(store: Store, case_id: int) -> tuple[Statement | None, Statement | None, tuple[Correction, ...]]:
    """Return the statement as it was read, the same with the corrections laid over it, and these."""
    content = store.cases.finding(case_id, READ)
    content = store.cases.finding(case_id, STATEMENT) if content is None else content
    found = corrections_of(store.cases, case_id)
    if content is None:
        return None, None, found
    read = forms.read_statement(content)
    return read, corrected(read, values_in(found)), found


def keep_laid_over(store: Store, tx: Connection, case: int, read: Statement, now: Statement) -> None:
    """Keep the corrected statement as the one that counts, and beside it what was read, as long as they differ."""
    store.cases.drop_finding(tx, case, READ)
    if now != read:
        store.cases.put_finding(tx, case, READ, forms.keep_statement(read))
    store.cases.put_finding(tx, case, STATEMENT, forms.keep_statement(now))


def _waiting(case: Case) -> None:
    if case.state is not CaseState.WAITING:
        raise DeskRefused(f"Case {case.id} is {case.state}; only one that waits can be corrected.")


def _lay(work: Work, tx: Connection, case: Case, corrections: list[Correction], *, by: str, what: str) -> None:
    store = work.store
    keep_corrections(store.cases, tx, case.id, corrections)
    facts = {"what": what}
    store.audit.add(tx, work.clock(), events.CASE_CORRECTED, actor=by, message=case.message, case=case.id, facts=facts)
    work_again(work, tx, case.id)


def _without(before: Sequence[Correction], gone: Correction, by: str, work: Work) -> list[Correction]:
    undone = msgspec.structs.replace(gone, undone_by=by, undone_at=work.clock())
    return [undone if one.number == gone.number else one for one in before]


def _same_value(one: Correction, other: Correction) -> bool:
    return one.kind is other.kind is Kind.VALUE and (one.field, one.index) == (other.field, other.index)


def _rests_on(one: Correction, earlier: Correction) -> bool:
    """Whether `one` counts lines as they are with `earlier`."""
    if earlier.kind in OF_LINES:
        return one.names_lines
    return one.kind in OF_LINES and earlier.names_lines


def _joined_before(before: Sequence[Correction], new: Correction) -> Correction | None:
    """Return the match by hand that `new` sets apart."""
    if new.kind is not Kind.APART:
        return None
    rows = set(new.lines), set(new.entries)
    joined = (one for one in before if one.holds and one.kind is Kind.JOIN)
    return next((one for one in joined if (set(one.lines), set(one.entries)) == rows), None)


def _checked(store: Store, tx: Connection, case: int, new: Correction, before: Sequence[Correction]) -> Correction:
    content = store.cases.finding(case, STATEMENT, tx)
    if content is None:
        raise DeskRefused(f"Case {case} holds no statement that could be corrected.")
    if new.kind is Kind.VALUE:
        return _checked_value(forms.read_statement(content), new)
    if new.kind in OF_LINES:
        return _checked_line(forms.read_statement(content), new, before)
    compared = store.cases.finding(case, RECONCILIATION, tx)
    if compared is None:
        raise DeskRefused(f"Case {case} was not compared with our ledger, so that there is nothing to match.")
    return _checked_rows(forms.read_reconciliation(compared), new, before)


def _checked_value(statement: Statement, new: Correction) -> Correction:
    if new.field is None or not fits(new.field, new.becomes):
        raise DeskRefused(f'"{new.becomes}" is no {new.field}; amounts are written 1234.50, days 2026-03-31.')
    try:
        was = value_of(statement, new.field, new.index)
    except LookupError as error:
        raise DeskRefused(str(error)) from None
    if was != new.was:
        raise DeskRefused(f"Meanwhile {new.field} is {was or 'nothing'}; look at the case again.")
    if was == new.becomes:
        raise DeskRefused(f"{new.field} is {was} already.")
    return new


def _checked_line(statement: Statement, new: Correction, before: Sequence[Correction]) -> Correction:
    if any(one.holds and one.lines for one in before):
        raise DeskRefused("Rows are matched or named by hand; take that back before a line is added or removed.")
    if new.kind is Kind.ADD and (new.added is None or not new.added.amount):
        raise DeskRefused("A line needs an amount that is not zero.")
    said = () if new.index is None else values_in([new])
    if not said or not all(fits_line(statement, one) for one in said if isinstance(one, LineAdded | LineRemoved)):
        raise DeskRefused("The lines are others meanwhile; look at the case again.")
    return new


def _checked_rows(found: Reconciliation, new: Correction, before: Sequence[Correction]) -> Correction:
    ours = {entry.id: entry for entry in found.ledger.entries}
    if not set(new.lines) <= set(range(len(found.line_amounts))) or not set(new.entries) <= ours.keys():
        raise DeskRefused("A row that was chosen is not there any more; look at the case again.")
    if new.kind is Kind.JOIN:
        if not new.lines or not new.entries:
            raise DeskRefused("A match needs a line of theirs and an entry of ours; choose both.")
        rows = set(new.lines), set(new.entries)
        joined = (one for one in before if one.holds and one.kind is Kind.JOIN)
        if any(rows[0] & set(one.lines) or rows[1] & set(one.entries) for one in joined):
            raise DeskRefused("One of these rows is matched by hand already; take that back first.")
        theirs = sum(found.line_amounts[line] for line in set(new.lines))
        if theirs != sum(ours[entry].amount for entry in set(new.entries)) and new.reason not in REASONS_OF_GAPS:
            raise DeskRefused("The amounts of these rows differ; choose the reason why.")
        return new
    if new.kind is Kind.APART:
        matches = [match for match in found.matches if match.rule != RULE]
        rows_of = [(set(one.lines), set(one.entries)) for one in matches]
        rows_of += [(set(one.lines), set(one.entries)) for one in found.differences]
        if (set(new.lines), set(new.entries)) not in rows_of or not new.lines or not new.entries:
            raise DeskRefused("These rows are not matched; look at the case again.")
        return new
    differences = [(set(one.lines), set(one.entries)) for one in found.differences]
    if (set(new.lines), set(new.entries)) not in differences or not (new.lines or new.entries):
        raise DeskRefused("There is no such difference any more; look at the case again.")
    if new.reason is None or new.reason in NOT_TO_BE_NAMED:
        raise DeskRefused("Choose a reason that speaks of these rows.")
    return new
