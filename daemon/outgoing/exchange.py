"""Replies through an Exchange Server on premises: a draft from our MIME, then SendItem. Exchange keeps the copy in Sent Items.

learn.microsoft.com: "CreateItem operation", "SendItem operation".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from exchangelib import Message

from daemon.config.settings import Outgoing
from daemon.exchange.session import ExchangeError, ExchangeSession
from daemon.outgoing.base import NotSent, Receipt
from daemon.outgoing.drafts import hand_over, has_left


class ExchangeTransport:
    """The way out through the mailbox that sends."""

    def __init__(self, outgoing: Outgoing, secret: Callable[[str], str]) -> None:
        self._outgoing = outgoing
        self._secret = secret

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        del recipient  # stands in the mail
        with self._session(sender) as session:
            return hand_over(_Drafts(session, self._outgoing.host), message_id, content)

    def has_left(self, *, sender: str, message_id: str) -> str:
        with self._session(sender) as session:
            return has_left(_Drafts(session, self._outgoing.host), message_id)

    def check(self) -> list[str]:
        user = self._outgoing.user
        if "@" not in user:
            return [f"{user} is no mail address: tried when the first reply leaves"]
        with self._session(user) as session:
            try:
                with session.asking("look into the drafts") as account:
                    account.drafts.refresh()
            except ExchangeError as error:
                raise NotSent(str(error), permanent=False) from error
        return [f"{self._outgoing.host} lets {user} write drafts"]

    @contextmanager
    def _session(self, address: str) -> Iterator[ExchangeSession]:
        session = ExchangeSession(self._outgoing, address, self._secret)
        try:
            yield session
        finally:
            session.close()


class _Drafts:
    """As `daemon.outgoing.drafts` wants them."""

    sent = "Sent Items"

    def __init__(self, session: ExchangeSession, host: str) -> None:
        self._session = session
        self.accepted = f"accepted by {host}"

    def in_sent(self, message_id: str) -> bool:
        with self._session.asking("look into Sent Items") as account:
            return any(True for _ in account.sent.filter(message_id=message_id).only("id")[:1])

    def draft(self, message_id: str, content: bytes) -> Callable[[], None]:
        with self._session.asking("lay the reply into the drafts") as account:
            draft = Message(account=account, folder=account.drafts, mime_content=content)
            left = next(iter(account.drafts.filter(message_id=message_id).only("id", "changekey")[:1]), None)
            if left is None:
                draft.save()
            else:
                draft = Message(account=account, folder=account.drafts, id=left.id, changekey=left.changekey)

        def order() -> None:
            with self._session.asking("send the reply"):
                draft.send(save_copy=True)

        return order
