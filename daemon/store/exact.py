"""Decimal to integer and scale and back, without losing a digit: 12.30 is (1230, 2)."""

from __future__ import annotations

from decimal import Decimal

LARGEST = 2**63 - 1
SMALLEST_SCALE = 18


class NotExact(Exception):
    """The amount has more digits than the store keeps."""


def pack(amount: Decimal) -> tuple[int, int]:
    """Return (integer, scale), amount = integer / 10**scale. Raises `NotExact` beyond 18 digits or for NaN."""
    if not amount.is_finite():
        raise NotExact(f"{amount} is no amount.")
    sign, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int)
    scale = max(0, -exponent)
    if scale > SMALLEST_SCALE or exponent > SMALLEST_SCALE or len(digits) > 2 * SMALLEST_SCALE:
        raise NotExact(f"{amount} has more digits than can be kept exactly.")
    number = int("".join(map(str, digits))) * 10 ** max(0, exponent)
    if number > LARGEST:
        raise NotExact(f"{amount} has more digits than can be kept exactly.")
    return (-number if sign else number), scale


def unpack(number: int, scale: int) -> Decimal:
    """Return the very amount that was packed, with as many decimals."""
    return Decimal(number).scaleb(-scale)
