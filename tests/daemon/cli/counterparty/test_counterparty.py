"""The group `tieout counterparty` offers its commands."""

from __future__ import annotations

import click

from daemon.cli.counterparty import COMMAND


def test_the_commands_are_those_of_the_folder() -> None:
    assert ["import", "list", "number-map", "set", "show"] == COMMAND.list_commands(click.Context(COMMAND))
