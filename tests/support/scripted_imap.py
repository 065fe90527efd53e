"""An IMAP server that says what a script tells it to say: for the moments that a real server reaches once a month.

A script is a function that gets the connection and speaks the protocol line by line. `greet` handles log-in and SELECT; what a test is
about stands in the test.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from daemon.config.settings import Mailbox

CAPABILITIES = "IMAP4rev1 IDLE UIDPLUS MOVE ID"


class Wire:
    """One connection as the server sees it."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self._stream = connection.makefile("rb")
        self.commands: list[str] = []

    def close(self) -> None:
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self._stream.close()
        self.socket.close()

    def read(self) -> str:
        """Return the client's next line; raises ConnectionError when it has gone."""
        line = self._stream.readline()
        if not line:
            raise ConnectionError
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        self.commands.append(text)
        return text

    def say(self, *lines: str) -> None:
        """Send lines in one piece, so that they arrive in one packet."""
        self.raw("".join(f"{line}\r\n" for line in lines).encode())

    def raw(self, content: bytes) -> None:
        self.socket.sendall(content)

    def expect(self, word: str, *answers: str) -> str:
        """Read a command that contains `word`, say `answers` and OK. Return its tag."""
        line = self.read()
        assert word in line.upper(), f"wanted {word}, got {line}"
        tag = line.split()[0]
        self.say(*answers, f"{tag} OK done")
        return tag

    def greet(self, capabilities: str = CAPABILITIES) -> None:
        """Handle everything from the greeting to the namespace question."""
        self.say(f"* OK [CAPABILITY {capabilities}] ready")
        while True:
            line = self.read()
            tag, _, command = line.partition(" ")
            word = command.split()[0].upper()
            if word == "CAPABILITY":
                self.say(f"* CAPABILITY {capabilities}", f"{tag} OK done")
            elif word == "LOGIN":
                self.say(f"{tag} OK [CAPABILITY {capabilities}] logged in")
            elif word == "ID":
                self.say("* ID NIL", f"{tag} OK done")
            elif word == "LIST":
                self.say('* LIST (\\HasNoChildren) "/" INBOX', f"{tag} OK done")
                return
            else:
                raise AssertionError(f"unexpected {line}")

    def select(self, exists: int = 3, uidvalidity: int = 7, uidnext: int = 4, flags: str = "\\*") -> None:
        self.expect(
            "SELECT",
            f"* {exists} EXISTS",
            "* FLAGS (\\Seen \\Flagged \\Deleted)",
            f"* OK [PERMANENTFLAGS (\\Seen \\Flagged \\Deleted {flags})] flags",
            f"* OK [UIDVALIDITY {uidvalidity}] valid",
            f"* OK [UIDNEXT {uidnext}] next",
        )

    def search(self, *uids: int) -> None:
        self.expect("SEARCH", "* SEARCH " + " ".join(map(str, uids)))


Script = Callable[[Wire], None]


class ScriptedImap:
    """Serves one script after another, one a connection; the last one again and again."""

    def __init__(self, *scripts: Script) -> None:
        self._scripts = scripts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.wires: list[Wire] = []
        self.failures: list[BaseException] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def mailbox(self, **changes: object) -> Mailbox:
        given: dict[str, object] = {
            "name": "scripted",
            "address": "ar@tieout.example",
            "host": "127.0.0.1",
            "port": self.port,
            "tls": "none",
        }
        return Mailbox(**{**given, **changes})  # type: ignore[arg-type]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            wire = Wire(connection)
            self.wires.append(wire)
            script = self._scripts[min(len(self.wires), len(self._scripts)) - 1]
            threading.Thread(target=self._run, args=(script, wire), daemon=True).start()

    def _run(self, script: Script, wire: Wire) -> None:
        try:
            script(wire)
        except (OSError, ValueError):  # closed, by the client or by the end of the test
            pass
        except Exception as error:  # noqa: BLE001 -- shown at the end of the test
            self.failures.append(error)
        finally:
            wire.close()

    def stop(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake a thread that accepts
        self._listener.close()
        for wire in self.wires:
            wire.close()
        self._thread.join(timeout=5)
