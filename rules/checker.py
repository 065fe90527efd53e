"""An independent check of a reconciliation: everything added up again from the inputs, by other code than that which made it.

It trusts nothing of `rules.reconcile`, shares no function with it, and runs before every automatic reply. A fault holds the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from parsers.ledgers.entry import LedgerAccount, LedgerEntry
from parsers.statements.statement import Statement
from rules.model.difference import Difference, Reason
from rules.model.match import Certainty
from rules.model.reconciliation import Orientation, Reconciliation


def faults(found: Reconciliation, statement: Statement, account: LedgerAccount) -> tuple[str, ...]:
    """Return what is wrong with `found`, a sentence each; nothing where it is sound."""
    return (
        *_amounts(found, statement),
        *_entries(found, account),
        *_once(found, statement),
        *_sums(found, statement, account),
        *_balances(found, statement, account),
        *_steps(found),
        *_agreed(found),
    )


def _sign(found: Reconciliation) -> int:
    return -1 if found.orientation is Orientation.MIRROR else 1


def _amounts(found: Reconciliation, statement: Statement) -> Iterator[str]:
    if found.statement != statement:
        yield "the statement compared is not the one at hand"
    expected = [line.amount if _sign(found) == 1 else -line.amount for line in statement.lines]
    if list(found.line_amounts) != expected:
        yield "the lines' amounts are not those of the statement"


def _entries(found: Reconciliation, account: LedgerAccount) -> Iterator[str]:
    known = {entry.id: entry for entry in account.entries}
    if len(known) != len(account.entries):
        yield "two entries of the ledger share an id"
    for entry in found.ledger.entries:
        if known.get(entry.id) != entry:
            yield f"entry {entry.id} is not in the ledger as it was compared"
    if found.ledger.account != account.account:
        yield "the account compared is not the one at hand"


def _once(found: Reconciliation, statement: Statement) -> Iterator[str]:
    lines: Counter[int] = Counter()
    entries: Counter[str] = Counter()
    for match in found.matches:
        lines.update(match.lines)
        entries.update(match.entries)
    for difference in found.differences:
        lines.update(difference.lines)
        entries.update(difference.entries)
    for number in range(len(statement.lines)):
        if lines[number] != 1:
            yield f"line {number} is told {lines[number]} times"
    for entry in found.ledger.entries:
        if entries[entry.id] != 1:
            yield f"entry {entry.id} is told {entries[entry.id]} times"
    if set(lines) - set(range(len(statement.lines))) or set(entries) - {entry.id for entry in found.ledger.entries}:
        yield "a line or an entry is told that was not compared"


def _sums(found: Reconciliation, statement: Statement, account: LedgerAccount) -> Iterator[str]:
    by_id = {entry.id: entry for entry in account.entries}
    for match in found.matches:
        theirs, ours = _theirs(found, statement, match.lines), _ours(found, by_id, match.entries)
        if theirs != ours:
            yield f"a match of {match.rule} is {theirs} on their side and {ours} on ours"
        if any(_after(found, by_id[one]) for one in match.entries if one in by_id):
            yield f"a match of {match.rule} rests on an entry after the statement's date"
    for difference in found.differences:
        if not difference.lines and not difference.entries:
            continue
        gap = _theirs(found, statement, difference.lines) - _ours(found, by_id, difference.entries)
        if gap != difference.amount:
            yield f"a difference ({difference.reason}) says {difference.amount}, its rows give {gap}"


def _theirs(found: Reconciliation, statement: Statement, lines: tuple[int, ...]) -> Decimal:
    total = Decimal(0)
    for line in lines:
        if 0 <= line < len(statement.lines):  # others are named by _once
            total += statement.lines[line].amount
    return total if _sign(found) == 1 else -total


def _ours(found: Reconciliation, by_id: dict[str, LedgerEntry], entries: tuple[str, ...]) -> Decimal:
    """What is dated after the statement was not in our balance then, and counts for nothing."""
    total = Decimal(0)
    for one in entries:
        entry = by_id.get(one)
        if entry is not None and not _after(found, entry):
            total += entry.amount
    return total


def _after(found: Reconciliation, entry: LedgerEntry) -> bool:
    return found.ledger.as_of is not None and entry.date > found.ledger.as_of


def _balances(found: Reconciliation, statement: Statement, account: LedgerAccount) -> Iterator[str]:
    balance = account.opening
    for entry in account.entries:
        if not _after(found, entry):
            balance += entry.amount
    if balance != found.ledger.balance or balance != found.bridge.ours:
        yield f"our balance is {balance}, the bridge starts at {found.bridge.ours}"
    compared = sum((entry.amount for entry in found.ledger.entries if not _after(found, entry)), Decimal(0))
    if found.ledger.opening + compared != balance:
        yield "our opening balance and the entries compared do not give our balance"
    if statement.closing is not None and statement.closing.amount * _sign(found) != found.bridge.theirs:
        yield f"their printed balance is {statement.closing.amount}, the bridge ends at {found.bridge.theirs}"


def _steps(found: Reconciliation) -> Iterator[str]:
    total = found.bridge.ours
    for step in found.bridge.steps:
        total += step.amount
        known = step.difference is not None and 0 <= step.difference < len(found.differences)
        if step.difference is None or not known or found.differences[step.difference].amount != step.amount:
            yield f"the step {step.label} is no difference"
    if total != found.bridge.theirs:
        yield f"the bridge ends at {total} instead of {found.bridge.theirs}"
    told = [step.difference for step in found.bridge.steps]
    wanted = [position for position, one in enumerate(found.differences) if one.amount != 0]
    if sorted(position for position in told if position is not None) != wanted:
        yield "the bridge does not hold every difference once"
    loose = [one for one in found.differences if not one.lines and not one.entries]
    if any(one.reason not in {Reason.PRIOR_PERIOD, Reason.UNEXPLAINED, Reason.DISPUTED} for one in loose):
        yield "a difference rests on nothing"
    if found.opening_theirs is not None and _opening_gap(loose) != found.opening_theirs - found.ledger.opening:
        yield "the opening balances differ by another amount than is told"


def _opening_gap(loose: list[Difference]) -> Decimal:
    opening = Reason.PRIOR_PERIOD
    return sum((one.amount for one in loose if opening in {one.reason, one.internal.get("otherwise")}), Decimal(0))


def _agreed(found: Reconciliation) -> Iterator[str]:
    if not found.agreed:
        return
    if found.differences:
        yield "it is called agreed and has differences"
    if found.bridge.ours != found.bridge.theirs:
        yield "it is called agreed and the balances differ"
    if found.opening_theirs != found.ledger.opening:
        yield "it is called agreed and the opening balances differ"
    if not found.orientation_proved:
        yield "it is called agreed and the sign is not proved"
    if any(match.certainty is not Certainty.CERTAIN for match in found.matches):
        yield "it is called agreed and a match is not certain"
    if found.statement.proof.verdict not in {"proven", "consistent"}:
        yield "it is called agreed and the reading is not proved"
