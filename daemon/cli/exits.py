"""How a command ends (docs/cli.md): the exit codes, and the one exception that carries a sentence to the user."""

from __future__ import annotations

from typing import Final

DONE: Final = 0  # also where a document is no statement: that is an answer, not a failure
FAILED: Final = 1  # the work could not be done: the world or the files refuse; the sentence says what to do
UNUSABLE: Final = 2  # the arguments or the configuration cannot be used; nothing was tried
INTERRUPTED: Final = 130  # Ctrl-C, as shells count it (128 + SIGINT)
NO_READER: Final = 141  # who read our output went away (128 + SIGPIPE)


class CommandError(Exception):
    """One sentence for standard error, and the exit code."""

    def __init__(self, sentence: str, code: int = FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def unusable(sentence: str) -> CommandError:
    """Return the error for arguments or a configuration that cannot be used."""
    return CommandError(sentence, UNUSABLE)
