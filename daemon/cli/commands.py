"""The commands, found in this folder: a file or a package that offers `COMMAND` is a command.

They are imported only when asked for, so that `tieout status` does not wait for the PDF readers.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence

import click


class Folder(click.Group):
    """A group whose commands are the modules of a package. A module's name is its command's (`import_` is "import",
    `number_map` is "number-map").
    """

    def __init__(self, package: str, path: Sequence[str], name: str, description: str) -> None:
        super().__init__(name=name, help=description)
        self._modules = {
            module.name.rstrip("_").replace("_", "-"): f"{package}.{module.name}"
            for module in pkgutil.iter_modules(path)
        }

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(name for name in self._modules if self._command(name) is not None)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        return self._command(name)

    def _command(self, name: str) -> click.Command | None:
        if name not in self._modules:
            return None
        found: object = getattr(importlib.import_module(self._modules[name]), "COMMAND", None)
        return found if isinstance(found, click.Command) else None
