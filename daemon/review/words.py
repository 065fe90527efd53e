"""The words of the pages: one TOML file a language, as for replies. What the browser asks for decides, or the user's own choice."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from daemon.replies.language import Language, from_toml
from daemon.review.sentences.table import said

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """A language of the pages, with its own name for itself."""

    language: Language
    name: str

    @property
    def code(self) -> str:
        """The tag for `lang=`: "zh-CN"."""
        return self.language.code.replace("_", "-")

    def __call__(self, key: str, **values: object) -> str:
        """Return the words under `key`. Raises KeyError where they are missing."""
        return self.language.say(key, **{name: str(value) for name, value in values.items()})

    def or_else(self, key: str, otherwise: str) -> str:
        """Return the words under `key`, or `otherwise` where there are none: for codes that a newer program may add."""
        return self.language.words.get(key, otherwise)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the words for `number` things."""
        return self.language.count(key, number, **{name: str(value) for name, value in values.items()})

    def said(self, sentence: object) -> str:
        """Return a sentence of the pipeline (a gate's, a problem's, a refusal's) in this language; as it is where it is none of ours."""
        return said(self.language.code, str(sentence), self._fact)

    def _fact(self, kind: str, value: str) -> str:
        """Return a fact of such a sentence: an amount, a day, or a code that has words of its own."""
        try:
            if kind == "money":
                return self.language.number(Decimal(value))
            if kind == "day":
                return self.language.date(date.fromisoformat(value))
        except (InvalidOperation, ValueError):
            return value
        return self.or_else(f"{kind}.{value}", value)

    def day(self, day: date | None) -> str:
        return "" if day is None else self.language.date(day)

    def moment(self, moment: datetime | None, zone: ZoneInfo) -> str:
        """Return a moment as the company's clock shows it."""
        if moment is None:
            return ""
        local = moment.astimezone(zone)
        return f"{self.language.date(local.date())} {local:%H:%M}"

    def age(self, since: datetime, now: datetime) -> str:
        """Return how long ago, in the largest unit that says something."""
        minutes = max(0, int((now - since).total_seconds())) // 60
        if minutes < 60:
            return self.count("age.minutes", minutes)
        if minutes < 48 * 60:
            return self.count("age.hours", minutes // 60)
        return self.count("age.days", minutes // (24 * 60))


@cache
def words_in(code: str) -> Words:
    """Return the words of a language that there is."""
    text = (files("daemon.review") / "languages" / f"{code}.toml").read_text(encoding="utf-8")
    return Words(from_toml(code, text), tomllib.loads(text)["language"]["name"])


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all languages of the pages."""
    folder = files("daemon.review") / "languages"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def chosen(wanted: str, accepted: str) -> Words:
    """Return the user's own language, or the first that the browser accepts (RFC 9110, 12.5.4), or English."""
    if wanted in codes():
        return words_in(wanted)
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight)
        ranked.append((-(float(quality[1]) if quality else 1.0), place, tag.strip().lower()))
    for quality_below, _, tag in sorted(ranked):
        found = next((code for code in codes() if tag and code[:2].lower() == tag[:2]), None)
        if found is not None and quality_below < 0:
            return words_in(found)
    return words_in(FALLBACK)
