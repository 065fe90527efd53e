"""Rows that belong together and do not agree: the type of their gap, found while matching, becomes the reason."""

from __future__ import annotations

from collections.abc import Iterator

from rules.differences.rest import Rest
from rules.model.difference import Difference, Fact, Reason
from rules.model.match import Certainty

_SENTENCES = {
    Reason.AMOUNT_TYPO: "the two amounts look alike, so one may be mistyped",
    Reason.SHORT_PAYMENT: "their amount is smaller than ours",
    Reason.OVER_PAYMENT: "their amount is larger than ours",
    Reason.DISCOUNT: "the gap is a cash discount",
    Reason.WITHHOLDING_TAX: "the gap is a tax withheld",
    Reason.BANK_FEE: "the gap looks like a bank's charge",
    Reason.FX: "the gap looks like another exchange rate",
    Reason.ROUNDING: "a rounding difference",
    Reason.SIGN_ERROR: "it stands on opposite sides of the account",
    Reason.REFERENCE_ERROR: "the amounts agree, the numbers do not",
}


def explain(rest: Rest) -> Iterator[Difference]:
    """Yield one difference for each group whose amounts, or numbers, differ."""
    for group in rest.groups_with_gap():
        if group.gap is None:
            continue
        facts: dict[str, Fact] = {}
        if group.gap.rate is not None:
            facts["rate"] = group.gap.rate
        theirs, ours = (
            rest.pool.money(s.sum(k)) for s, k in ((rest.pool.theirs, group.lines), (rest.pool.ours, group.entries))
        )
        said = _SENTENCES[group.gap.reason]
        if group.gap.reason is Reason.REFERENCE_ERROR:
            known = rest.facts(group.lines, group.entries)
            text = (
                f"They call {known.get('their_reference', '?')} what we call {known.get('our_reference', '?')}: {said}."
            )
        else:
            text = f"{_capital(rest.name(group.lines, group.entries))}: theirs {theirs}, ours {ours}; {said}."
        yield rest.tell(
            group.gap.reason,
            group.lines,
            group.entries,
            text,
            certain=group.certainty is Certainty.CERTAIN,
            facts=facts,
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
