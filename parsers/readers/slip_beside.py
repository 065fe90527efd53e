"""A remittance slip printed beside the table: it has rows of its own height, so its words must not be read as the table's.

A slip is known by what it says, not by where it stands: under headings of its own, right of everything else, each of its rows repeats a
document's number and its amount from the table's rows.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.headings import Heading
from parsers.readers.amount_shapes import is_money
from parsers.readers.heading_sense import MONEY, named
from parsers.readers.words import PageWords, TextLine, Word, lines_of, text_of

_NUMBERED = frozenset({Heading.REFERENCE, Heading.VOUCHER, Heading.NUMBER, Heading.DESCRIPTION})
_OF_AN_ACCOUNT = frozenset({Heading.BALANCE, Heading.DEBIT, Heading.CREDIT, Heading.INCREASE, Heading.DECREASE})
"""What a slip never prints: it lists amounts to be ticked off."""


def slip_apart(page: PageWords, lines: list[TextLine]) -> tuple[PageWords, list[TextLine]] | None:
    """Return the page without the slip beside its table, and the slip's lines; None where there is none."""
    for number, line in enumerate(lines):
        head = _head_of(line)
        if head is None:
            continue
        edge = head[0].x0 - 2
        near = lines[max(0, number - 3) :]  # a table's headings may begin above the slip's
        if any(word.x0 < edge < word.x1 for below in lines[number:] for word in below.words):
            continue
        beside = lines_of([word for below in lines[number:] for word in below.words if word.x0 >= edge])
        rest = _repeating(beside[1:], [word for other in near for word in other.words if word.x1 <= edge])
        if rest:
            taken = {id(word) for slip in (beside[0], *rest) for word in slip.words}
            return replace(page, words=[word for word in page.words if id(word) not in taken]), [beside[0], *rest]
    return None


def _head_of(line: TextLine) -> list[Word] | None:
    """Return the first words of a slip's headings: at the end of the line a number's heading, then money's, none of an account's."""
    phrases = line.phrases()
    if len(phrases) < 2:
        return None
    kinds = [named(text_of(phrase)) for phrase in phrases]
    for at in range(len(phrases) - 2, -1, -1):
        if kinds[at] in _NUMBERED:
            told = {kind for kind in kinds[at + 1 :] if kind is not None}
            return phrases[at] if told & MONEY and not told & _OF_AN_ACCOUNT else None
    return None


def _repeating(beside: list[TextLine], table: list[Word]) -> list[TextLine]:
    """Return the slip's rows, down to its sum; empty where a row says what the table does not."""
    numbers = {word.text for word in table if _is_number(word)}
    amounts = {word.text for word in table if is_money(word.text)}
    slip: list[TextLine] = []
    rows = 0
    for line in beside:
        named_here = {word.text for word in line.words if _is_number(word)}
        told = {word.text for word in line.words if is_money(word.text)}
        if named_here and told:
            if not (named_here <= numbers and told <= amounts):
                return []
            rows += 1
        elif told and not told <= amounts and not any(word.text.isalpha() for word in line.words):
            return []  # an amount without a word is a row's, not the sum
        elif not told and any(char.isdigit() for word in line.words for char in word.text):
            break
        slip.append(line)
    return slip if rows else []


def _is_number(word: Word) -> bool:
    return sum(char.isdigit() for char in word.text) >= 3 and not is_money(word.text)
