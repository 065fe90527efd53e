"""Whatever another person or program may meet has its word in docs/: codes, gates, events, settings, commands."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import shlex
import tomllib
from pathlib import Path

import click

import rules.gates
from daemon.__main__ import commands
from daemon.cli import exits
from daemon.observe import events
from rules.model.decision import Outcome
from rules.model.difference import Reason
from tests.house.source import ROOT, called, calls, source_files, syntax, text_of

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "systemd/README.md"]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(name: str) -> set[str]:
    """Return the codes that have a row of their own in a table of the page: | `code` | ... |"""
    return set(re.findall(r"^\| `([^`]+)` \|", page(name), flags=re.MULTILINE))


def problem_codes() -> set[str]:
    """Return every code of a Problem: given to it directly, or through a function of the module that takes a `code`."""
    found: set[str] = set()
    for path in source_files():
        tree = syntax(path)
        positions = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args if argument.arg not in {"self", "cls"}]
                if "code" in names:
                    positions[node.name] = names.index("code")
        if "Problem" not in (ROOT / path).read_text(encoding="utf-8"):
            continue
        for call in calls(tree):
            if called(call) == "Problem" or called(call) in positions:
                for keyword in call.keywords:
                    if keyword.arg == "code":
                        found.update(text_of(keyword.value))
            if called(call) == "Problem" and call.args:
                found.update(text_of(call.args[0]))
            position = positions.get(called(call))
            if position is not None and position < len(call.args):
                found.update(text_of(call.args[position]))
    return found


def test_every_problem_is_documented() -> None:
    codes = problem_codes()
    assert {"locked", "image_only"} <= codes
    assert [] == sorted(codes - rows("problems.md"))


def test_every_reason_and_outcome_is_documented() -> None:
    assert [] == sorted({*Reason, *Outcome} - rows("json.md"))


def test_every_gate_is_documented() -> None:
    gates = {found.name for found in pkgutil.iter_modules(rules.gates.__path__, "rules.gates.")}
    asked = {name.rpartition(".")[2] for name in gates if hasattr(importlib.import_module(name), "ask")}
    assert [] == sorted(asked - rows("gates.md"))
    assert [] == sorted(rows("gates.md") - asked)


def test_every_gate_has_its_words_for_staff_in_each_language() -> None:
    gates = {found.name for found in pkgutil.iter_modules(rules.gates.__path__)}
    for path in sorted((ROOT / "daemon/review/languages").glob("*.toml")):
        assert [] == sorted(gates - tomllib.loads(path.read_text(encoding="utf-8"))["gate"].keys()), path.name


def test_every_event_is_documented_with_its_keys() -> None:
    manual = events.manual()
    assert set(manual) == rows("events.md")
    text = page("events.md")
    assert [] == [
        f"{name}: {key}"
        for name, entry in manual.items()
        for key in entry.keys
        if f"`{key}`" not in re.findall(rf"^\| `{name}` \|.*$", text, flags=re.MULTILINE)[0]
    ]


def test_every_command_and_option_is_documented() -> None:
    text = page("cli.md")
    missing = []
    for path, command in all_commands(commands()):
        if f"`tieout {path}" not in text:
            missing.append(path)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                missing += [
                    f"{path} {name}" for name in parameter.opts if name.startswith("--") and f"`{name}" not in text
                ]
    assert [] == missing


def test_every_command_line_that_a_page_prints_can_be_given() -> None:
    """A command that is copied from a page must not end with "no such option"."""
    printed = [
        shlex.split(found, comments=True)
        for path in PAGES
        for found in re.findall(r"(?:bin/|`)tieout ([^`\n]*)", path.read_text(encoding="utf-8"))
    ]
    wrong = []
    for words in printed:
        command: click.Command | None = commands()
        left = list(words)
        while isinstance(command, click.Group) and left:
            command = command.get_command(click.Context(command), left.pop(0))
        known = {name for parameter in command.params for name in parameter.opts} if command is not None else set()
        given = {word for word in left if word.startswith("-")}
        wrong += [" ".join(words)] if command is None or not given <= known else []
    assert len(printed) > 100
    assert [] == wrong


def test_every_exit_code_is_documented() -> None:
    codes = {str(value) for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert codes == {code for code in rows("cli.md") if code.isdigit()}


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = set(
        re.findall(
            r'^  "([A-Za-z][\w.-]*?)(?:\[\w+\])?\s*[><=~"]', text.split("[project.scripts]")[0], flags=re.MULTILINE
        )
    )
    assert "click" in named
    assert named == rows("dependencies.md")


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for path in PAGES:
        broken += [
            f"{path.relative_to(ROOT)}: {target}"
            for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
            if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
        ]
    assert [] == broken


def all_commands(group: click.Group, above: str = "") -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found += all_commands(command, f"{above}{name} ")
        else:
            found.append((above + name, command))
    return found


def test_pages_are_where_the_tree_says() -> None:
    wanted = [
        "cli.md",
        "configuration.md",
        "dependencies.md",
        "events.md",
        "gates.md",
        "json.md",
        "problems.md",
        "tour.md",
    ]
    assert [] == [name for name in wanted if not Path(ROOT, "docs", name).is_file()]


def test_every_test_that_a_page_names_is_there() -> None:
    there = {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    named = {
        name
        for path in (ROOT / "docs").glob("*.md")
        for name in re.findall(r"`(test_[a-z0-9_]+)`", path.read_text(encoding="utf-8"))
    }
    assert "test_a_connection_refuses_a_second_thread" in named
    assert [] == sorted(named - there)
