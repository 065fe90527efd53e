"""What the house tests look at: the source tree as files and as syntax."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("parsers", "rules", "daemon")


def source_files() -> list[Path]:
    """Return every Python file of the three rooms, relative to the tree."""
    return sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def files_of_tests() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))


@cache
def syntax(path: Path) -> ast.Module:
    """Return the syntax tree of a file named relative to the tree."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def tracked_files() -> list[Path]:
    """Return what would be committed: every file that git does not ignore; without git, every file outside of hidden folders."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        return sorted(Path(name) for name in listing.stdout.decode().split("\0") if name and (ROOT / name).is_file())
    unkept = {"__pycache__", "build", "dist", "tieout-demo", "tieout-state"}
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return sorted(
        path
        for path in files
        if not unkept & set(path.parts) and (not path.parts[0].startswith(".") or path.parts[0] == ".ci")
    )


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """Return the last name of what is called: "Problem" for `document.Problem(...)`."""
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def text_of(node: ast.AST | None) -> list[str]:
    """Return the texts that an expression may be: a constant, or the branches of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return text_of(node.body) + text_of(node.orelse)
    return []
