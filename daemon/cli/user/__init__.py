"""`tieout user`: who may sit at the desk."""

from __future__ import annotations

from daemon.cli.commands import Folder

COMMAND = Folder("daemon.cli.user", __path__, "user", "Who may sit at the desk.")
