"""One difference in the reader's words: what it is, in which group it stands, and what we ask the reader to do.

The sentences stand in languages/*.toml under `reason.CODE`: `text_1`, `text_2`, ... from the fullest to the barest. The first whose
placeholders are all known is said, so that a missing fact makes a shorter sentence and never a hole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from daemon.replies.evidence import Evidence
from daemon.replies.language import Language
from daemon.replies.phrases import Speaker, carried_reason, subject_of, values
from rules.model.difference import Difference, Reason


class Group(StrEnum):
    """The groups of a letter, in its order."""

    THEIRS = "theirs"  # what they list that we do not have
    OURS = "ours"  # what we have that they do not list
    AMOUNTS = "amounts"
    TIMING = "timing"
    OTHER = "other"


GROUP_OF = {
    Reason.MISSING_IN_LEDGER: Group.THEIRS,
    Reason.DUPLICATE_STATEMENT: Group.THEIRS,
    Reason.MISSING_ON_STATEMENT: Group.OURS,
    Reason.DUPLICATE_LEDGER: Group.OURS,
    Reason.AMOUNT_TYPO: Group.AMOUNTS,
    Reason.SHORT_PAYMENT: Group.AMOUNTS,
    Reason.OVER_PAYMENT: Group.AMOUNTS,
    Reason.DISCOUNT: Group.AMOUNTS,
    Reason.WITHHOLDING_TAX: Group.AMOUNTS,
    Reason.BANK_FEE: Group.AMOUNTS,
    Reason.FX: Group.AMOUNTS,
    Reason.ROUNDING: Group.AMOUNTS,
    Reason.SIGN_ERROR: Group.AMOUNTS,
    Reason.TIMING_STATEMENT: Group.TIMING,
    Reason.TIMING_LEDGER: Group.TIMING,
    Reason.REFERENCE_ERROR: Group.OTHER,
    Reason.PRIOR_PERIOD: Group.OTHER,
    Reason.OTHER_ACCOUNT: Group.OTHER,
    Reason.DISPUTED: Group.OTHER,
    Reason.UNEXPLAINED: Group.OTHER,
}


_OF_THE_ACCOUNT = frozenset({Reason.PRIOR_PERIOD, Reason.UNEXPLAINED})  # about the whole account, not about a document


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`label` names the difference in a table, `title` its reason alone; `text` says it in sentences, `request` asks.

    An empty `request` asks nothing.
    """

    group: Group
    title: str
    label: str
    text: str
    request: str


def explain(difference: Difference, evidence: Evidence, speaker: Speaker) -> Explanation:
    """Return the difference in words. `Difference.internal` and `.explanation` are for staff and are never read here."""
    words = speaker.words
    theirs, ours = evidence.theirs(difference.lines), evidence.ours(difference.entries)
    reconciliation = evidence.reconciliation
    known = values(
        difference,
        theirs,
        ours,
        openings=(reconciliation.opening_theirs, reconciliation.ledger.opening),
        as_at=reconciliation.ledger.as_of,
        speaker=speaker,
    )
    subject = subject_of(difference, theirs or ours)
    text = words.beginning(words.say(_fullest(words, f"reason.{difference.reason}", known.keys()), **known))
    title = words.say(f"reason.{difference.reason}.title")
    carried = carried_reason(difference)
    name = "" if difference.reason in _OF_THE_ACCOUNT and carried is None else speaker.name(subject)
    request = _request_key(words, carried or difference.reason, subject.kind, speaker)
    told = difference.facts.get("first_told")
    if isinstance(told, dt.date) and carried is None:
        text = words.sentences(text, words.say("known.again", told_on=words.date(told)))
    return Explanation(
        group=GROUP_OF[difference.reason],
        title=words.beginning(title),
        label=words.beginning(words.say("format.label", document=name, reason=title) if name else title),
        text=text if difference.certain else words.sentences(text, words.say("uncertain.reason")),
        request=words.say(request, this=known["this"]) if request else "",
    )


def _fullest(words: Language, reason: str, known: Collection[str]) -> str:
    number = 1
    while words.has(key := f"{reason}.text_{number}"):
        if words.needs(key) <= set(known):
            return key
        number += 1
    message = f"{words.code}.toml: no sentence under {reason} can do with the facts {sorted(known)}"
    raise KeyError(message)


def _request_key(words: Language, reason: Reason, kind: str, speaker: Speaker) -> str:
    """Return the key of what is asked: the closest of role and kind; "" where the reader need do nothing."""
    role = speaker.perspective.role
    keys = (f"request.{side}.{reason}.{which}" for which in (kind, "other") for side in (role, "any"))
    return next((key for key in keys if words.has(key)), "")
