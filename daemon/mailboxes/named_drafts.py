"""Drafts on servers that give each mail a name (Microsoft 365, Exchange). What lies there is fetched whole once, and again when it changes:
such servers do not search for what a mail answers.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from daemon.mail.complexity import header_block
from daemon.mailboxes.base import Filed

_OVERLAP = dt.timedelta(minutes=15)
_OURS = "<tieout."


@dataclass(frozen=True, slots=True)
class Listed:
    """What a server lists of a mail: `version` is another whenever it was changed."""

    name: str
    version: str
    message_id: str
    at: dt.datetime


class NamedDrafts(ABC):
    """As `KeepsDrafts` has it. It belongs to one connection."""

    def __init__(self) -> None:
        self._headers: dict[tuple[str, str], bytes] = {}

    @abstractmethod
    def _in_drafts(self) -> Iterable[Listed]:
        """Return every mail in Drafts."""

    @abstractmethod
    def _in_sent(self, since: dt.datetime) -> Iterable[Listed]:
        """Return the mails that came into Sent since then."""

    @abstractmethod
    def _content(self, name: str) -> bytes | None:
        """Return a mail as a whole, None where it is gone."""

    @abstractmethod
    def lay_draft(self, content: bytes) -> None:
        """As `KeepsDrafts` has it."""

    @abstractmethod
    def remove_draft(self, mail: Filed) -> bool:
        """As `KeepsDrafts` has it."""

    def drafts_mark(self) -> str:
        """Return "": such a server counts nothing."""
        return ""

    def drafts(self) -> list[Filed]:
        return self._filed(self._in_drafts(), sent=False)

    def sent_about(self, since: dt.datetime, message_id: str, answers: str) -> list[Filed] | None:
        del answers
        found = self._in_sent(since - _OVERLAP)
        # Other replies of ours are told by their names alone.
        wanted = (each for each in found if each.message_id == message_id or not each.message_id.startswith(_OURS))
        return self._filed(wanted, sent=True)

    def filed(self, mail: Filed) -> bytes | None:
        return self._content(mail.name)

    def _filed(self, listed: Iterable[Listed], *, sent: bool) -> list[Filed]:
        found = []
        for each in listed:
            key = (each.name, each.version)
            if key not in self._headers:
                content = self._content(each.name)
                if content is None:
                    continue
                self._headers[key] = header_block(content)
            found.append(Filed(each.name, self._headers[key], each.at, sent))
        return found
