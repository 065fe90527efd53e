"""Printed figures as types: an amount with its place, a sum with its label, and how a statement is built."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from parsers.document import Place


class Form(StrEnum):
    """How the statement is built."""

    BALANCE_FORWARD = "balance-forward"  # opening, movements, closing
    OPEN_ITEM = "open-item"  # unpaid items and their total


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed amount and where it stood. `read_as` is the text on the paper."""

    amount: Decimal
    place: Place | None = None
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A printed sum: column totals, period totals, page carries, ageing buckets. `label` as printed."""

    label: str
    amount: Decimal
    place: Place | None = None
