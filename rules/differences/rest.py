"""What the explanations work on: the pool after matching, and how a difference is put together from rows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parsers.ledgers.entry import LedgerAccount, LedgerEntry
from rules.gaps import Nature
from rules.model.difference import Difference, Fact, Reason
from rules.model.told import ToldDifference
from rules.pool import Group, Pool, likely_nature


@dataclass(slots=True)
class Rest:
    """The pool after matching. `opening_theirs` and `opening_ours` are in our sign; `before` are our entries of earlier periods."""

    pool: Pool
    as_of: date | None
    opening_theirs: Decimal | None
    opening_ours: Decimal
    before: Sequence[LedgerEntry] = ()
    other_accounts: Sequence[LedgerAccount] = ()
    known: Sequence[ToldDifference] = ()  # told before, and still open at the beginning of the period
    opened: bool = True  # our ledger says with what balance it begins

    @property
    def free_lines(self) -> list[int]:
        return self.pool.theirs.ordered()

    @property
    def free_entries(self) -> list[int]:
        return self.pool.ours.ordered()

    def tell(
        self,
        reason: Reason,
        lines: Sequence[int],
        entries: Sequence[int],
        explanation: str,
        *,
        amount: int | None = None,
        certain: bool = True,
        facts: Mapping[str, Fact] | None = None,
        internal: Mapping[str, Fact] | None = None,
    ) -> Difference:
        """Return the difference of these rows and take them out of what is free. `amount` in cents, else theirs less ours."""
        pool = self.pool
        cents = pool.theirs.sum(lines) - pool.ours.sum(entries) if amount is None else amount
        pool.theirs.free.difference_update(lines)
        pool.ours.free.difference_update(entries)
        pool.later.difference_update(entries)
        return Difference(
            amount=pool.money(cents),
            reason=reason,
            lines=tuple(sorted(lines)),
            entries=pool.entry_ids(entries),
            facts={**self.facts(lines, entries), **(facts or {})},
            internal=internal or {},
            explanation=explanation,
            certain=certain,
        )

    def facts(self, lines: Sequence[int], entries: Sequence[int]) -> dict[str, Fact]:
        """Return what is common to all reasons: documents, dates, amounts, kind; only what is known."""
        pool = self.pool
        facts: dict[str, Fact] = {}
        theirs = [reference for k in lines for reference in pool.theirs.references[k][:1]]
        ours = [reference for k in entries for reference in pool.ours.references[k][:1]]
        if theirs or ours:
            facts["reference"] = ", ".join(dict.fromkeys(theirs or ours))
        if theirs:
            facts["their_reference"] = ", ".join(dict.fromkeys(theirs))
        if ours:
            facts["our_reference"] = ", ".join(dict.fromkeys(ours))
        their_dates = [found for k in lines if (found := pool.statement.lines[k].date)]
        our_dates = [pool.entries[k].date for k in entries]
        for key, dates in (("date", their_dates or our_dates), ("their_date", their_dates), ("our_date", our_dates)):
            if dates:
                facts[key] = max(dates)
        due = [found for k in lines if (found := pool.statement.lines[k].due_date)]
        due += [found for k in entries if (found := pool.entries[k].due_date)]
        if due:
            facts["due_date"] = due[0]
        if lines:
            facts["theirs"] = pool.money(pool.theirs.sum(lines))
        if entries:
            facts["ours"] = pool.money(pool.ours.sum(entries))
        if lines and entries:
            facts["gap"] = pool.money(pool.theirs.sum(lines) - pool.ours.sum(entries))
        facts["kind"] = self.kind(lines, entries).value
        if len(lines) + len(entries) > 1:
            facts["count"] = max(len(lines), len(entries))
        return facts

    def kind(self, lines: Sequence[int], entries: Sequence[int]) -> Nature:
        """Return the kind that the rows name; where none does, the one that the sign suggests."""
        pool = self.pool
        named = [pool.theirs.natures[k] for k in lines] + [pool.ours.natures[k] for k in entries]
        known = [nature for nature in named if nature is not Nature.UNKNOWN]
        if known:
            return known[0]
        told = {pool.statement.lines[k].kind for k in lines} | {pool.entries[k].kind for k in entries}
        if told - {None}:
            return Nature.UNKNOWN  # it says itself that it is something else
        if lines:
            return likely_nature(pool.theirs, lines[0], pool.role)
        return likely_nature(pool.ours, entries[0], pool.role) if entries else Nature.UNKNOWN

    def name(self, lines: Sequence[int], entries: Sequence[int]) -> str:
        """Return how a sentence for staff names the rows: kind and number, or kind and date."""
        facts = self.facts(lines, entries)
        kind = str(facts["kind"]).replace("_", " ").replace("other", "item")
        if "reference" in facts:
            return f"{kind} {facts['reference']}"
        return f"{kind} of {facts['date']}" if "date" in facts else kind

    def groups_with_gap(self) -> list[Group]:
        return [group for group in self.pool.groups if group.gap is not None]
