"""What is still open with a counterparty: the differences that the newest statement of each account showed, each with its age."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from daemon.store import Store, forms
from daemon.store.findings import RECONCILIATION
from daemon.store.parties import LatestCase


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDifference:
    """One difference. `amount` is statement - ledger in our sign; `since` the day of its document, or of the statement."""

    case: int
    account: str
    reason: str
    amount: Decimal
    currency: str
    reference: str
    since: dt.date | None
    explanation: str

    def age(self, today: dt.date) -> int | None:
        """Return for how many days it stands; None where no day is known."""
        return None if self.since is None else max(0, (today - self.since).days)


def open_differences(store: Store, latest: Sequence[LatestCase], tx: Connection) -> tuple[OpenDifference, ...]:
    """Return the differences of these cases, the oldest first."""
    found = [each for one in latest for each in _of(store, one, tx)]
    return tuple(sorted(found, key=lambda each: (each.since or dt.date.max, -abs(each.amount))))


def _of(store: Store, one: LatestCase, tx: Connection) -> list[OpenDifference]:
    content = store.cases.finding(one.case.id, RECONCILIATION, tx)
    if content is None or not one.figures.differences:
        return []
    found = []
    for difference in forms.read_reconciliation(content).differences:
        since = difference.facts.get("first_told") or difference.facts.get("date")
        found.append(
            OpenDifference(
                case=one.case.id,
                account=one.case.account,
                reason=str(difference.reason),
                amount=difference.amount,
                currency=one.figures.currency,
                reference=str(difference.facts.get("reference", "")),
                since=since if isinstance(since, dt.date) else one.figures.statement_date,
                explanation=difference.explanation,
            )
        )
    return found
