"""Documents and amounts as phrases: "invoice INV-7 of 3 March 2026 for USD 100.00", whatever of it is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from daemon.replies.evidence import Item
from daemon.replies.language import Language
from daemon.replies.perspective import Perspective, owed
from daemon.replies.safe_text import unlinked
from parsers.references import normal_form
from rules.model.difference import Difference, Fact, Reason

KINDS = ("invoice", "credit_note", "payment", "journal", "other")
_NAMED = 4  # references named in one sentence; the workbook has the others


@dataclass(frozen=True, slots=True)
class Subject:
    """What a difference is about: one document, or several of one side together."""

    kind: str
    reference: str
    date: date | None
    references: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts documents and amounts into one reader's words."""

    perspective: Perspective
    words: Language
    currency: str | None

    def size(self, amount: Decimal) -> str:
        """Return an amount without its sign."""
        return self.words.amount(abs(amount), self.currency)

    def favour(self, amount: Decimal) -> str:
        """Return an amount with the words who owes it."""
        return self.words.say(f"favour.{owed(amount)}", amount=self.size(amount))

    def document_amount(self, kind: str, amount: Decimal) -> str:
        """Return the amount of a document: its size where the kind tells the side, else with the words who owes it."""
        return self.size(amount) if self.perspective.natural(kind, amount) else self.favour(amount)

    def balance(self, amount: Decimal) -> str:
        """Return a balance: its size where it is on the usual side, else with the words who owes it."""
        return self.size(amount) if self.perspective.shown(amount) >= 0 else self.favour(amount)

    def document(self, subject: Subject, amount: str = "") -> str:
        """Return the phrase for a document, with its amount where one is given."""
        if subject.count > 1:
            return self._documents(subject, amount)
        known = [
            name for name, there in (("ref", subject.reference), ("date", subject.date), ("amount", amount)) if there
        ]
        return self.words.say(
            f"document.{'_'.join(known) or 'bare'}",
            kind=self.words.say(f"kind.{subject.kind}.name"),
            a_kind=self.words.say(f"kind.{subject.kind}.one"),
            reference=subject.reference,
            date=self.words.date(subject.date) if subject.date else "",
            amount=amount,
        )

    def _documents(self, subject: Subject, amount: str) -> str:
        named = [*subject.references[:_NAMED], *(["…"] if len(subject.references) > _NAMED else [])]
        known = [name for name, there in (("ref", named), ("amount", amount)) if there]
        return self.words.say(
            f"documents.{'_'.join(known) or 'bare'}",
            kinds=self.words.count(f"kind.{subject.kind}.many", subject.count),
            references=self.words.words["format.comma"].join(named),
            amount=amount,
        )

    def this(self, subject: Subject) -> str:
        """Return the shortest phrase that still says which document is meant: "invoice INV-7", "this invoice"."""
        if subject.count > 1:
            return self.words.say(f"kind.{subject.kind}.these")
        if subject.reference:
            return self.words.say(
                "document.ref", kind=self.words.say(f"kind.{subject.kind}.name"), reference=subject.reference
            )
        return self.words.say(f"kind.{subject.kind}.this")

    def name(self, subject: Subject) -> str:
        """Return what names the document in a table: "INV-7", "payment of 3 March 2026", or "" where nothing does."""
        if subject.count > 1:
            return self.words.count(f"kind.{subject.kind}.many", subject.count)
        if subject.reference:
            return self.this(subject)
        return self.document(subject) if subject.date else ""


def subject_of(difference: Difference, items: Sequence[Item]) -> Subject:
    """Return what the difference is about. The facts' names come first: they are chosen for the reader."""
    facts = difference.facts
    kind = _kind(facts, items)
    reference = _text(facts, "reference") or next((unlinked(item.reference) for item in items if item.reference), "")
    day = facts.get("date")
    if len(items) > 1:
        references = tuple(dict.fromkeys(unlinked(item.reference) for item in items if item.reference))
        return Subject(kind=kind, reference=reference, date=None, references=references, count=len(items))
    if not isinstance(day, date):
        day = next((item.date for item in items if item.date), None)
    return Subject(kind=kind, reference=reference, date=day)


def carried_reason(difference: Difference) -> Reason | None:
    """Return the reason that an item had when it was told, where it is now one of those that the opening balances carry."""
    fact = difference.facts.get("carried")
    if not isinstance(fact, str) or difference.reason is not Reason.PRIOR_PERIOD or fact not in set(Reason):
        return None
    return Reason(fact)


