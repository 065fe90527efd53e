"""The letter that tells the differences: both balances, the bridge between them, every difference with its reason and what we ask.

Both directions are told, also what speaks against us. A long list is cut in the mail, never in the workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from daemon.replies.envelope import Envelope
from daemon.replies.evidence import Evidence
from daemon.replies.explanations import GROUP_OF, Explanation, Group, explain
from daemon.replies.language import Language
from daemon.replies.letter import Block, Heading, Letter, Pairs, Paragraph, Point, Points, SumRow, Sums
from daemon.replies.perspective import owed
from daemon.replies.phrases import Speaker, subject_of
from daemon.replies.safe_text import plain
from daemon.replies.soundness import demand_differences
from rules.model.difference import Difference, Reason
from rules.model.reconciliation import Reconciliation

STEPS_SHOWN = 12  # more steps than this are summed by reason
SINGLY = 12  # up to so many differences each has its own point; beyond, like ones share a sentence
ALIKE = 4  # from so many on
POINTS_SHOWN = 30


def differences(
    envelope: Envelope, reconciliation: Reconciliation, currency: str | None, attached: Sequence[str] = ()
) -> Letter:
    """Return the letter; `attached` says what lies with it besides the workbook. Raises ReplyRefused where the differences do not lead exactly from our balance to theirs."""
    demand_differences(reconciliation)
    words, ledger, bridge = envelope.words, reconciliation.ledger, reconciliation.bridge
    speaker = envelope.speaker(currency)
    evidence = Evidence(reconciliation)
    explained = [
        (difference, explain(difference, evidence, speaker)) for difference in in_order(reconciliation, evidence)
    ]
    equal = bridge.ours == bridge.theirs
    blocks: list[Block] = [
        Paragraph(
            envelope.thanked("differences.intro_equal" if equal else "differences.intro", reconciliation.statement)
        ),
        Pairs(tuple(_balances(envelope, reconciliation, speaker))),
    ]
    if any(difference.amount for difference, _ in explained):
        blocks += [Heading(words.say("differences.bridge")), _bridge(reconciliation, explained, speaker)]
    blocks += [
        Heading(words.say("differences.explained_equal" if equal else "differences.explained")),
    ]
    told = _told(explained, evidence, speaker)
    blocks += _points(words, told[:POINTS_SHOWN])
    if left := sum(last - first + 1 for first, last, _ in told[POINTS_SHOWN:]):
        blocks.append(Paragraph(words.count("differences.more", left)))
    asked = any(explanation.request for _, explanation in explained)
    blocks += [
        Paragraph(words.say("differences.please" if asked else "differences.nothing_to_do"), strong=asked),
        Paragraph(
            words.sentences(words.say("differences.workbook"), envelope.dated("differences.rests", ledger.as_of))
        ),
        *(Paragraph(text) for text in attached),
    ]
    return envelope.letter(blocks)


def in_order(reconciliation: Reconciliation, evidence: Evidence) -> tuple[Difference, ...]:
    """Return the differences in the order of letter and workbook: by group, reason and kind of document, else as they were found."""
    groups, reasons = list(Group), list(GROUP_OF)

    def rank(one: Difference) -> tuple[int, int, str]:
        return groups.index(GROUP_OF[one.reason]), reasons.index(one.reason), _kind(one, evidence)

    return tuple(sorted(reconciliation.differences, key=rank))


def _kind(difference: Difference, evidence: Evidence) -> str:
    return subject_of(difference, evidence.theirs(difference.lines) or evidence.ours(difference.entries)).kind


def _told(
    explained: list[tuple[Difference, Explanation]], evidence: Evidence, speaker: Speaker
) -> list[tuple[int, int, Explanation]]:
    """Return the points as (first, last, words); the numbers are those of the workbook's list."""
    if len(explained) <= SINGLY:
        return [(number, number, words) for number, (_, words) in enumerate(explained, start=1)]
    told: list[tuple[int, int, Explanation]] = []
    numbered = enumerate(explained, start=1)
    for _, members in groupby(numbered, key=lambda one: _likeness(one[1][0], evidence)):
        alike = list(members)
        if len(alike) < ALIKE:
            told += [(number, number, words) for number, (_, words) in alike]
        else:
            together = explain(_together([one for _, (one, _) in alike]), evidence, speaker)
            told.append((alike[0][0], alike[-1][0], together))
    return told


