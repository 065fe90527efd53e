"""Tests mirror the source: whoever changes rules/gates/amount_limit.py finds tests/rules/gates/test_amount_limit.py."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import ROOT, source_files, syntax


def holds_behaviour(tree: ast.Module) -> bool:
    """Whether a module does anything: a function, or a method of more than one statement. Types alone need no test."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            return True
        if isinstance(node, ast.ClassDef) and not _is_protocol(node):
            methods = (each for each in node.body if isinstance(each, ast.FunctionDef))
            if any(len(_statements(method)) > 1 for method in methods):
                return True
    return False


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def _statements(function: ast.FunctionDef) -> list[ast.stmt]:
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return function.body[1:] if documented else function.body


def places_for(path: Path) -> list[Path]:
    """Return where the test of a module may stand: at its mirror, or with the real servers for a connector."""
    name = path.stem.strip("_")
    if name == "init":
        name = path.parent.name
    mirror = Path("tests", path.parent)
    places = [mirror / f"test_{name}.py"]
    room = path.parent.name
    if room in {"mailboxes", "outgoing", "sign_in"}:
        places.append(Path("tests/servers") / f"test_{name}.py")
        places.append(Path("tests/servers") / f"test_{room.removesuffix('es')}_{name}.py")
    return places


def test_every_module_with_behaviour_has_its_test() -> None:
    lonely = [
        str(path)
        for path in source_files()
        if "migrations" not in path.parts  # run as one chain by the test of daemon/store/migrate.py
        and holds_behaviour(syntax(path))
        and not any((ROOT / place).is_file() for place in places_for(path))
    ]
    assert [] == lonely


def test_a_module_of_types_needs_none_and_one_function_is_enough_to_need_one() -> None:
    types = "class A:\n    x: int\n    @property\n    def y(self):\n        'Docs.'\n        return 1\n"
    assert not holds_behaviour(ast.parse(types))
    assert holds_behaviour(ast.parse(types + "def f():\n    pass\n"))
    assert holds_behaviour(ast.parse("class A:\n    def f(self):\n        x = 1\n        return x\n"))
