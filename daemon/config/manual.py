"""The manual of the configuration, written from `settings.py`: example.toml and docs/configuration.md.

Run as a program it writes both (`make format` does); a test compares them with what stands there, so that the manual
never lags behind the settings.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from daemon.config.section import Section
from daemon.config.settings import Mailbox, Settings

EXAMPLE = Path(__file__).with_name("example.toml")

# What a first configuration sets; everything else stands commented out with its default.
_FIRST: dict[str, dict[str, str]] = {
    "company": {"name": '"Example Trading Ltd"'},
    "mailboxes": {
        "name": '"statements"',
        "address": '"statements@example.com"',
        "host": '"imap.example.com"',
    },
    "outgoing": {"host": '"smtp.example.com"', "user": '"statements@example.com"'},
    "authenticity": {"authserv_id": '"mx.example.com"'},
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: what it may be, its default as TOML ("" where it must be given) and its manual."""

    name: str
    kind: str
    default: str
    description: str


def tables() -> Iterator[tuple[str, type[Section], tuple[Key, ...]]]:
    """Yield each table's name, its section, and its keys, in the order of `settings.py`."""
    for field in msgspec.structs.fields(Settings):
        section = Mailbox if field.name == "mailboxes" else type(field.default)
        yield field.name, section, tuple(_keys(section))


def example() -> str:
    """Return example.toml."""
    lines = [
        "# The configuration of tieout: every key with its manual. A key that stands commented out shows its default.",
        "# Copy this file to /etc/tieout/tieout.toml (or ./tieout.toml) and change what differs; tieout check tries it.",
        "# Relative paths start at this file's directory. Passwords never stand here, only the names of credentials.",
    ]
    for name, section, keys in tables():
        lines += [
            "",
            *_comment(inspect.cleandoc(section.__doc__ or "")),
            f"[[{name}]]" if section is Mailbox else f"[{name}]",
        ]
        for key in keys:
            lines += ["", *_comment(key.description if key.kind == "text" else f"{key.description} ({key.kind})")]
            given = _FIRST.get(name, {}).get(key.name)
            lines.append(f"{key.name} = {given}" if given is not None else f"# {key.name} = {key.default or '...'}")
    return "\n".join(lines) + "\n"


def page() -> str:
    """Return docs/configuration.md."""
    lines = [
        "# Configuration",
        "",
        "<!-- Written by `python -m daemon.config.manual` from daemon/config/settings.py: change it there. -->",
        "",
        "One TOML file, looked for as `./tieout.toml`, then `tieout.toml` in systemd's `$CONFIGURATION_DIRECTORY`, then",
        "`/etc/tieout/tieout.toml`; `-c FILE` names another. A misspelt key is an error, never ignored. Relative paths start at",
        "the file's directory. `tieout check` tries the file and every connection in it, line by line.",
        "",
        "Secrets never stand in the file. A `credential` names one: a file in systemd's `$CREDENTIALS_DIRECTORY`",
        "(`LoadCredential=`), else a file of that name beside the configuration, mode 600, exactly one line.",
        "",
        "A commented example of everything is [daemon/config/example.toml](../daemon/config/example.toml).",
    ]
    for name, section, keys in tables():
        lines += [
            "",
            f"## {f'[[{name}]]' if section is Mailbox else f'[{name}]'}",
            "",
            inspect.cleandoc(section.__doc__ or ""),
            "",
        ]
        lines += ["| key | value | default | |", "|---|---|---|---|"]
        for key in keys:
            default = f"`{key.default}`" if key.default else "must be given"
            lines.append(f"| `{key.name}` | {key.kind} | {default} | {_cell(key.description)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _keys(section: type[Section]) -> Iterator[Key]:
    hints = get_type_hints(section, include_extras=True)
    for field in msgspec.structs.fields(section):
        kind, description = _described(hints[field.name])
        absent = field.default is msgspec.NODEFAULT
        yield Key(field.name, kind, "" if absent else _toml(field.default), description)


def _described(hint: Any) -> tuple[str, str]:
    """Return the kind of value in words, and the description in its `Meta`."""
    description, least = "", None
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        for note in notes:
            if isinstance(note, msgspec.Meta):
                description, least = note.description or "", note.ge
    return _kind(hint) + (f", at least {least}" if least is not None else ""), description


def _kind(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return " or ".join(f'"{choice}"' for choice in get_args(hint))
    if get_origin(hint) in {Union, UnionType}:
        return _kind(next(each for each in get_args(hint) if each is not type(None)))
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return f"list of {_kind(inner)}" if get_origin(inner) is Literal else "list of texts"
    return {"str": "text", "int": "whole number", "bool": "true or false", "Decimal": "amount"}[hint.__name__]


def _toml(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _comment(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width=110, initial_indent="# ", subsequent_indent="# ")


def main() -> None:
    """Write both files, each where it belongs in a working tree."""
    EXAMPLE.write_text(example(), encoding="utf-8")
    Path(__file__).parents[2].joinpath("docs", "configuration.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
