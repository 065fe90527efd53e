"""Files stay small, say what they are for, and lie where they belong."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.source import ROOT, files_of_tests, source_files, syntax, tracked_files

MOST_LINES = 400


def test_no_file_is_longer_than_can_be_kept_in_mind() -> None:
    lengths = {
        path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in source_files() + files_of_tests()
    }
    assert {} == {str(path): length for path, length in lengths.items() if length > MOST_LINES}


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path) for path in source_files() if len(ast.get_docstring(syntax(path)) or "") < 15]
    assert [] == silent


def test_imports_are_absolute_and_stand_at_the_top() -> None:
    relative = [
        f"{path}:{node.lineno}"
        for path in source_files()
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    assert [] == relative


def test_every_folder_of_tests_is_a_package() -> None:
    """Else pytest and mypy take tests/parsers for the room parsers, depending on where they start."""
    folders = {path.parent for path in files_of_tests()}
    assert [] == sorted(str(folder) for folder in folders if not (ROOT / folder / "__init__.py").is_file())


def test_the_folder_systemd_is_never_a_package() -> None:
    """With an __init__.py it would stand before the library systemd-python wherever both are importable."""
    assert [] == [str(path) for path in tracked_files() if path.parts[0] == "systemd" and path.suffix == ".py"]


def test_the_top_level_stays_as_it_was_agreed() -> None:
    folders = {path.parts[0] for path in tracked_files() if len(path.parts) > 1}
    assert folders <= {".ci", "benchmarks", "daemon", "docs", "parsers", "rules", "systemd", "tests"}


def test_no_file_holds_a_path_of_the_machine_it_was_written_on() -> None:
    somebodys = re.compile(r"(?<![\w.~}>)-])/(?:home|root|work|workspace|Users|builds|mnt|media)/\w")
    found = []
    for path in tracked_files():
        content = (ROOT / path).read_bytes()
        if b"\0" in content[:4096]:
            continue
        for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
            if somebodys.search(line):
                found.append(f"{path}:{number}")
    assert [] == found


def test_no_generated_or_private_file_is_kept() -> None:
    unwanted = re.compile(r"(\.pyc|\.sqlite(-\w+)?|\.log|\.orig|\.rej|~)$|__pycache__|/credentials?/")
    assert [] == [str(path) for path in tracked_files() if unwanted.search(str(path))]


def test_scripts_can_be_run() -> None:
    scripts = [path for path in tracked_files() if (ROOT / path).read_bytes()[:2] == b"#!"]
    assert Path(".ci/run") in scripts
    assert [] == [str(path) for path in scripts if not (ROOT / path).stat().st_mode & 0o100]
