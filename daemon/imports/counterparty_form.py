"""What staff may change of a counterparty between two imports of the list, as text in the fields of a form."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from daemon.replies.language import languages
from parsers.currencies import currency_code
from parsers.ledgers.agreed_terms import NONE, TermRefused, days, pairs, rate, rates, several
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.mail_identity import address_of
from parsers.references import normal_form

FIELDS = (
    *("addresses", "language", "currency", "tolerance", "amount_limit", "bank_fee", "discount_rates"),
    *("withholding_rates", "withholding_names", "fx_tolerance", "cutoff_days", "disputed", "reference_map"),
)
_LARGEST = Decimal(10) ** 15
_LONGEST_FACT = 2_000


class FieldRefused(Exception):
    """What stands in a field cannot be taken. `field` is its name, `taken_by` who has the address already ("" where that is not it)."""

    def __init__(self, field: str, taken_by: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.taken_by = taken_by


def texts_of(found: Counterparty) -> dict[str, str]:
    """Return each field as a person would write it; "" stands for the default."""
    return {
        "addresses": "\n".join(found.addresses),
        "language": found.language,
        "currency": found.currency or "",
        "tolerance": _amount_text(found.tolerance),
        "amount_limit": _amount_text(found.amount_limit),
        "bank_fee": _amount_text(found.bank_fee),
        "discount_rates": _rates_text(found.discount_rates),
        "withholding_rates": _rates_text(found.withholding_rates),
        "withholding_names": "; ".join(found.withholding_names),
        "fx_tolerance": "" if found.fx_tolerance is None else _rates_text((found.fx_tolerance,)),
        "cutoff_days": "" if found.cutoff_days is None else str(found.cutoff_days),
        "disputed": "\n".join(found.disputed),
        "reference_map": "\n".join(f"{theirs} = {ours}" for theirs, ours in found.reference_map),
    }


def stands_as(found: Counterparty) -> str:
    """Return what tells whether somebody else changed any of the fields meanwhile."""
    return hashlib.sha256(repr(texts_of(found)).encode()).hexdigest()[:24]


def changed_by(found: Counterparty, texts: Mapping[str, str], owners: Callable[[str], Sequence[str]]) -> Counterparty:
    """Return the counterparty with what the fields say. `owners` tells whose codes have an address on file. Raises `FieldRefused`."""
    own = texts_of(found)
    values: dict[str, object] = {}
    for field in FIELDS:
        text = texts[field].strip()
        if text == own[field].strip():
            continue  # what nobody touched stays to the last digit
        try:
            values[field] = _addresses(text, found, owners) if field == "addresses" else _READ[field](text)
        except (TermRefused, InvalidOperation):
            raise FieldRefused(field) from None
    return replace(found, **values)  # type: ignore[arg-type]


def told(before: Counterparty, after: Counterparty) -> dict[str, str]:
    """Return for the audit what every changed field says now, and what it said."""
    was, said = texts_of(before), texts_of(after)
    changed = [field for field in FIELDS if was[field] != said[field]]
    now = {field: said[field].replace("\n", "; ")[:_LONGEST_FACT] for field in changed}
    return {**now, **{f"{field}_before": was[field].replace("\n", "; ")[:_LONGEST_FACT] for field in changed}}


def _addresses(text: str, found: Counterparty, owners: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    addresses: dict[str, None] = {}
    for line in text.replace(",", "\n").replace(";", "\n").splitlines():
        if not line.strip():
            continue
        address = address_of(line.strip())
        if address is None:
            raise FieldRefused("addresses")
        others = [code for code in owners(address) if code != found.code]
        if others:
            raise FieldRefused("addresses", others[0])
        addresses[address] = None
    return tuple(addresses)


def _language(text: str) -> str:
    if text and text not in languages():
        raise TermRefused(text)
    return text


def _currency(text: str) -> str | None:
    code = currency_code(text) if text else None
    if text and code is None:
        raise TermRefused(text)
    return code


def _amount(text: str) -> Decimal | None:
    """Return an amount written plainly, since a thousands separator here could be a decimal comma."""
    if not text:
        return None
    amount = Decimal(text) if text.isascii() else Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < _LARGEST or "_" in text:
        raise TermRefused(text)
    return amount


def _rate(text: str) -> Decimal | None:
    return rate(text) if text else None


def _names(text: str) -> tuple[str, ...]:
    return () if text.casefold() in NONE else several(text)


def _documents(text: str) -> tuple[str, ...]:
    numbers = several(text)
    if not all(normal_form(number) for number in numbers):
        raise TermRefused(text)
    return tuple({normal_form(number): number for number in numbers}.values())


def _amount_text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def _rates_text(found: Sequence[Decimal] | None) -> str:
    if found is None:
        return ""
    return "; ".join(f"{(each * 100).normalize():f}%" for each in found) or NONE[0]


_READ: Mapping[str, Callable[[str], object]] = {
    "language": _language,
    "currency": _currency,
    "tolerance": _amount,
    "amount_limit": _amount,
    "bank_fee": _amount,
    "discount_rates": rates,
    "withholding_rates": rates,
    "withholding_names": _names,
    "fx_tolerance": _rate,
    "cutoff_days": days,
    "disputed": _documents,
    "reference_map": pairs,
}
