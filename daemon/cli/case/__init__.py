"""`tieout case`: what became of each statement, and what a person decides about it."""

from __future__ import annotations

from daemon.cli.commands import Folder

COMMAND = Folder("daemon.cli.case", __path__, "case", "What became of each statement, and what a person decides.")