def values(
    difference: Difference,
    theirs: Sequence[Item],
    ours: Sequence[Item],
    *,
    openings: tuple[Decimal | None, Decimal],
    as_at: date | None,
    speaker: Speaker,
) -> Mapping[str, str]:
    """Return all that sentences about this difference may use: placeholders -> phrases. `item`, `document`, `this` and `amount` are
    always there; the two sides' amounts only where they do subtract to the difference.
    """
    subject = subject_of(difference, theirs or ours)
    references = {
        "their_reference": _text(difference.facts, "their_reference") or _only(theirs),
        "our_reference": _text(difference.facts, "our_reference") or _only(ours),
    }
    found = {
        "document": speaker.document(_named_by_both(subject, theirs, ours, speaker)),
        "item": speaker.document(
            subject, speaker.document_amount(subject.kind, _item_amount(difference, theirs, ours))
        ),
        "this": speaker.this(subject),
        "amount": speaker.size(difference.amount),
    }
    sides = _sides(difference, theirs, ours, openings)
    if sides is not None:
        found |= _both(sides, subject, difference.reason, speaker)
    found |= {name: text for name, text in references.items() if text}
    later = [item.date for item in ours if item.date and as_at and item.date > as_at]
    if later:  # our date explains something only where it is after the day of the comparison
        found["our_later_date"] = speaker.words.date(max(later))
    if as_at:
        found["as_at"] = speaker.words.date(as_at)
    told = difference.facts.get("first_told")
    if isinstance(told, date) and carried_reason(difference) is not None:
        found["carried_on"] = speaker.words.date(told)
    rate = difference.facts.get("rate")
    if isinstance(rate, Decimal) and 0 < rate < 1:
        found["rate"] = speaker.words.rate(rate)
    return found


def _named_by_both(subject: Subject, theirs: Sequence[Item], ours: Sequence[Item], speaker: Speaker) -> Subject:
    """Return the subject with both sides' numbers where they are not the same: each reader finds it by its own."""
    one, other = _only(theirs), _only(ours)
    if not one or not other or normal_form(one) == normal_form(other):
        return subject
    return replace(subject, reference=speaker.words.say("format.both_references", theirs=one, ours=other))


def _item_amount(difference: Difference, theirs: Sequence[Item], ours: Sequence[Item]) -> Decimal:
    """Return the amount of the document itself: as they list it, else as we have it, else what is left of it."""
    if theirs or ours:
        return sum((item.amount for item in theirs or ours), Decimal(0))
    return -difference.amount if difference.entries else difference.amount


def _sides(
    difference: Difference, theirs: Sequence[Item], ours: Sequence[Item], openings: tuple[Decimal | None, Decimal]
) -> tuple[Decimal, Decimal] | None:
    facts = difference.facts
    candidates: list[tuple[Fact | None, Fact | None]] = [(facts.get("theirs"), facts.get("ours"))]
    if theirs and ours:
        total = sum((item.amount for item in theirs), Decimal(0)), sum((item.amount for item in ours), Decimal(0))
        candidates.append(total)
    if difference.reason is Reason.PRIOR_PERIOD:
        candidates.append(openings)
    for left, right in candidates:
        if isinstance(left, Decimal) and isinstance(right, Decimal) and left - right == difference.amount:
            return left, right
    return None


def _both(sides: tuple[Decimal, Decimal], subject: Subject, reason: Reason, speaker: Speaker) -> dict[str, str]:
    theirs, ours = sides
    if reason is Reason.PRIOR_PERIOD:
        shown = speaker.balance(theirs), speaker.balance(ours)
    elif all(speaker.perspective.natural(subject.kind, side) for side in sides):
        shown = speaker.size(theirs), speaker.size(ours)
    else:
        shown = speaker.favour(theirs), speaker.favour(ours)
    found = {"theirs": shown[0], "ours": shown[1]}
    if abs(theirs) != abs(ours) and owed(theirs) is owed(ours):
        which = "less" if abs(ours) < abs(theirs) else "more"
        found["comparison"] = speaker.words.say(f"comparison.{which}", amount=speaker.size(theirs - ours))
    return found


def _only(items: Sequence[Item]) -> str:
    return unlinked(items[0].reference) if len(items) == 1 else ""


def _kind(facts: Mapping[str, Fact], items: Sequence[Item]) -> str:
    kinds = {item.kind for item in items} - {"other"}
    if len(kinds) == 1:
        return kinds.pop()
    fact = facts.get("kind")
    return fact if isinstance(fact, str) and fact in KINDS and len(kinds) < 2 else "other"


def _text(facts: Mapping[str, Fact], name: str) -> str:
    fact = facts.get(name)
    return unlinked(fact) if isinstance(fact, str) else ""
