"""Addresses that are made to be taken for another: letters that look alike, one letter off, a hyphen more, another ending, the known
domain as a part of a longer one.

It only warns. Who is on file is decided by equality in the compared form, so that no likeness ever gives access.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from daemon.mail.addresses import domain_of
from daemon.mail.freemail import FREEMAIL
from parsers.look_alike_letters import LATIN_FOR

_SHORTEST = 4
"""Shorter names resemble each other by chance: abc.example is no forged abd.example."""

_DIGITS_FOR_LETTERS = str.maketrans("0135|i", "olesll")
_ENDING = re.compile(r"\.(?:(?:com?|net|org|gov|edu|ac|or|ne|gob|gouv|ltd|plc)\.[a-z]{2}|[a-z0-9-]+)$")
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:]{1,64}@[^\s<>()\[\]\",;:]{1,255}")


def skeleton(text: str) -> str:
    """Return what a hasty reader sees: without accents, every letter as the Latin one that it resembles.

    >>> skeleton("rnicros\u043eft") == skeleton("microsoft")
    True
    """
    wide = unicodedata.normalize("NFKC", _as_shown(text)).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFD", wide) if not unicodedata.combining(char))
    return bare.translate(LATIN_FOR).translate(_DIGITS_FOR_LETTERS).replace("rn", "m").replace("vv", "w")


def resembles(address: str, filed: Iterable[str]) -> tuple[str, str] | None:
    """Return the address or bare domain on file for which `address` may be taken, and why in a few words; None where there is none.

    All are in the compared form. An address on file resembles nothing, and neither does another one of the same company's domain.
    """
    known = list(filed)
    if address in known:
        return None
    local, _, domain = address.rpartition("@")
    seen: dict[str, str] = {}
    for each in known:
        theirs = domain_of(each)
        if theirs == domain:
            if domain in FREEMAIL and "@" in each and _near(local, each.rpartition("@")[0]):
                return each, "one letter off"
        elif theirs in FREEMAIL:
            if "@" in each and len(local) >= _SHORTEST and skeleton(local) == skeleton(each.rpartition("@")[0]):
                return each, "the same name elsewhere"
        elif theirs not in seen:
            seen[theirs] = how_alike(domain, theirs)
            if seen[theirs]:
                return each, seen[theirs]
    return None


def how_alike(domain: str, known: str) -> str:
    """Say how a domain may be taken for a known one, "" where it may not."""
    theirs, ours = _look_of(domain), _look_of(known)
    if theirs.skeleton == ours.skeleton:
        return "letters that look alike"
    if domain.endswith("." + known):
        return ""  # below the known domain, so in its owner's hands
    if len(ours.name) >= _SHORTEST:
        if theirs.joined == ours.joined:
            return "a hyphen more or less"
        if theirs.name == ours.name or theirs.name_skeleton == ours.name_skeleton:
            return "another ending"
        if _near(theirs.skeleton, ours.skeleton) or _near(theirs.name_skeleton, ours.name_skeleton):
            return "one letter off"
    if ours.parted in theirs.parted:
        return "the known domain inside another one"
    if len(ours.name) >= _SHORTEST and f".{ours.name_skeleton}." in _skeleton_inside(theirs.parted):
        return "the known name inside another domain"
    return ""


class _Look(NamedTuple):
    """What a domain is compared by: its skeleton, the same without hyphens, its name, the skeleton of that, and its parts between dots."""

    skeleton: str
    joined: str
    name: str
    name_skeleton: str
    parted: str


@lru_cache(maxsize=1 << 16)  # each stranger is compared with every domain on file
def _look_of(domain: str) -> _Look:
    name, shown = _name(domain), skeleton(domain)
    return _Look(shown, shown.replace("-", ""), name, skeleton(name), f".{domain}.".replace("-", "."))


@lru_cache(maxsize=16)
def _skeleton_inside(inside: str) -> str:
    return skeleton(inside)


def addresses_in(text: str) -> tuple[str, ...]:
    """Return what looks like an address in a display name."""
    return tuple(_ADDRESS.findall(unicodedata.normalize("NFKC", text[:500])))


def _name(domain: str) -> str:
    """Return the label before the public ending: acme of mail.acme.co.uk."""
    return _ENDING.sub("", domain).rpartition(".")[2]


def _as_shown(domain: str) -> str:
    """Return punycode labels as the letters that a mail program shows."""
    labels = []
    for label in domain.split("."):
        try:
            labels.append(label.encode("ascii").decode("idna") if label.startswith("xn--") else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def _near(one: str, other: str) -> bool:
    """Whether two names differ by one letter put in, left out, changed, or by two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]
