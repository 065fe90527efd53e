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
_TRADITIONAL = re.compile(r"(?i)zh[-_](?:tw|hk|mo|hant)\b|zh[-_]hant")
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
    thousands: str = ","
    decimal: str = "."

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
        return self.say(f"{key}.{form}", count=self.whole(number), **values)

    def beginning(self, text: str) -> str:
        """Return the text as the beginning of a line or sentence."""
        return text[:1].upper() + text[1:] if self.capitalises else text

    def needs(self, key: str) -> frozenset[str]:
        """Return the names of the placeholders under `key`."""
        return frozenset(PLACEHOLDER.findall(self.words[key]))

    def date(self, day: date) -> str:
        return self.say(
            "format.date",
            day=str(day.day),
            month=self.months[day.month - 1],
            year=f"{day.year:04}",
            dd=f"{day.day:02}",
            mm=f"{day.month:02}",
        )

    def number(self, amount: Decimal, currency: str | None = None) -> str:
        """Return `number(amount, currency)` with the language's marks: "1,234.56", "1.234,56"."""
        return self._marked(number(amount, currency))

    def whole(self, count: int) -> str:
        return self._marked(f"{count:,}")

    def amount(self, amount: Decimal, currency: str | None) -> str:
        """Return "USD 1,234.56" or "1.234,56 USD": no digit of the amount is ever lost."""
        shown = self.number(amount, currency)
        return self.say("format.amount", amount=shown, currency=currency) if currency else shown

    def rate(self, rate: Decimal) -> str:
        """Return a fraction as per cent: Decimal("0.025") is "2.5%"."""
        return self.say("format.rate", rate=self._marked(f"{(rate * 100).normalize():f}"))

    def _marked(self, text: str) -> str:
        return text.translate({ord(","): self.thousands, ord("."): self.decimal})

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

    Of the kinds of Chinese, those of Taiwan, Hong Kong and Macao are written to in traditional characters.
    """
    known = languages()
    if code not in known:
        named = "zh_TW" if _TRADITIONAL.match(code) else code
        code = next((name for name in known if named and name[: len(named)] == named), "")
        code = code or next((name for name in known if named and name[:2] == named[:2].lower()), FALLBACK)
    return from_toml(code, (files("daemon.replies") / "languages" / f"{code}.toml").read_text(encoding="utf-8"))


def from_toml(code: str, text: str) -> Language:
    """Return the language that a file's text holds."""
    tree = tomllib.loads(text)
    settings = tree.pop("language")
    return Language(
        code=code,
        words=dict(_flat(tree)),
        months=tuple(settings["months"]),
        plural=settings["plural"],
        capitalises=settings["capitalises"],
        thousands=settings["thousands"],
        decimal=settings["decimal"],
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
