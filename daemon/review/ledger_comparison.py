"""An export beside the version that counts: which accounts would come and go, whose balance would move, and what strikes the eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from daemon.imports.ledger import LedgerPreview
from daemon.store.books import AccountBalance
from daemon.store.ledgers import LedgerVersion

_FEWER = 2  # half as many entries as before are suspicious


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """One account in one currency; None where it is not there before or after."""

    account: str
    currency: str
    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def moved(self) -> Decimal:
        return (self.after or Decimal(0)) - (self.before or Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`totals` are (currency, before, after); `moved` the accounts whose balance differs, the largest movement first."""

    totals: tuple[tuple[str, Decimal | None, Decimal | None], ...]
    new: tuple[AccountChange, ...]
    gone: tuple[AccountChange, ...]
    moved: tuple[AccountChange, ...]
    same: int
    doubts: tuple[str, ...]


def comparison(preview: LedgerPreview, version: LedgerVersion | None, before: Sequence[AccountBalance]) -> Comparison:
    """Lay what an export would bring beside the version that counts (None: nothing was imported yet).

    `doubts` are the keys of the words that warn: same_file, older, fewer, empty, gone.
    """
    old = {(each.account, each.currency): each for each in before}
    keys = sorted({*old, *preview.accounts})
    changes = [_change(key, old.get(key), preview) for key in keys]
    totals_before: dict[str, Decimal] = {}
    for each in before:
        totals_before[each.currency] = totals_before.get(each.currency, Decimal(0)) + each.balance
    totals_after = preview.totals
    moved = [each for each in changes if each.before is not None and each.after is not None and each.moved]
    new = tuple(each for each in changes if each.before is None)
    gone = tuple(each for each in changes if each.after is None)
    return Comparison(
        totals=tuple(
            (currency, totals_before.get(currency), totals_after.get(currency))
            for currency in sorted({*totals_before, *totals_after})
        ),
        new=new,
        gone=gone,
        moved=tuple(sorted(moved, key=lambda each: -abs(each.moved))),
        same=len(changes) - len(new) - len(gone) - len(moved),
        doubts=(*_doubts(preview, version), *(("gone",) if gone else ())),
    )


def _change(key: tuple[str, str], old: AccountBalance | None, preview: LedgerPreview) -> AccountChange:
    found = preview.accounts.get(key)
    return AccountChange(
        account=key[0],
        currency=key[1],
        name=(found.name if found is not None else "") or (old.name if old is not None else ""),
        before=None if old is None else old.balance,
        after=None if found is None else found.balance,
    )


def _doubts(preview: LedgerPreview, version: LedgerVersion | None) -> list[str]:
    found = []
    if not preview.entries:
        found.append("empty")
    if version is None:
        return found
    if version.sha256 == preview.sha256:
        found.append("same_file")
    if version.as_of is not None and preview.as_of is not None and preview.as_of < version.as_of:
        found.append("older")
    if 0 < preview.entries * _FEWER < version.entries:
        found.append("fewer")
    return found
