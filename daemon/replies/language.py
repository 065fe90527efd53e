"""A language of the replies: its words from one TOML file, its months, its way to write amounts, dates and lists.

A language is added by one file in languages/; a test lays every file against the English one (keys, placeholders, plural forms).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

FALLBACK = "en"
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

# Decimal places of ISO 4217 currencies that do not have two (the list of its maintenance agency, table A.1).
_PLACES = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}

Tree = Mapping[str, "str | Tree | Sequence[str] | bool"]


@dataclass(frozen=True)
class Language:
    """One language file. Keys are dotted paths: `say("confirmation.intro", date=...)`."""

    code: str
    words: Mapping[str, str]
    months: tuple[str, ...]
    plural: bool  # whether one and many are told apart
    capitalises: bool  # whether a sentence begins with a capital letter

    def has(self, key: str) -> bool:
        return key in self.words

    def say(self, key: str, **values: str) -> str:
        """Return the words under `key` with its placeholders filled, each once: a value is never searched for placeholders.

        Raises KeyError where the key or one of its placeholders' values is missing: a letter with a hole is never sent.
        """
        return PLACEHOLDER.sub(lambda found: values[found.group(1)], self.words[key])

    def count(self, key: str, number: int, **values: str) -> str:
        """Return the words for `number` things: `key.one` or `key.other`; the number itself fills `{count}`."""
        form = "one" if self.plural and number == 1 else "other"
        return self.say(f"{key}.{form}", count=f"{number:,}", **values)

    def beginning(self, text: str) -> str:
        """Return the text as the beginning of a line or sentence."""
        return text[:1].upper() + text[1:] if self.capitalises else text

    def needs(self, key: str) -> frozenset[str]:
        """Return the names of the placeholders under `key`."""
        return frozenset(PLACEHOLDER.findall(self.words[key]))

    def date(self, day: date) -> str:
        return self.say("format.date", day=str(day.day), month=self.months[day.month - 1], year=f"{day.year:04}")

    def amount(self, amount: Decimal, currency: str | None) -> str:
        """Return "USD 1,234.56": the code first, no digit of the amount ever lost."""
        return f"{currency} {number(amount, currency)}" if currency else number(amount, currency)

    def rate(self, rate: Decimal) -> str:
        """Return a fraction as per cent: Decimal("0.025") is "2.5%"."""
        return f"{(rate * 100).normalize():f}%"

    def sentences(self, *parts: str) -> str:
        """Return the sentences that are not empty in one paragraph, spaced as the language does."""
        return self.words["format.between_sentences"].join(part for part in parts if part)


def places(currency: str | None) -> int:
    """Return how many decimal places the currency has."""
    return _PLACES.get(currency or "", 2)


def number(amount: Decimal, currency: str | None = None) -> str:
    """Return `amount` as 1,234.56 with at least the currency's decimals and all digits that it has; zero has no sign."""
    exponent = amount.normalize().as_tuple().exponent
    decimals = max(places(currency), -exponent if isinstance(exponent, int) else 0)
    return f"{amount or abs(amount):,.{decimals}f}"


@cache
def language(code: str) -> Language:
    """Return the language with this code ("en", "zh_CN"); English where there is no file for it.

    zh_TW and other kinds of Chinese get zh_CN until they have a file of their own.
    """
    known = languages()
    if code not in known:
        code = next((name for name in known if code and name[:2] == code[:2].lower()), FALLBACK)
    tree = tomllib.loads((files("daemon.replies") / "languages" / f"{code}.toml").read_text(encoding="utf-8"))
    settings = tree.pop("language")
    return Language(
        code=code,
        words=dict(_flat(tree)),
        months=tuple(settings["months"]),
        plural=settings["plural"],
        capitalises=settings["capitalises"],
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have a file."""
    folder = files("daemon.replies") / "languages"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def _flat(tree: Tree, path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, str):
            found.append((path + key, value))
        elif isinstance(value, Mapping):
            found.extend(_flat(value, f"{path}{key}."))
        else:
            message = f"languages: {path}{key} is neither words nor a table of words"
            raise TypeError(message)
    return found
