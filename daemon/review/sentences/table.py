"""A sentence for staff in the reader's language: which sentence of the table it is and the facts in it, then the words for both.

Logs, audit, commands and stores hold English sentences, as they always did. So what is told of an old case is in the reader's
language too, and nothing on the way (the child that reads files, the archive, the seals) carries more than text. The key of a
sentence is its English form with the facts as placeholders; a test finds every sentence of the source in every table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_FACT = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
_WRITTEN = frozenset({"money", "day", "said", "list"})
"""The kinds of facts that are written another way in English too; codes stand in a sentence as they are."""
_MOST = 4000
"""Characters of a sentence that are looked at; longer ones are quoted files, not sentences of ours."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One row of a table: the English words between the facts, their names, and the words of the other language."""

    between: tuple[str, ...]
    names: tuple[str, ...]
    words: str

    def facts(self, text: str) -> dict[str, str] | None:
        """Return the facts of `text` where it is this sentence, else None. One pass: each fact ends where the next words begin first."""
        first, *rest = self.between
        if not rest:
            return {} if text == first else None
        last = rest.pop()
        end = len(text) - len(last)
        if not text.startswith(first) or not text.endswith(last) or end <= len(first):
            return None
        values, at = [], len(first)
        for words in rest:
            found = text.find(words, at + 1, end)
            if found < 0:
                return None
            values.append(text[at:found])
            at = found + len(words)
        if at >= end:
            return None
        return dict(zip(self.names, (*values, text[at:end]), strict=True))


Told = Callable[[str, str], str]
"""A fact in the reader's language, by its kind and value."""


def said(code: str, text: str, told: Told) -> str:
    """Return an English sentence of ours in the language `code`; as it is where it is none of ours.

    In English only its amounts and days change: they are written as the pages write them.
    """
    found = found_in(code, text)
    if found is None:
        return text
    words, facts = found

    def fact(place: re.Match[str]) -> str:
        name, kind = place.group(1), place.group(2)
        value = facts[name]
        if kind == "said":
            return said(code, value, told)
        if kind == "list":
            return ("；" if sentences(code) else "; ").join(said(code, each, told) for each in value.split("; "))
        return told(kind, value) if kind else value

    return _FACT.sub(fact, words)


@lru_cache(maxsize=4096)
def found_in(code: str, text: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the words of the sentence that `text` is, and its facts; None where it is none of the table."""
    if len(text) > _MOST:
        return None
    for sentence in sentences(code) or _english():
        facts = sentence.facts(text)
        if facts is not None:
            return sentence.words, facts
    return None


@cache
def sentences(code: str) -> tuple[Sentence, ...]:
    """Return the table of a language, those with the most words of their own first; empty where it has none (English)."""
    table = files("daemon.review.sentences") / f"{code}.toml"
    if not table.is_file():
        return ()
    rows = [_sentence(key, words) for key, words in _rows(tomllib.loads(table.read_text(encoding="utf-8")))]
    return tuple(sorted(rows, key=lambda row: -sum(map(len, row.between))))


@cache
def _english() -> tuple[Sentence, ...]:
    """Return our sentences in their own words; which of their facts are amounts and days the tables of other languages know."""
    tables = sorted(entry.name for entry in files("daemon.review.sentences").iterdir() if entry.name.endswith(".toml"))
    return tuple(_in_its_own_words(row) for row in sentences(tables[0].removesuffix(".toml")))


def _in_its_own_words(row: Sentence) -> Sentence:
    first, *rest = row.between
    kinds = {name: f":{kind}" for name, kind in _FACT.findall(row.words) if kind in _WRITTEN}
    facts = (f"{{{name}{kinds.get(name, '')}}}{words}" for name, words in zip(row.names, rest, strict=True))
    return Sentence(row.between, row.names, first + "".join(facts))


def _rows(table: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for section in table.values():
        yield from section.items()


def _sentence(key: str, words: str) -> Sentence:
    return Sentence(tuple(_FACT.sub("\0", key).split("\0")), tuple(name for name, _ in _FACT.findall(key)), words)
