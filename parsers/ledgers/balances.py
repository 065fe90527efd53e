"""The running balance of an export, where it prints one, must follow from its rows; it also tells what the export leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

Hypothesis = tuple[int, bool]
"""(sign of the printed balance against debit - credit, whether rows run from the oldest to the newest)."""

_ALL: tuple[Hypothesis, ...] = tuple(product((1, -1), (True, False)))


@dataclass(slots=True)
class _Chain:
    """One account in one currency."""

    row: int
    balance: Decimal
    movement: Decimal
    first_balance: Decimal
    first_movement: Decimal
    last_row: int
    unprinted: Decimal = Decimal(0)  # movements since, whose rows print no balance
    opening: Decimal | None = None


class BalanceContradicted(Exception):
    """A printed balance does not follow from the rows, in either order and either sign."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


class Balances:
    """Follows the printed balances of many accounts at once; what one account proves of sign and order holds for the file.

    `signed` says that a direction column gives the balance's side, so its sign is known.
    """

    def __init__(self, *, signed: bool) -> None:
        self._chains: dict[tuple[str, str | None], _Chain] = {}
        self._leading: dict[tuple[str, str | None], Decimal] = {}
        self._left: tuple[Hypothesis, ...] = tuple(item for item in _ALL if item[0] == 1 or not signed)

    @property
    def sign(self) -> int | None:
        """Return the sign that turns a printed balance into debit - credit, None while both are possible."""
        signs = {sign for sign, _ in self._left}
        return signs.pop() if len(signs) == 1 else None

    def open(self, key: tuple[str, str | None], row: int, balance: Decimal) -> None:
        """Note a printed opening balance: before the account's first row, behind its last in a newest-first list, or once more
        for each period, where it must be what the rows come to. Raises BalanceContradicted.
        """
        chain = self._chains.get(key)
        if chain is None:
            self._chains[key] = _Chain(row, balance, Decimal(0), balance, Decimal(0), row, opening=balance)
            return
        self.post(key, row, Decimal(0), balance)
        chain.opening = chain.opening if chain.opening is not None else balance

    def post(self, key: tuple[str, str | None], row: int, movement: Decimal, balance: Decimal | None) -> None:
        """Note a row's movement (debit - credit) and its printed balance, if any. Raises BalanceContradicted."""
        chain = self._chains.get(key)
        if balance is None:
            if chain is None:
                self._leading[key] = self._leading.get(key, Decimal(0)) + movement
            else:
                chain.unprinted += movement
            return
        if chain is None:
            whole = self._leading.get(key, Decimal(0)) + movement
            self._chains[key] = _Chain(row, balance, movement, balance, whole, row)
            return
        oldest, newest = chain.unprinted + movement, -(chain.movement + chain.unprinted)
        left = tuple(
            (sign, oldest_first)
            for sign, oldest_first in self._left
            if sign * (balance - chain.balance) == (oldest if oldest_first else newest)
        )
        if not left:
            raise BalanceContradicted(
                row,
                f"the balance {balance} does not follow from the balance {chain.balance} in row {chain.last_row} and the "
                f"movement {oldest} since",
            )
        self._left = left
        chain.balance, chain.movement, chain.last_row, chain.unprinted = balance, movement, row, Decimal(0)

    def openings(self) -> Iterator[tuple[tuple[str, str | None], int, Decimal]]:
        """Yield (account and currency, row, opening as debit - credit) of each account that prints balances.

        Where the rows leave the order or the sign open, accounts without an opening row are taken to begin at zero if that fits
        them all. Raises BalanceContradicted where an opening balance could still be two amounts.
        """
        from_zero = tuple(
            hypothesis
            for hypothesis in self._left
            if all(chain.opening is not None or not _opening(chain, hypothesis) for chain in self._chains.values())
        )
        left = from_zero or self._left
        for key, chain in self._chains.items():
            possible = {_opening(chain, hypothesis) for hypothesis in left}
            if len(possible) > 1:
                raise BalanceContradicted(
                    chain.row,
                    f"the opening balance of account {key[0]} cannot be told from its printed balances; export it with debit and credit",
                )
            yield key, chain.row, possible.pop()


def _opening(chain: _Chain, hypothesis: Hypothesis) -> Decimal:
    sign, oldest_first = hypothesis
    if oldest_first:
        return sign * chain.first_balance - chain.first_movement
    return sign * chain.balance - chain.movement - chain.unprinted
