"""What a request to a server of somebody else's came to, where it did not succeed: the one word for it above and below the connectors.

RequestFailed   the message says what failed and what to do
    permanent   somebody must change something first
    answered    the server answered, so that what was asked was surely refused
    gone        the mail or folder is not there
    unfit       what was given is not taken as it is, now or later
    wait        seconds the server asked us to wait, 0 where it said nothing
"""

from __future__ import annotations


class RequestFailed(Exception):
    """A request did not succeed."""

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        answered: bool = False,
        gone: bool = False,
        unfit: bool = False,
        wait: float = 0.0,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.answered = answered
        self.gone = gone
        self.unfit = unfit
        self.wait = wait
