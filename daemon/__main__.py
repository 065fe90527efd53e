"""The command `tieout`: checks that it runs in its own house, finds the command, ends with one sentence and one exit code."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Sequence

import click

import daemon.cli
from daemon.cli import exits
from daemon.cli.commands import Folder
from daemon.cli.output import complain, use_utf8
from daemon.config.load import ConfigError

_ROOMS = ("daemon", "parsers", "rules")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (docs/cli.md)."""
    use_utf8()
    foreign = strangers()
    if foreign:
        complain(
            f"Another package installs {', '.join(foreign)} here too: install tieout into a virtual environment of its own."
        )
        return exits.FAILED
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads any more. The interpreter flushes standard output once more at its end; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.NO_READER
    return code


def strangers() -> list[str]:
    """Return the rooms that another distribution also claims: python-daemon and django-rules share our names."""
    owners = importlib.metadata.packages_distributions()
    return [room for room in _ROOMS if set(owners.get(room, ["tieout"])) != {"tieout"}]


def commands() -> Folder:
    """Return the command with all its commands."""
    folder = Folder(
        "daemon.cli",
        daemon.cli.__path__,
        "tieout",
        "Reads statements of account that arrive by mail, reconciles them against the ledger, and answers.",
    )
    return click.version_option(package_name="tieout", message="tieout %(version)s")(folder)


def _run(arguments: list[str]) -> int:
    """Run without click's own error printing, which would end the process and hide which code was meant."""
    try:
        with commands().make_context("tieout", arguments) as context:
            result = context.command.invoke(context)
    except exits.CommandError as error:
        complain(str(error))
        return error.code
    except ConfigError as error:
        complain(str(error))
        return exits.UNUSABLE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return exits.UNUSABLE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx is not None else "tieout"
        complain(f"{error.format_message().rstrip('.')}: see {command} --help.")
        return exits.UNUSABLE
    except click.ClickException as error:
        complain(error.format_message())
        return exits.FAILED
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, a broken one, one that may only be read
        where = f" ({error.filename})" if error.filename else ""
        complain(f"The system refused: {error.strerror or error}{where}. Mend that and run the command again.")
        return exits.FAILED
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted.")
        return exits.INTERRUPTED
    return result if isinstance(result, int) else exits.DONE


if __name__ == "__main__":
    sys.exit(main())
