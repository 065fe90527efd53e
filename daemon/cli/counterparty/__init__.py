"""`tieout counterparty`: who our customers and suppliers are, and which mail addresses are theirs."""

from __future__ import annotations

from daemon.cli.commands import Folder

COMMAND = Folder(
    "daemon.cli.counterparty",
    __path__,
    "counterparty",
    "Who our customers and suppliers are, and which mail addresses are theirs.",
)
