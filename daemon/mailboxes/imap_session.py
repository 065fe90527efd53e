"""One logged-in IMAP connection and what its failures mean. The only file that opens imapclient connections.

Every call runs inside `asking`, which turns the library's errors into ours and makes the connection unusable after any of them: an IMAP
connection after a timeout or a half-read answer is out of step for good. One connection belongs to one thread (imapclient is
not thread safe: answers get mixed up).
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, LoginError

from daemon.config.load import ConfigError
from daemon.config.settings import Mailbox
from daemon.mail.tls import TlsError, distrusted, refuse_plain_text, verified
from daemon.mailboxes.base import MailboxError, PermanentMailboxError, TemporaryMailboxError
from daemon.sign_in.base import SignInError
from daemon.sign_in.choose import mail_tokens

CONNECT_SECONDS = 15.0
READ_SECONDS = 60.0
_KEEPALIVE_SECONDS = 60
_GOODBYE_SECONDS = 5.0
_FOR_NOW = re.compile(
    r"unavailable|temporar|try again|too many|throttl|in ?use|busy|timed? ?out|internal|system error|serverbug|limit",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"nonexistent|trycreate|n[o']t exist|not found|unknown (?:mailbox|folder)|noperm|permission|denied|unsafe login|overquota|"
    r"over quota|quota exceeded|toobig|too large|cannot|read-only",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Selected:
    """What SELECT said of a folder."""

    folder: str
    uidvalidity: int
    uidnext: int | None
    exists: int
    permanent_flags: frozenset[bytes]

    def allows(self, keyword: bytes) -> bool:
        return b"\\*" in self.permanent_flags or keyword in self.permanent_flags


class ImapSession:
    """A connection from log-in to log-out."""

    def __init__(self, mailbox: Mailbox, secret: Callable[[str], str], read_seconds: float = READ_SECONDS) -> None:
        self._mailbox = mailbox
        self._secret = secret
        self._user = mailbox.user or mailbox.address
        self._tokens = mail_tokens(mailbox, secret, self._user)
        self._read_seconds = read_seconds
        self._client: Any = None
        self._thread: int | None = None
        self._selected: Selected | None = None
        self._selected_writable = False
        self._names: dict[str, str] = {}
        self._separator = ""
        self._prefix = ""

    def open(self) -> None:
        """Connect, protect, log in and say who we are. Raises `MailboxError`."""
        self._thread = threading.get_ident()
        self._selected = None
        if not self._mailbox.host:
            raise PermanentMailboxError(
                f"Mailbox {self._mailbox.name} has no host: set `host` to the IMAP server's name."
            )
        try:
            refuse_plain_text(self._mailbox.host, self._mailbox.tls)
            context = verified(self._mailbox.ca_file) if self._mailbox.tls != "none" else None
        except TlsError as error:
            raise PermanentMailboxError(str(error)) from error
        secret = self._password_or_token()
        with self._translated("connect"):
            self._connect(context)
        with self._translated("log in"):
            self._log_in(secret)
        with self._translated("introduce ourselves"):
            # NetEase (163, 126, yeah.net) refuses SELECT with "Unsafe Login" to clients that do not say who they are (RFC 2971).
            if self._client.has_capability("ID"):
                self._introduce()
        with self._translated("ask for namespaces"):
            self._learn_names()

    def _password_or_token(self) -> str:
        try:
            if self._tokens is not None:
                return self._tokens.token()
            return self._secret(self._mailbox.credential)
        except ConfigError as error:
            raise PermanentMailboxError(str(error)) from error
        except SignInError as error:
            raise (PermanentMailboxError if error.permanent else TemporaryMailboxError)(str(error)) from error

    def _connect(self, context: ssl.SSLContext | None) -> None:
        mailbox = self._mailbox
        self._client = IMAPClient(
            mailbox.host,
            port=mailbox.port,
            ssl=mailbox.tls == "tls",
            ssl_context=context,
            # Without a read timeout a half-open peer hangs the thread for ever.
            timeout=SocketTimeout(CONNECT_SECONDS, self._read_seconds),
        )
        self._client.normalise_times = False  # aware instants instead of naive local ones
        wire = self._client.socket()
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if hasattr(socket, "TCP_KEEPIDLE"):
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _KEEPALIVE_SECONDS)
        if mailbox.tls == "starttls":
            try:
                self._client.starttls(context)
            except CapabilityError:
                raise PermanentMailboxError(
                    f'{mailbox.host} does not offer STARTTLS: use tls = "tls" and its port, usually 993.'
                ) from None

    def _log_in(self, secret: str) -> None:
        mailbox, user = self._mailbox, self._user
        try:
            if self._tokens is not None:
                self._client.oauth2_login(user, secret)
            elif user.isascii() and secret.isascii():
                self._client.login(user, secret)
            else:
                self._client.plain_login(user, secret)  # LOGIN knows ASCII only
        except LoginError as error:
            text = _plain(error, secret)
            # The library says the same of a line that broke before the answer.
            if isinstance(error.__context__, imaplib.IMAP4.abort) or _FOR_NOW.search(text):
                raise TemporaryMailboxError(f"{mailbox.host} does not log in {user} for now: {text}.") from None
            raise PermanentMailboxError(
                f"{mailbox.host} refused the password of {user} ({text}): correct the credential {mailbox.credential}."
                if self._tokens is None
                else f"{mailbox.host} refused the token for {user} ({text}): see that the application may read this mailbox."
            ) from None

    def _introduce(self) -> None:
        try:
            self._client.id_({"name": "tieout", "version": _version(), "vendor": "tieout"})
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            pass  # a server that does not want to know

    def _learn_names(self) -> None:
        self._names, self._separator, self._prefix = {}, "", ""
        if self._client.has_capability("NAMESPACE"):
            personal = self._client.namespace().personal
            if personal:
                self._prefix, self._separator = (_text(each) for each in personal[0])
        if not self._separator:
            listed = self._client.list_folders("", "INBOX")
            self._separator = (_text(listed[0][1]) if listed else "") or "/"

    @contextmanager
    def asking(self, what: str) -> Iterator[Any]:
        """Give the client for one exchange; `what` completes "could not ...". Any failure closes the connection."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("An IMAP connection belongs to the thread that opened it.")
        if self._client is None:
            raise TemporaryMailboxError(f"The connection to {self._mailbox.host} is closed: open a new one.")
        with self._translated(what):
            yield self._client

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        host = self._mailbox.host
        try:
            yield
        except MailboxError:
            self.abandon()
            raise
        except ssl.SSLCertVerificationError as error:
            self.abandon()
            raise PermanentMailboxError(distrusted(host, error)) from error
        except imaplib.IMAP4.abort as error:
            self.abandon()
            raise TemporaryMailboxError(
                f"The connection to {host} broke: could not {what} ({_plain(error)})."
            ) from error
        except imaplib.IMAP4.error as error:
            self.abandon()
            text = _plain(error)
            if _FOR_GOOD.search(text) and not _FOR_NOW.search(text):
                raise PermanentMailboxError(f"{host} refused: could not {what} ({text}).") from error
            raise TemporaryMailboxError(f"{host} could not {what} ({text}).") from error
        except OSError as error:
            self.abandon()
            raise TemporaryMailboxError(f"{host} does not answer: could not {what} ({_plain(error)}).") from error
        except (ValueError, IndexError) as error:
            # What the library's parsers raise on answers that break the protocol.
            self.abandon()
            raise TemporaryMailboxError(f"{host} answered something unreadable: could not {what}.") from error

    def select(self, folder: str, *, writable: bool = True, anew: bool = False) -> Selected:
        """Select a folder by its server name; `anew` asks again even where it is selected, to see what changed."""
        known = self._selected
        if known is not None and known.folder == folder and self._selected_writable == writable and not anew:
            return known
        with self.asking(f"open the folder {folder}") as client:
            self._selected = None
            said = client.select_folder(folder, readonly=not writable)
            if b"UIDVALIDITY" not in said:
                raise PermanentMailboxError(
                    f"{self._mailbox.host} gives no UIDVALIDITY for {folder}: it cannot be watched."
                )
            self._selected = Selected(
                folder=folder,
                uidvalidity=said[b"UIDVALIDITY"],
                uidnext=said.get(b"UIDNEXT"),
                exists=said.get(b"EXISTS", 0),
                permanent_flags=frozenset(said.get(b"PERMANENTFLAGS", ())),
            )
            self._selected_writable = writable
            return self._selected

    def server_name(self, folder: str) -> str:
        """Return how the server calls a configured folder: as it stands where that exists, else with the server's separator and
        prefix in place of "/".
        """
        if folder.upper() == "INBOX":
            return "INBOX"
        if folder not in self._names:
            with self.asking(f"look for the folder {folder}") as client:
                if client.folder_exists(folder):
                    self._names[folder] = folder
                else:
                    mapped = folder.replace("/", self._separator)
                    if self._prefix and not mapped.upper().startswith(self._prefix.upper()):
                        mapped = self._prefix + mapped
                    self._names[folder] = mapped
        return self._names[folder]

    def made(self, folder: str) -> str:
        """Return the server name of a folder that exists from now on."""
        name = self.server_name(folder)
        with self.asking(f"make the folder {name}") as client:
            if name != "INBOX" and not client.folder_exists(name):
                client.create_folder(name)
                with suppress(imaplib.IMAP4.error):
                    client.subscribe_folder(name)  # so that people's mail programs show it
        return name

    def has(self, capability: str) -> bool:
        with self.asking("ask for capabilities") as client:
            return bool(client.has_capability(capability))

    @property
    def is_open(self) -> bool:
        return self._client is not None

    def abandon(self) -> None:
        """Close the socket without a word."""
        client, self._client, self._selected = self._client, None, None
        if client is not None:
            with suppress(OSError, imaplib.IMAP4.error, AttributeError):
                client.shutdown()

    def close(self) -> None:
        """Log out where the server still listens."""
        client, self._client, self._selected = self._client, None, None
        if client is not None:
            try:
                client.socket().settimeout(_GOODBYE_SECONDS)
                client.logout()
            except (OSError, imaplib.IMAP4.error, ValueError, AttributeError):
                with suppress(OSError, imaplib.IMAP4.error, AttributeError):
                    client.shutdown()


def _plain(error: BaseException, secret: str = "") -> str:
    """Return an error's words on one line, short, and never with the password in them."""
    words = " ".join(_text(argument) for argument in error.args) if error.args else type(error).__name__
    plain = " ".join(words.split())[:200].rstrip(". ")
    return plain.replace(secret, "…") if secret else plain


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _version() -> str:
    try:
        return version("tieout")
    except PackageNotFoundError:
        return "0"
