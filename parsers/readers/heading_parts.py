"""Where one heading ends and the next begins within a phrase: letter-spaced words are put together, tightly set headings taken apart."""

from __future__ import annotations

from itertools import pairwise

from parsers.headings import heading_of
from parsers.readers.gutters import Gutter, cut_at
from parsers.readers.heading_sense import meaning, named
from parsers.readers.words import Word, text_of


def letter_spaced_joined(phrases: list[list[Word]]) -> list[list[Word]]:
    """Join phrases of single letters ("日    期") when together, and not apart, they are a heading."""
    result: list[list[Word]] = []
    for phrase in phrases:
        if result:
            together = result[-1] + phrase
            short = (
                all(len(word.text) <= 2 for word in together) and phrase[0].x0 - result[-1][-1].x1 < 5 * phrase[0].size
            )
            if (
                short
                and len(together) <= 12
                and named(text_of(result[-1])) is None
                and named(text_of(phrase)) is None
                and named("".join(word.text for word in together)) is not None
            ):
                result[-1] = together
                continue
        result.append(phrase)
    return result


def parted(phrase: list[Word], gutters: list[Gutter]) -> list[list[Word]]:
    """Split a phrase that is no heading as a whole, first where the columns beneath part, then by meaning."""
    if len(phrase) == 1 or heading_of(text_of(phrase)) is not None:
        return [phrase]
    pieces = cut_at(phrase, gutters)
    if len(pieces) == 1 or not any(named(text_of(piece)) is not None for piece in pieces):
        return by_meaning(phrase)
    if any(meaning(text_of(piece)) is None for piece in pieces):
        # a strip that runs through one column ("25 | Aug 2025") cuts its heading as well: no sense is left
        told = by_meaning(phrase)
        return told if len(told) > 1 else pieces
    return pieces


_SOFT_COST = 2.2
"""A heading told by one of its words costs as much as this many of the vocabulary's own."""


def _goes_on(word: Word) -> bool:
    """Whether a word goes on with a heading rather than begins one ("of entry", "(INR)")."""
    return word.text[:1].islower() or word.text[:1] in "(（[/"


def _is_one(words: list[Word]) -> bool:
    """Whether words outside the vocabulary make one heading, and not one of the vocabulary beside another."""
    if meaning(text_of(words)) is None:
        return False
    cuts = [cut for cut in range(1, len(words)) if not _goes_on(words[cut]) or _goes_on(words[0])]
    halves = ((text_of(words[:cut]), text_of(words[cut:])) for cut in cuts)
    return not any(
        meaning(one) is not None and meaning(other) is not None and (named(one) or named(other)) is not None
        for one, other in halves
    )


def by_meaning(phrase: list[Word]) -> list[list[Word]]:
    """Split a phrase that is no heading as a whole into as few headings as cover all its words; else leave it whole."""
    if len(phrase) == 1 or len(phrase) > 24 or named(text_of(phrase)) is not None:
        return [phrase]
    # best[i]: cheapest parts covering the first i words; among equals the one that splits at the widest gaps
    best: list[tuple[float, float, list[list[Word]]] | None] = [(0.0, 0.0, [])] + [None] * len(phrase)
    for end in range(1, len(phrase) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is None:
                continue
            text = text_of(phrase[start:end])
            cost = 1.0 if named(text) is not None else _SOFT_COST if _is_one(phrase[start:end]) else 0.0
            cost += 0.5 if cost and _goes_on(phrase[start]) and not _goes_on(phrase[0]) else 0.0
            if not cost or text.count("(") != text.count(")"):
                continue
            gap = phrase[start].x0 - phrase[start - 1].x1 if start else 0.0
            here = (before[0] + cost, before[1] - gap, [*before[2], phrase[start:end]])
            now = best[end]
            if now is None or here[:2] < now[:2]:
                best[end] = here
    whole = best[-1]
    if whole is None or len(whole[2]) == 1:
        return [phrase]
    narrow = min(part[0].x0 - before[-1].x1 for before, part in pairwise(whole[2]))
    soft = whole[0] > len(whole[2])
    if soft and narrow < 0.4 * phrase[0].size and len(whole[2]) == 2 and meaning(text_of(phrase)) is not None:
        return [phrase]  # "Amount billed": one blank between, and sense as a whole
    return whole[2]
