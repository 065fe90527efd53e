"""Learn how a counterparty's numbers stand for ours, from pairs that are certain without any number: equal amounts that stand but
once on either side, at the usual distance of days, on a statement whose sums are proved; and from pairs that a person matched by hand.

A rule needs several documents and no contradiction. What fits no rule is kept as a single document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from parsers.statements.statement import Verdict
from rules.by_hand import RULE
from rules.document_numbers import exact_form, number_form
from rules.model.match import Certainty
from rules.model.number_map import NumberMap, NumberPair, NumberRule, taken_apart
from rules.model.reconciliation import Reconciliation

Evidence = tuple[tuple[str, ...], tuple[str, ...]]
"""The numbers of one document as written: theirs, ours."""

_WITHOUT_NUMBERS = frozenset({"amount_and_date"})  # the rules of matching that read no number
_SUPPORT = 3  # documents that a rule needs
_MOST = 300  # documents kept of one statement

_Template = tuple[str, str, str, str]  # their head and tail, our head and tail


def certain_pairs(found: Reconciliation) -> tuple[Evidence, ...]:
    """Return the documents of a reconciliation, made without a learned map, that are surely one and have no number in common."""
    if found.statement.proof.verdict not in {Verdict.PROVEN, Verdict.CONSISTENT} or not found.bridge.closes:
        return ()
    theirs = Counter(abs(amount) for amount in found.line_amounts)
    ours = Counter(abs(entry.amount) for entry in found.ledger.entries)
    entries = {entry.id: entry for entry in found.ledger.entries}
    pairs = []
    for match in found.matches:
        alone = len(match.lines) == len(match.entries) == 1 and match.unambiguous
        told = match.rule == RULE  # a person said so: nothing else need tell it
        if not alone or match.certainty is not Certainty.CERTAIN or not (told or match.rule in _WITHOUT_NUMBERS):
            continue
        line, entry = found.statement.lines[match.lines[0]], entries[match.entries[0]]
        if not told and (line.date is None or theirs[abs(entry.amount)] != 1 or ours[abs(entry.amount)] != 1):
            continue
        own, mine = (tuple(filter(number_form, one.references)) for one in (line, entry))
        if own and mine and not {exact_form(one) for one in own} & {exact_form(one) for one in mine}:
            pairs.append((own, mine))
    return tuple(pairs[:_MOST])


def learn(evidence: Sequence[Evidence], refused: Collection[str] = ()) -> NumberMap:
    """Return what the documents bear out together. `refused` are the keys of rules and pairs that staff took away."""
    rules = [rule for rule in _rules(evidence) if rule.key not in refused]
    of_rules = NumberMap(rules=tuple(rules))
    seen: Counter[tuple[str, str]] = Counter()
    for theirs, ours in evidence:
        mine = {exact_form(each) for each in ours}
        if not any(mine & set(of_rules.ours(each)) for each in theirs):
            seen[exact_form(theirs[0]), exact_form(ours[0])] += 1
    of_theirs, of_ours = Counter(one for one, _ in seen), Counter(other for _, other in seen)
    pairs = [
        NumberPair(theirs=one, ours=other, support=count)
        for (one, other), count in sorted(seen.items())
        if of_theirs[one] == of_ours[other] == 1 and one not in refused
    ]
    return NumberMap(rules=tuple(rules), pairs=tuple(pairs))


def _rules(evidence: Sequence[Evidence]) -> Iterator[NumberRule]:
    """Yield the series that run side by side: every document of both bears the rule out, and there are enough of them."""
    documents = sorted({(tuple(map(str, theirs)), tuple(map(str, ours))) for theirs, ours in evidence})
    offsets: dict[_Template, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    touched: dict[_Template, set[int]] = defaultdict(set)
    for document, (theirs, ours) in enumerate(documents):
        for one in (parts for each in theirs for parts in taken_apart(each)):
            for other in (parts for each in ours for parts in taken_apart(each)):
                template = (one[0], one[2], other[0], other[2])
                offsets[template][other[1] - one[1]][document] = str(other[1]).zfill(other[3])
                touched[template].add(document)
    for template, found in sorted(offsets.items()):
        for offset, digits in sorted(found.items()):
            if (
                len(digits) < _SUPPORT
                or digits.keys() != touched[template]
                or not (template[:2] != template[2:] or offset)
            ):
                continue
            padded = {len(each) for each in digits.values() if each.startswith("0")}
            widths = {len(each) for each in digits.values()}
            if padded and len(widths) > 1:
                continue  # some are filled with zeros and not to one length
            yield NumberRule(
                their_head=template[0],
                their_tail=template[1],
                our_head=template[2],
                our_tail=template[3],
                offset=offset,
                width=widths.pop() if padded else 0,
                support=len(digits),
            )
