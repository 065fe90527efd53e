"""What a person may do with a case, as the pages and the commands ask for it. The pipeline does it (daemon/pipeline/desk.py),
behind its one policy gate; the review pages know only this.
"""

from __future__ import annotations

from typing import Protocol

from daemon.correction import Correction


class DeskRefused(Exception):
    """The case as it stands does not allow it; the message says why."""


class Desk(Protocol):
    """Each act is in somebody's name, audited, and raises `DeskRefused` where the case or the policy does not allow it."""

    def approve(self, case: int, by: str, seen: str) -> None:
        """Let a waiting draft leave whose words (`Reply.mail`) are those that were `seen`."""

    def hold_back(self, case: int, by: str) -> None:
        """Take an approval (or the policy's word) back before the reply has left: it is a draft again."""

    def edit(self, case: int, by: str, *, subject: str, text: str, kept: tuple[int, ...], seen: str) -> str:
        """Put other words in place of those that were `seen` (`Reply.mail`), and return what the new ones are called.

        `kept` numbers the attachments that stay, from 0.
        """

    def take_back(self, case: int, by: str) -> None:
        """Put the words back that stood there before the last change."""

    def ask(self, case: int, by: str, text: str) -> None:
        """Lay a draft that asks the sender something, in place of an answer."""

    def close(self, case: int, by: str, because: str) -> None:
        """Close a waiting case without a further answer."""

    def replay(self, case: int, by: str) -> None:
        """Have a waiting case worked on again."""

    def reopen(self, case: int, by: str, because: str) -> None:
        """Have a closed case worked on again, where nothing can have left."""

    def correct(self, case: int, by: str, *corrections: Correction) -> None:
        """Lay corrections over a waiting case, all or none; it is worked on again."""

    def undo(self, case: int, by: str, number: int) -> None:
        """Take a correction back; the case is worked on again."""

    def left(self, case: int, by: str) -> None:
        """Settle a doubt: the reply did arrive."""

    def never_left(self, case: int, by: str) -> None:
        """Settle a doubt: the reply did not arrive."""
