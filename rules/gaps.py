"""What a gap between two amounts of the same business fact looks like: fee, discount, tax, exchange, a slip of the finger.

Amounts here are integers of the smallest unit kept ("cents"), signed as ours: positive raises what the counterparty owes us.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from parsers.ledgers.entry import Role
from rules.model.difference import Reason
from rules.model.terms import Terms


class Nature(StrEnum):
    """What a line or an entry is. `UNKNOWN` where neither side says."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    UNKNOWN = "other"


@dataclass(frozen=True, slots=True)
class Gap:
    """A typed gap. `chance` says how likely two unrelated amounts show this pattern by accident (smaller is surer)."""

    reason: Reason
    chance: Decimal
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The terms in cents, prepared once for a reconciliation."""

    scale: int
    role: Role
    rounding: int
    bank_fee: int
    discount_rates: tuple[Decimal, ...]
    withholding_rates: tuple[Decimal, ...]
    fx_tolerance: Decimal
    foreign: bool = False  # the two sides keep different currencies, or one names another
    tax_names: tuple[str, ...] = ()  # in lower case

    @classmethod
    def of(cls, terms: Terms, scale: int, role: Role, *, foreign: bool = False) -> Yardstick:
        return cls(
            scale=scale,
            role=role,
            rounding=int(terms.rounding * scale),
            bank_fee=int(terms.bank_fee * scale),
            discount_rates=terms.discount_rates,
            withholding_rates=terms.withholding_rates,
            fx_tolerance=terms.fx_tolerance,
            foreign=foreign,
            tax_names=tuple(name.casefold() for name in terms.withholding_names if name.strip()),
        )


_FX_WORDS = re.compile(
    r"\b(?:fx|forex|exchange|exch\.?|currency|rate diff)\b|汇兑|匯兌|汇率|匯率|wechselkurs|kursdifferenz", re.IGNORECASE
)
_DISCOUNT_WORDS = re.compile(r"discount|skonto|escompte|折扣|现金折|折让", re.IGNORECASE)
_TAX_WORDS = re.compile(r"withh|\bwht\b|\btds\b|quellensteuer|retenue|代扣|预扣|預扣|扣缴|代缴", re.IGNORECASE)
_TAX_NAMES = re.compile(r"\bwht\b|\btds\b|\btax\b|steuer|retenue|代扣|预扣|預扣|扣缴|代缴", re.IGNORECASE)
_FEE_WORDS = re.compile(
    r"\b(?:bank|wire|transfer|handling|service)\s+(?:fee|charge|cost)s?|\bcharges?\b|bankgeb|spesen|frais|手续费|手續費|银行费",
    re.IGNORECASE,
)
_LATE = re.compile(  # what a supplier charges for being paid late
    r"\b(?:late|overdue|default|arrears?|penalty|dunning|reminder)\s+(?:payment\s+)?(?:fee|charge|cost|interest)s?\b|\binterest on (?:arrears|late|overdue)"
    r"|\blate[- ]payment penalt|mahn(?:geb|spesen)|verzugszins|p[ée]nalit[ée]s? de retard|frais de retard|intérêts? de retard"
    r"|recargo por mora|滞纳金|滯納金|逾期(?:利息|费|費|罚息|罰息)|违约金|違約金",
    re.IGNORECASE,
)
_NO_BANK_S = re.compile(  # charges of the supplier itself
    r"\b(?:finance|interest|late(?:\s+payment)?|overdue|penalty|delivery|freight|carriage|fuel|pallet|packing|packaging|shipping|transport"
    r"|restocking|storage|rental|hire|call-?out|frais\s+de\s+(?:port|retard))\s+(?:fee|charge|cost)s?\b"
    r"|frais\s+de\s+(?:port|transport|livraison|retard)|(?:mahn|versand)spesen",
    re.IGNORECASE,
)
_RETENTION_WORDS = re.compile(
    r"\bretention\b|\bretained\b|sicherheitseinbehalt|einbehalt|retenue de garantie|质保金|保留金|質保金", re.IGNORECASE
)


def of_words(text: str, tax_names: Sequence[str] = ()) -> Reason | None:
    """Return the reason that a description names outright, None where it names none. `tax_names` are in lower case."""
    if tax_names and any(_stands_in(name, text.casefold()) for name in tax_names):
        return Reason.WITHHOLDING_TAX
    if _RETENTION_WORDS.search(text):
        return None  # held back until the work is accepted: neither a tax nor a discount, whatever its rate
    if _FEE_WORDS.search(_NO_BANK_S.sub(" ", text)):
        return Reason.BANK_FEE
    if _TAX_WORDS.search(text):
        return None if _late_fee(text) else Reason.WITHHOLDING_TAX
    if _DISCOUNT_WORDS.search(text):
        return Reason.DISCOUNT
    return Reason.FX if _FX_WORDS.search(text) else None


def _late_fee(text: str) -> bool:
    """Whether the words name a charge for being late, and no tax by its own name: at a tax's rate it is none, nor a bank's charge."""
    return bool(_LATE.search(text)) and not _TAX_NAMES.search(text)


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as words of its own; Chinese has no blanks to tell words by."""
    at = text.find(name)
    while at >= 0:
        around = text[at - 1 : at] + name[:1], name[-1:] + text[at + len(name) : at + len(name) + 1]
        if not any(len(two) == 2 and two.isascii() and two.isalnum() for two in around):
            return True
        at = text.find(name, at + 1)
    return False


