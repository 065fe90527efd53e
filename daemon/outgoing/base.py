"""The one contract of a way out. The caller must know on which side of the final dot a failure fell.

TransportError
├── NotSent     surely not accepted; `permanent` says whether trying again can help
└── InDoubt     the connection broke after the data had gone: it may have been accepted. Never resent blindly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


class TransportError(Exception):
    """A reply could not be handed over; the message says what the server answered."""


class NotSent(TransportError):
    """The server surely has not accepted the mail; `wait` is how many seconds it asked us to wait, 0 where it said nothing."""

    def __init__(self, message: str, *, permanent: bool, wait: float = 0.0) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.wait = wait


class InDoubt(TransportError):
    """The mail may have been accepted: settled by evidence or by a person."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server's last word."""

    answer: str


class Transport(Protocol):
    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        """Hand over one mail to one recipient. Raises `NotSent` or `InDoubt`, nothing else."""
        ...

    def check(self) -> list[str]:
        """Return what was found, a line each, for `tieout check`. Raises `NotSent`."""
        ...


@runtime_checkable
class KnowsWhatLeft(Protocol):
    """What a way out may do besides: say whether a reply in doubt did leave."""

    def has_left(self, *, sender: str, message_id: str) -> str:
        """Return how it is known that a mail with this Message-ID left, "" where nothing shows it. Raises `NotSent`."""
        ...
