"""What a person may do with a case, as the pages and the commands ask for it. The pipeline does it (daemon/pipeline/desk.py),
behind its one policy gate; the review pages know only this.
"""

from __future__ import annotations

from typing import Protocol


class DeskRefused(Exception):
    """The case as it stands does not allow it; the message says why."""


class Desk(Protocol):
    """Each act is in somebody's name, audited, and raises `DeskRefused` where the case or the policy does not allow it."""

    def approve(self, case: int, by: str) -> None:
        """Let a waiting draft leave."""

    def close(self, case: int, by: str, because: str) -> None:
        """Close a waiting case without a further answer."""

    def replay(self, case: int, by: str) -> None:
        """Have a waiting case worked on again."""

    def left(self, case: int, by: str) -> None:
        """Settle a doubt: the reply did arrive."""

    def never_left(self, case: int, by: str) -> None:
        """Settle a doubt: the reply did not arrive."""
