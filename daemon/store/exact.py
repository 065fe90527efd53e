"""Decimal to integer and scale and back, without losing a digit: 12.30 is (1230, 2)."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact

LARGEST = 2**63 - 1
SMALLEST_SCALE = 18
EXACT = Context(prec=60, traps=[Inexact])


class NotExact(Exception):
    """The amount has more digits than the store keeps."""


def pack(amount: Decimal) -> tuple[int, int]:
    """Return (integer, scale), amount = integer / 10**scale. Raises `NotExact` beyond 18 digits or for NaN."""
    if not amount.is_finite():
        raise NotExact(f"{amount} is no amount.")
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int)
    scale = max(0, -exponent)
    if scale > SMALLEST_SCALE or amount.adjusted() > SMALLEST_SCALE:
        raise NotExact(f"{amount} has more digits than can be kept exactly.")
    number = int(amount.scaleb(scale, EXACT))
    if abs(number) > LARGEST:
        raise NotExact(f"{amount} has more digits than can be kept exactly.")
    return number, scale


def unpack(number: int, scale: int) -> Decimal:
    """Return the very amount that was packed, with as many decimals."""
    return Decimal(number).scaleb(-scale, EXACT)
