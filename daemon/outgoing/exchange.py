"""Replies through an Exchange Server on premises: a draft from our MIME, then SendItem. Exchange keeps the copy in Sent Items.

A draft alone is no mail, so every failure up to SendItem is `NotSent`. After it only the server's word says whether it was accepted; where
none comes, finding the mail in Sent Items settles it.

learn.microsoft.com: "CreateItem operation", "SendItem operation".
"""

from __future__ import annotations

from collections.abc import Callable

from exchangelib import Message

from daemon.config.settings import Outgoing
from daemon.exchange.session import ExchangeError, ExchangeSession
from daemon.outgoing.base import InDoubt, NotSent, Receipt


class ExchangeTransport:
    """The way out through the mailbox that sends."""

    def __init__(self, outgoing: Outgoing, secret: Callable[[str], str]) -> None:
        self._outgoing = outgoing
        self._secret = secret

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        del recipient  # stands in the mail
        session = ExchangeSession(self._outgoing, sender, self._secret)
        try:
            return self._send(session, message_id, content)
        finally:
            session.close()

    def has_left(self, *, sender: str, message_id: str) -> str:
        session = ExchangeSession(self._outgoing, sender, self._secret)
        try:
            return "found in Sent Items" if self._sent(session, message_id) else ""
        except ExchangeError as error:
            raise NotSent(str(error), permanent=False, wait=error.wait) from error
        finally:
            session.close()

    def check(self) -> list[str]:
        if "@" not in self._outgoing.user:
            return [f"{self._outgoing.user} is no mail address: tried when the first reply leaves"]
        session = ExchangeSession(self._outgoing, self._outgoing.user, self._secret)
        try:
            with session.asking("look into the drafts") as account:
                account.drafts.refresh()
        except ExchangeError as error:
            raise NotSent(str(error), permanent=False) from error
        finally:
            session.close()
        return [f"{self._outgoing.host} lets {self._outgoing.user} write drafts"]

    def _send(self, session: ExchangeSession, message_id: str, content: bytes) -> Receipt:
        try:
            if self._sent(session, message_id):
                return Receipt("found in Sent Items")
            with session.asking("lay the reply into the drafts") as account:
                draft = Message(account=account, folder=account.drafts, mime_content=content)
                left = next(iter(account.drafts.filter(message_id=message_id).only("id", "changekey")[:1]), None)
                if left is None:
                    draft.save()
                else:
                    draft = Message(account=account, folder=account.drafts, id=left.id, changekey=left.changekey)
        except ExchangeError as error:
            raise NotSent(str(error), permanent=False, wait=error.wait) from error
        try:
            with session.asking("send the reply"):
                draft.send(save_copy=True)
        except ExchangeError as error:
            if error.answered:
                raise NotSent(str(error), permanent=False, wait=error.wait) from error
            return self._settled(session, message_id, error)
        return Receipt(f"accepted by {self._outgoing.host}")

    def _settled(self, session: ExchangeSession, message_id: str, error: ExchangeError) -> Receipt:
        try:
            if self._sent(session, message_id):
                return Receipt("found in Sent Items")
        except ExchangeError:
            pass  # the doubt stays
        raise InDoubt(f"{error} It may have been accepted.") from error

    @staticmethod
    def _sent(session: ExchangeSession, message_id: str) -> bool:
        with session.asking("look into Sent Items") as account:
            return any(True for _ in account.sent.filter(message_id=message_id).only("id")[:1])
