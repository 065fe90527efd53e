"""What lies in a folder is found, and where order matters the folder and the list agree."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from types import ModuleType

import pytest

from daemon.__main__ import commands
from parsers.readers.base import all_readers
from tests.house.source import ROOT, source_files


def modules(package: str) -> list[ModuleType]:
    path = importlib.import_module(package).__path__
    return [importlib.import_module(found.name) for found in pkgutil.iter_modules(path, f"{package}.")]


def test_every_reader_is_found_and_names_itself_once() -> None:
    offered = [module.READER for module in modules("parsers.readers") if hasattr(module, "READER")]
    assert sorted(reader.name for reader in offered) == sorted(reader.name for reader in all_readers())
    assert len({reader.name for reader in all_readers()}) == len(all_readers()) > 0


def test_every_gate_answers_and_is_asked() -> None:
    gates = [module for module in modules("rules.gates") if hasattr(module, "ask")]
    assert len(gates) > 10
    assert [] == [gate.__name__ for gate in gates if not (gate.__doc__ or "").strip()]


@pytest.mark.parametrize("room", ["rules.matching", "rules.differences"])
def test_the_ladder_names_every_rule_of_its_folder(room: str) -> None:
    ladder = importlib.import_module(f"{room}.ladder")
    source = (ROOT / f"{room.replace('.', '/')}/ladder.py").read_text(encoding="utf-8")
    rules = [
        module.__name__.rpartition(".")[2]
        for module in modules(room)
        if module is not ladder and any(hasattr(module, offer) for offer in ("match", "explain"))
    ]
    assert [] == [rule for rule in rules if rule not in source]


def test_every_command_is_found() -> None:
    folder = commands()
    with folder.make_context("tieout", ["status"], resilient_parsing=True) as context:
        found = set(folder.list_commands(context))
    assert {"case", "check", "counterparty", "demo", "extract", "ledger", "reconcile", "run", "status"} <= found
    offering = {
        path.parts[2].removesuffix(".py")
        for path in source_files()
        if path.parts[:2] == ("daemon", "cli")
        and (len(path.parts) == 3 or (path.name == "__init__.py" and len(path.parts) == 4))
        and "COMMAND = " in (ROOT / path).read_text(encoding="utf-8")
    }
    assert offering == found


def test_every_language_holds_the_same_words() -> None:
    def keys(table: dict[str, object], above: str = "") -> set[str]:
        found: set[str] = set()
        for key, value in table.items():
            found |= keys(value, f"{above}{key}.") if isinstance(value, dict) else {above + key}
        return found

    files = sorted((ROOT / "daemon/replies/languages").glob("*.toml"))
    assert len(files) >= 2
    words = {file.stem: keys(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files}
    # Plural forms differ from language to language.
    flat = {code: {key.removesuffix(".one").removesuffix(".other") for key in found} for code, found in words.items()}
    assert {} == {code: sorted(found ^ flat["en"]) for code, found in flat.items() if found != flat["en"]}
