"""Hints at new mail from an Exchange Server: a streaming subscription, heard by a thread of its own over a connection of its own.

A hint only makes the next look sooner; what there is to find, the sync state says. Events between two connections are lost, and a
subscription may go bad for ever, so each connection begins with a hint of its own, and any error leads to a new subscription.

learn.microsoft.com: "Notification subscriptions, mailbox events, and EWS in Exchange", "GetStreamingEvents operation".
"""

from __future__ import annotations

import threading
import time

from daemon.exchange.folders import folder_of
from daemon.exchange.session import ExchangeError, ExchangeSession

EVENTS = ("NewMailEvent", "CreatedEvent", "MovedEvent")
MINUTES = 2
"""How long the server holds one connection; a dead one is noticed a minute later."""
AGAIN_SECONDS = 60.0
"""After a failure: until then the looks of every poll_seconds must do."""

_EARLY_SECONDS = 5.0


class Listener:
    """Listens on one folder from the first wait on. `session` is used by this listener's thread alone."""

    def __init__(self, session: ExchangeSession, path: str, *, again: float = AGAIN_SECONDS) -> None:
        self._session = session
        self._path = path
        self._again = again
        self._heard = threading.Event()
        self._stopped = threading.Event()
        self._started = False
        # A daemon thread: it may sit in a read for minutes, and holds nothing that a stop must wait for.
        self._thread = threading.Thread(target=self._listen, name="tieout-exchange-hints", daemon=True)

    def hint(self, seconds: float) -> bool:
        """Wait for a hint, at most so long. Return whether one came since the last call."""
        if not self._started:
            self._started = True
            self._thread.start()
        heard = self._heard.wait(seconds)
        self._heard.clear()
        return heard

    def stop(self) -> None:
        """Take no more hints; the thread ends with its connection."""
        self._stopped.set()

    def try_it(self) -> str:
        """Return how hints will come, in a few words for people."""
        try:
            with self._session.asking("subscribe to new mail") as account:
                folder = folder_of(account, self._path)
                folder.unsubscribe(folder.subscribe_to_streaming(event_types=EVENTS))
        except ExchangeError as error:
            return f"no hints at new mail: {error}"
        finally:
            self._session.close()
        return "the server hints at new mail"

    def _listen(self) -> None:
        while not self._stopped.is_set():
            try:
                with self._session.asking("listen for new mail") as account:
                    folder = folder_of(account, self._path)
                    subscription = folder.subscribe_to_streaming(event_types=EVENTS)
                    while not self._stopped.is_set():
                        self._heard.set()
                        began = time.monotonic()
                        for _ in folder.get_streaming_events(subscription, connection_timeout=MINUTES):
                            self._heard.set()
                            if self._stopped.is_set():
                                break
                        if time.monotonic() - began < _EARLY_SECONDS:
                            self._stopped.wait(self._again)  # a server that closes at once is not asked without end
            except ExchangeError:
                self._stopped.wait(self._again)
            finally:
                self._session.close()
