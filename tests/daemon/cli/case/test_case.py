"""The group `tieout case` offers its commands, and nothing that only helps them."""

from __future__ import annotations

import click

from daemon.cli.case import COMMAND


def test_the_commands_are_those_of_the_folder() -> None:
    assert [
        "approve",
        "export",
        "list",
        "rederive",
        "reject",
        "reopen",
        "replay",
        "settle",
        "show",
    ] == COMMAND.list_commands(click.Context(COMMAND))
