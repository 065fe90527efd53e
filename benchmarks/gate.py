"""Stands before a mail server and makes it slow, full or unwilling for a while; afterwards everything passes to the real one."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

ANSWERS = {
    "421": ("greeting", b"421 4.3.2 Service not available, closing transmission channel\r\n"),
    "452": ("MAIL", b"452 4.3.1 Insufficient system storage\r\n"),
    "454": ("MAIL", b"454 4.7.0 Temporary authentication failure\r\n"),
    "552": ("MAIL", b"552 5.2.2 Storage allocation exceeded\r\n"),
    "quota": ("RCPT", b"452 4.2.2 The recipient's mailbox is over its quota\r\n"),
}
"""What an unwilling server says, and to what."""


class Gate:
    """Listens on a loopback port of its own. `slow`: each piece of data is passed on that many seconds late. `shut` with one of
    ANSWERS: the server answers so, until `open`.
    """

    def __init__(self, target: int, slow: float = 0.0) -> None:
        self.refused = 0
        self._target = target
        self._slow = slow
        self._answer = ""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def shut(self, answer: str) -> None:
        self._answer = answer

    def open(self) -> None:
        self._answer = ""

    def stop(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:  # it was closed
                return
            threading.Thread(target=self._serve, args=(client, self._answer), daemon=True).start()

    def _serve(self, client: socket.socket, answer: str) -> None:
        with client, suppress(OSError):
            if answer:
                self._unwilling(client, *ANSWERS[answer])
                return
            with socket.create_connection(("127.0.0.1", self._target)) as server:
                back = threading.Thread(target=self._pass, args=(server, client), daemon=True)
                back.start()
                self._pass(client, server)
                back.join()

    def _unwilling(self, client: socket.socket, to: str, answer: bytes) -> None:
        if to == "greeting":
            self.refused += 1
            client.sendall(answer)
            return
        client.sendall(b"220 mx.example ESMTP\r\n")
        for line in client.makefile("rb"):
            verb = line[:4].upper().decode("ascii", "replace")
            if verb == to:
                self.refused += 1
                client.sendall(answer)
            elif verb == "QUIT":
                client.sendall(b"221 2.0.0 Bye\r\n")
                return
            else:
                client.sendall(b"250 2.0.0 Ok\r\n")

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self._slow:
                    time.sleep(self._slow)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
