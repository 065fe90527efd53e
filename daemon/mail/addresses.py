"""Mail addresses: who a header names, in the one form in which addresses are compared.

The compared form is the addr-spec in lower case with the domain in punycode. A display name never takes part: `"a@good" <b@evil>`
is b@evil. The parser is strict (RFC 5322 3.4) and says what it could not read, because a header that two programs read differently
is how senders are forged.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from daemon.mail.charsets import one_line
from daemon.mail.headers import decoded_words, raw_text

_LOCAL = re.compile(r"^[^\x00-\x20\x7f()<>\[\]:;@\\,\"]+$")
_LABEL = re.compile(r"^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$")
_MOST_ADDRESSES = 200
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of a header. `address` is "" where it could not be read; `defect` then says why."""

    name: str
    address: str
    defect: str = ""


def normal_address(text: str) -> str:
    """Return the compared form of a plain addr-spec, "" where it is none."""
    local, at, domain = text.strip().rpartition("@")
    if not at:
        return ""
    local = unicodedata.normalize("NFC", local)
    if local.startswith('"') and local.endswith('"') and len(local) > 2:
        inner = re.sub(r"\\(.)", r"\1", local[1:-1])
        if _is_dot_atom(inner):
            local = inner
        elif not inner.isprintable():
            return ""
    elif not _is_dot_atom(local):
        return ""
    domain = normal_domain(domain)
    address = f"{local.lower()}@{domain}"
    return address if domain and len(address) <= 254 else ""


def _is_dot_atom(local: str) -> bool:
    if not _LOCAL.match(local) or not local.isprintable():
        return False
    # Two dots together and a dot at the end break RFC 5322, yet Japanese carriers gave out such addresses; they compare plainly.
    return not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in local)


def normal_domain(text: str) -> str:
    """Return a domain in lower case and punycode, "" where it is none or where two programs would read two domains.

    IDNA 2003 and 2008 differ on a few letters (ß, ς, full width): only what survives the way there and back unchanged is accepted.
    """
    domain = unicodedata.normalize("NFC", text.strip()).lower().removesuffix(".")
    if domain.startswith("[") and domain.endswith("]"):
        return domain if domain.isascii() and domain.isprintable() and " " not in domain else ""
    if not domain.isascii():
        try:
            coded = domain.encode("idna").decode("ascii")
            if coded.encode("ascii").decode("idna") != domain:
                return ""
        except UnicodeError:
            return ""
        domain = coded
    labels = domain.split(".")
    if len(domain) > 253 or not all(_LABEL.match(label) for label in labels):
        return ""
    return domain


def filed_address(text: str) -> str:
    """Return an address as our own list names it in the compared form: what an input method made wide ("ａｐ＠acme。example") is plain.

    Only for our list: in a stranger's mail such characters are a trick, and `normal_address` refuses them.
    """
    plain = _narrow(text)
    return normal_address(plain) or plain.lower()


def filed_domain(text: str) -> str:
    """Return a domain as our own list names it in the compared form, as `filed_address` does."""
    plain = _narrow(text).removeprefix("@")
    return normal_domain(plain) or plain.lower()


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u3002", ".").strip()


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def addresses(value: str) -> tuple[Address, ...]:
    """Return the mailboxes of a raw From, To or Reply-To field, group members included, at most 200."""
    found: list[Address] = []
    for tokens in _entries(value):
        if tokens:
            found.append(_mailbox(tokens))
        if len(found) == _MOST_ADDRESSES:
            break
    return tuple(found)


Token = tuple[str, str]
"""Kind ("atom", "quoted", or the special character itself) and raw text."""


def _entries(value: str) -> list[list[Token]]:
    """Return the tokens of each mailbox, cut at the commas outside quotes, comments and angle brackets."""
    entries: list[list[Token]] = [[]]
    angle = False
    for kind, text in _tokens(value):
        if kind == "<":
            angle = True
        elif kind == ">":
            angle = False
        if kind == "," and not angle:
            entries.append([])
        elif kind == ":" and not angle:
            entries[-1] = []  # the name of a group
        elif kind == ";" and not angle:
            entries.append([])
        else:
            entries[-1].append((kind, text))
    return entries


def _tokens(value: str) -> list[Token]:
    tokens: list[Token] = []
    position, end = 0, len(value)
    while position < end:
        character = value[position]
        start = position
        if character in " \t":
            position += 1
            while position < end and value[position] in " \t":
                position += 1
            tokens.append((" ", " "))
        elif character == '"':
            position = _end_of_quote(value, position)
            tokens.append(("quoted", value[start:position]))
        elif character == "(":
            position, ends = _end_of_comment(value, position)
            if not ends:
                tokens.append(("unended", value[start:]))
        elif character == "[":
            position = value.find("]", position) + 1 or end
            tokens.append(("literal", value[start:position]))
        elif character in "<>@,:;":
            position += 1
            tokens.append((character, character))
        else:
            while position < end and value[position] not in ' \t"([<>@,:;':
                position += 1
            tokens.append(("atom", value[start:position]))
    return tokens


def _end_of_quote(value: str, start: int) -> int:
    position = start + 1
    while position < len(value):
        if value[position] == "\\":
            position += 2
        elif value[position] == '"':
            return position + 1
        else:
            position += 1
    return len(value)


def _end_of_comment(value: str, start: int) -> tuple[int, bool]:
    """Return where a comment ends, and whether it does before the field."""
    depth, position = 0, start
    while position < len(value):
        character = value[position]
        if character == "\\":
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return position + 1, True
        position += 1
    return len(value), False


def _mailbox(tokens: list[Token]) -> Address:
    kinds = [kind for kind, _ in tokens]
    if not any(kind != " " for kind in kinds):
        return Address("", "", "empty address")
    if "unended" in kinds:
        return Address("", "", "a comment that does not end")
    if "<" not in kinds:
        if ">" in kinds:
            return Address("", "", "unbalanced angle bracket")
        return _checked("", tokens)
    opening = kinds.index("<")
    name = _phrase(tokens[:opening])
    if kinds.count("<") > 1 or kinds.count(">") != 1 or any(kind != " " for kind in kinds[kinds.index(">") + 1 :]):
        return Address(name, "", "more than one angle address in one mailbox")
    return _checked(name, tokens[opening + 1 : kinds.index(">")], tokens[:opening])


def _checked(name: str, tokens: list[Token], phrase: list[Token] | None = None) -> Address:
    inside = list(tokens)
    while inside and inside[0][0] == " ":
        inside.pop(0)
    while inside and inside[-1][0] == " ":
        inside.pop()
    kinds = [kind for kind, _ in inside]
    if kinds.count("@") != 1 or " " in kinds or kinds[0] not in {"atom", "quoted"} or len(inside) != 3:
        return Address(name, "", "address is not name@domain")
    if "=?" in inside[0][1] or "=?" in inside[2][1]:
        return Address(name, "", "encoded word inside the address")
    address = normal_address("".join(raw_text(text) for _, text in inside))
    if not address:
        return Address(name, "", "address is not name@domain")
    if phrase and any(kind == "@" for kind, _ in phrase):
        # `a@good.example <b@evil.example>` unquoted: programs differ on whom it names. The same address twice is only untidy.
        said = normal_address("".join(raw_text(text) for kind, text in phrase if kind != " "))
        if said != address:
            return Address(name, "", "two addresses in one mailbox")
    return Address(name, address)


def _phrase(tokens: list[Token]) -> str:
    words = "".join(
        re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"')) if kind == "quoted" else text for kind, text in tokens
    )
    return one_line(decoded_words(words), _LONGEST_NAME)
