"""The Authentication-Results field (RFC 8601 2.2) taken apart: who says it, and the result of each method with its properties.

Comments, quoted strings and reasons are read as such: `(x; dmarc=pass)` in a comment is no result.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST = 16 * 1024
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result, in lower case: dmarc, pass, {"header.from": "example.com"}."""

    method: str
    value: str
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthenticationResults:
    authserv_id: str  # "" where the field begins with a result, as Microsoft 365 writes it
    results: tuple[Result, ...]

    def of(self, method: str) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.method == method)


def read(value: str) -> AuthenticationResults | None:
    """Return a raw field taken apart, None where it cannot be read."""
    if len(value) > LONGEST:
        return None
    pieces = _pieces(value)
    if pieces is None or not pieces[0]:
        return None
    authserv_id = ""
    if not any("=" in word for word in pieces[0]):
        if pieces[0][1:] not in ([], [VERSION]):
            return None  # RFC 8601 2.2: a version that we do not know is not to be believed
        authserv_id = pieces[0][0].lower()
        pieces = pieces[1:]
    results = []
    for words in pieces:
        result = _result(words)
        if result is not None:
            results.append(result)
    return AuthenticationResults(authserv_id, tuple(results))


def _result(words: list[str]) -> Result | None:
    if not words or "=" not in words[0]:
        return None
    method, _, value = words[0].partition("=")
    properties: dict[str, str] = {}
    for word in words[1:]:
        name, equals, text = word.partition("=")
        if equals:
            properties.setdefault(name.lower(), text.lower())
    return Result(method.partition("/")[0].lower(), value.lower(), properties)


def _pieces(value: str) -> list[list[str]] | None:
    """Return the words between semicolons; blanks around "=" are taken away. None where a quote or comment does not end."""
    pieces: list[list[str]] = [[]]
    word, depth, position = "", 0, 0
    joins = False  # the last thing seen was "=", or "=" follows
    while position < len(value):
        character = value[position]
        if character == "\\" and depth:
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        elif depth:
            pass
        elif character == '"':
            end = value.find('"', position + 1)
            if end < 0:
                return None
            # Nothing that counts is ever quoted with "=" or ";" inside; neutral letters keep a reason from posing as a result.
            word += value[position + 1 : end].replace("=", "_").replace(";", "_").replace(" ", "_")
            position = end
        elif character == ";" or character.isspace():
            if word and not word.endswith("="):
                rest = value[position:].lstrip()
                joins = character != ";" and rest.startswith("=")
                if not joins:
                    pieces[-1].append(word)
                    word = ""
            elif word and character == ";":
                pieces[-1].append(word)
                word = ""
            if character == ";":
                pieces.append([])
        else:
            word += character
        position += 1
    if depth:
        return None
    if word:
        pieces[-1].append(word)
    return pieces