def _likeness(difference: Difference, evidence: Evidence) -> tuple[Reason, str, bool, bool, bool]:
    sides = bool(difference.lines), bool(difference.entries)
    return difference.reason, _kind(difference, evidence), difference.certain, *sides


def _together(alike: list[Difference]) -> Difference:
    """Return one difference that stands for all of them, with its sum."""
    return Difference(
        amount=sum((one.amount for one in alike), Decimal(0)),
        reason=alike[0].reason,
        lines=tuple(line for one in alike for line in one.lines),
        entries=tuple(entry for one in alike for entry in one.entries),
        certain=alike[0].certain,
    )


def _balances(envelope: Envelope, reconciliation: Reconciliation, speaker: Speaker) -> Iterable[tuple[str, str]]:
    words, ledger, bridge = envelope.words, reconciliation.ledger, reconciliation.bridge
    yield envelope.pair("account", plain(ledger.account))
    if ledger.as_of:
        yield envelope.pair("as_at", words.date(ledger.as_of))
    for label, amount in (("ours", bridge.ours), ("theirs", bridge.theirs)):
        yield envelope.pair(label, words.say(f"owed.{owed(amount)}", amount=speaker.size(amount)))
    yield envelope.pair("gap", speaker.size(bridge.theirs - bridge.ours))
    lines = len(reconciliation.statement.lines)
    if lines:
        agreed = {line for match in reconciliation.matches for line in match.lines}
        yield envelope.pair("lines", words.whole(lines))
        yield envelope.pair("matched", words.whole(len(agreed)))


def _bridge(reconciliation: Reconciliation, explained: list[tuple[Difference, Explanation]], speaker: Speaker) -> Sums:
    words, currency, shown = speaker.words, speaker.currency, speaker.perspective.shown
    bridge = reconciliation.bridge
    moving = [(difference, explanation) for difference, explanation in explained if difference.amount]
    if len(moving) <= STEPS_SHOWN:
        steps = [(explanation.label, difference.amount) for difference, explanation in moving]
    else:
        summed = by_reason(words, [difference for difference, _ in moving])
        steps = [(words.count("differences.steps", count, reason=reason), amount) for reason, count, amount in summed]
    rows = [
        SumRow(words.say("label.ours"), words.number(shown(bridge.ours), currency), total=True),
        *(SumRow(label, words.number(shown(amount), currency)) for label, amount in steps),
        SumRow(words.say("label.theirs"), words.number(shown(bridge.theirs), currency), total=True),
    ]
    return Sums(currency or "", tuple(rows))


def by_reason(words: Language, ordered: Iterable[Difference]) -> Iterable[tuple[str, int, Decimal]]:
    """Yield title, number and sum of the differences of each title, in the order of the letter."""
    counts: Counter[str] = Counter()
    sums: dict[str, Decimal] = {}
    for difference in ordered:
        title = words.beginning(words.say(f"reason.{difference.reason}.title"))
        counts[title] += 1
        sums[title] = sums.get(title, Decimal(0)) + difference.amount
    for title, amount in sums.items():
        yield title, counts[title], amount


def _points(words: Language, told: list[tuple[int, int, Explanation]]) -> Iterable[Points]:
    for group, members in groupby(told, key=lambda one: one[2].group):
        points = tuple(
            Point(f"{first}" if first == last else f"{first}–{last}", explanation.text, explanation.request)
            for first, last, explanation in members
        )
        yield Points(words.say(f"group.{group}"), points)
