"""The group `tieout ledger` offers its three commands."""

from __future__ import annotations

import click

from daemon.cli.ledger import COMMAND


def test_the_commands_are_those_of_the_folder() -> None:
    assert ["import", "list", "preview", "show"] == COMMAND.list_commands(click.Context(COMMAND))
