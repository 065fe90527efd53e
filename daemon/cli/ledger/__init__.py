"""`tieout ledger`: import our ledger's export, and see what counts."""

from __future__ import annotations

from daemon.cli.commands import Folder

COMMAND = Folder("daemon.cli.ledger", __path__, "ledger", "Import our ledger's export, and see what counts.")
