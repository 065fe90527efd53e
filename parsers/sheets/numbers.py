"""A workbook's numbers are binary floats; this says which decimal number was meant, and when that cannot be said."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

_FIFTEEN = Context(prec=15)
_LARGEST = Decimal(10) ** 15
_SMALLEST = -24  # power of ten
_PLAIN = Context(prec=40)


def count_written(text: str | None, otherwise: int, *, digits: int = 8) -> int:
    """Return a count, an index or an identifier as a file's markup writes it; `otherwise` where none or nothing sensible stands there."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= digits else otherwise


def exact_number(written: str) -> Decimal | None:
    """Return the number with at most 15 significant digits that `written` (as in the file, or `repr` of a float) stands for.

    Binary noise goes (1234.5600000000001 is 1234.56, 0.30000000000000004 is 0.3). None where the file cannot carry the number
    exactly (10**15 and more: long identifiers stored as numbers), where no finite number is written, and where it is smaller than
    any sum's noise: such a number comes from damaged bytes.
    """
    try:
        raw = Decimal(written)
    except InvalidOperation:
        return None
    if not raw.is_finite() or abs(raw) >= _LARGEST or (raw and raw.adjusted() < _SMALLEST):
        return None
    number = _FIFTEEN.create_decimal(raw)
    if abs(number) >= _LARGEST:
        return None
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """Return the number without exponent, trailing zeros or negative zero."""
    if not number:
        return Decimal(0)
    short = number.normalize(_PLAIN)
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1), context=_PLAIN) if isinstance(exponent, int) and exponent > 0 else short


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Return the number as a sheet shows it with so many decimals (halves away from zero)."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_PLAIN)