def typed(theirs: int, ours: int, nature: Nature, yardstick: Yardstick, text: str = "") -> Gap | None:
    """Return the pattern of the gap between two unequal amounts, None where it has none."""
    if theirs == ours:
        return None
    if theirs == -ours:
        return Gap(Reason.SIGN_ERROR, Decimal("0.00001"))
    if (theirs > 0) != (ours > 0) or not theirs or not ours:
        return None
    large, small = max(abs(theirs), abs(ours)), min(abs(theirs), abs(ours))
    if large - small <= yardstick.rounding:
        return Gap(Reason.ROUNDING, Decimal("0.0001"))
    if text and 5 * small >= 4 * large and (_RETENTION_WORDS.search(text) or _late_fee(text)):
        return Gap(leftover(theirs, ours).reason, Decimal("0.01"))
    return (
        _by_words(large, small, nature, yardstick, text)
        or (_exchange(large, small, nature, yardstick) if yardstick.foreign else None)
        or (_swapped(large, small) if nature is not Nature.PAYMENT else None)
        or _by_rate(theirs, ours, nature, yardstick)
        or _fee(theirs, ours, nature, yardstick, usual=True)
        or _swapped(large, small)
        or _round_part(large, small, theirs, nature, yardstick)
        or _slip(large, small)
        or _fee(theirs, ours, nature, yardstick, usual=False)
        or _exchange(large, small, nature, yardstick)
    )


def _by_words(large: int, small: int, nature: Nature, yardstick: Yardstick, text: str) -> Gap | None:
    share = Decimal(large - small) / large
    if not text or (
        large - small > yardstick.bank_fee * 2
        and share > max(*yardstick.discount_rates, *yardstick.withholding_rates, yardstick.fx_tolerance, Decimal(0)) * 2
    ):
        return None  # whatever the words say, so wide a gap is none of these
    named = of_words(text, yardstick.tax_names)
    if named is Reason.DISCOUNT and share <= max(yardstick.discount_rates, default=Decimal(0)) * 2:
        return Gap(Reason.DISCOUNT, Decimal("0.01"), share.quantize(Decimal("0.0001")))
    if named is Reason.WITHHOLDING_TAX and share <= max(yardstick.withholding_rates, default=Decimal(0)):
        return Gap(Reason.WITHHOLDING_TAX, Decimal("0.01"), share.quantize(Decimal("0.0001")))
    if named is Reason.FX and share <= yardstick.fx_tolerance * 2:
        return Gap(Reason.FX, Decimal("0.02"))
    if named is Reason.BANK_FEE and large - small <= yardstick.bank_fee * 2 and nature is not Nature.INVOICE:
        return Gap(Reason.BANK_FEE, Decimal("0.01"))
    return None


