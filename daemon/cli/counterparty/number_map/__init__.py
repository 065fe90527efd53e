"""`tieout counterparty number-map`: what was learned of how their numbers stand for ours."""

from __future__ import annotations

from daemon.cli.commands import Folder

COMMAND = Folder(
    "daemon.cli.counterparty.number_map",
    __path__,
    "number-map",
    "What was learned of how their numbers stand for ours.",
)