def _by_rate(theirs: int, ours: int, nature: Nature, yardstick: Yardstick) -> Gap | None:
    """A discount or a withheld tax is a whole rate of the larger amount, rounded to the cent.

    Who deducts books the whole as settled, so the payer's amount is the larger one. The other way round a round gap at a rate
    that serves for both (5 %) is rather a payment that fell short.
    """
    large, small = max(abs(theirs), abs(ours)), min(abs(theirs), abs(ours))
    gap = large - small
    if nature is Nature.CREDIT_NOTE:
        return None
    payer_is_larger = (abs(theirs) > abs(ours)) == (yardstick.role is Role.CUSTOMER)
    for reason, rates in (
        (Reason.DISCOUNT, yardstick.discount_rates),
        (Reason.WITHHOLDING_TAX, yardstick.withholding_rates),
    ):
        if gap - 1 > large * max(rates, default=Decimal(0)):
            continue
        for rate in rates:
            over, under = rate.as_integer_ratio()
            if abs(gap * under - large * over) >= under:
                continue  # not the rate, rounded to the cent either way
            either = rate in yardstick.discount_rates and rate in yardstick.withholding_rates
            if either and nature is Nature.PAYMENT and not payer_is_larger and gap % (10 * yardstick.scale) == 0:
                continue
            return Gap(reason, Decimal("0.0005"), rate)
    return None


def _fee(theirs: int, ours: int, nature: Nature, yardstick: Yardstick, *, usual: bool) -> Gap | None:
    """Banks charge 15.00 or 7.50, seldom 13.37 and hardly ever 0.20: what is unusual comes after other patterns.

    What a bank takes never reaches the payee; the other way round only a usual small charge is believed.
    """
    gap = abs(abs(theirs) - abs(ours))
    if nature in {Nature.INVOICE, Nature.CREDIT_NOTE} or gap > yardstick.bank_fee:
        return None
    payer_is_larger = (abs(theirs) > abs(ours)) == (yardstick.role is Role.CUSTOMER)
    if usual:
        half = max(1, yardstick.scale // 2)
        if gap % half or gap < 10 * half or (not payer_is_larger and gap * 3 > yardstick.bank_fee * 2):
            return None
        return Gap(Reason.BANK_FEE, Decimal("0.01"))
    return Gap(Reason.BANK_FEE, Decimal("0.03")) if payer_is_larger else None


def _round_part(large: int, small: int, theirs: int, nature: Nature, yardstick: Yardstick) -> Gap | None:
    """A payment that is short or over by a round amount was paid so; a wrong digit would make the same gap more rarely."""
    gap = large - small
    if nature is not Nature.PAYMENT or gap % (10 * yardstick.scale) or 2 * gap > large:
        return None
    return Gap(Reason.SHORT_PAYMENT if abs(theirs) == small else Reason.OVER_PAYMENT, Decimal("0.02"))


def _swapped(large: int, small: int) -> Gap | None:
    one, other = str(large), str(small)
    if len(one) != len(other):
        return None
    at = [k for k, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(at) == 2 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]:
        return Gap(Reason.AMOUNT_TYPO, Decimal("0.0002") if at[1] == at[0] + 1 else Decimal("0.001"))
    return None


def _slip(large: int, small: int) -> Gap | None:
    """One digit wrong, one digit lost or doubled, or the decimal point shifted."""
    if small and any(large == small * factor for factor in (10, 100, 1000)):
        return Gap(Reason.AMOUNT_TYPO, Decimal("0.0002"))
    one, other = str(large), str(small)
    if len(one) == len(other):
        if sum(a != b for a, b in zip(one, other, strict=True)) == 1:
            return Gap(Reason.AMOUNT_TYPO, Decimal("0.002"))
        return None
    if len(one) == len(other) + 1 and len(other) >= 3 and any(one[:k] + one[k + 1 :] == other for k in range(len(one))):
        return Gap(Reason.AMOUNT_TYPO, Decimal("0.002"))
    return None


def _exchange(large: int, small: int, nature: Nature, yardstick: Yardstick) -> Gap | None:
    gap = large - small
    if gap > yardstick.fx_tolerance * large:
        return None
    if yardstick.foreign or (nature is not Nature.INVOICE and gap % yardstick.scale):
        return Gap(Reason.FX, Decimal("0.05"))
    return None


def leftover(theirs: int, ours: int) -> Gap:
    """Return the reason for a gap of one document that shows no pattern: less or more than we have."""
    return Gap(Reason.SHORT_PAYMENT if abs(theirs) < abs(ours) else Reason.OVER_PAYMENT, Decimal(1))
