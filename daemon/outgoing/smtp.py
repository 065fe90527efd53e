"""Replies over SMTP (RFC 5321), one connection a mail, with MAIL, RCPT, DATA and the final dot as separate steps.

Until the final dot has been handed to the wire the server cannot have accepted the mail: every failure up to there is `NotSent`. From there
until its answer nobody can know (RFC 1047): that is `InDoubt`, unless the server answers with a refusal.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from daemon.config.load import ConfigError
from daemon.config.settings import Outgoing
from daemon.mail.tls import TlsError, distrusted, refuse_plain_text, verified
from daemon.outgoing.base import InDoubt, NotSent, Receipt
from daemon.sign_in.base import SignInError, xoauth2
from daemon.sign_in.choose import mail_tokens

TIMEOUT_SECONDS = 60.0
FINAL_SECONDS = 300.0
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
# Dot-atoms only: smtplib reads an address again, and of "a@x,b@y" it would take the first half.
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,255}")


class SmtpTransport:
    """The way out over one SMTP server."""

    def __init__(
        self,
        outgoing: Outgoing,
        secret: Callable[[str], str],
        *,
        timeout: float = TIMEOUT_SECONDS,
        final_timeout: float = FINAL_SECONDS,
    ) -> None:
        self._outgoing = outgoing
        self._secret = secret
        self._tokens = mail_tokens(outgoing, secret, outgoing.user)
        self._timeout = timeout
        self._final_timeout = final_timeout

    def send(self, *, sender: str, recipient: str, message_id: str, content: bytes) -> Receipt:
        """Hand over one mail. A refusal of the mail itself (5xx to MAIL, RCPT or DATA) is permanent; a wrong password, a broken
        certificate or a silent server is not: the mail leaves when that is mended.
        """
        del message_id  # stands in the mail
        for address in (sender, recipient):
            if not _ADDRESS.fullmatch(address):
                raise NotSent(f"{address!r} is not an address that can be written to.", permanent=True)
        with self._connected() as client:
            self._refuse_too_large(client, len(content))
            with self._before_the_dot("name sender and recipient"):
                self._demand(client, *client.mail(sender), what=f"the sender {sender}")
                self._demand(client, *client.rcpt(recipient), what=f"the recipient {recipient}")
                missing = self._copy_to_us(client, recipient)
            with self._before_the_dot("hand over the text"):
                code, answer = client.docmd("DATA")
                if code != 354:
                    self._refused(client, code, answer, "the mail")
                client.send(_stuffed(content))
            receipt = self._finish(client)
            return Receipt(f"{receipt.answer}; {missing}") if missing else receipt

    def check(self) -> list[str]:
        with self._connected() as client:
            size = client.esmtp_features.get("size", "")
            lines = [f"{self._outgoing.host} answers" + (f" as {self._outgoing.user}" if self._outgoing.user else "")]
            if isinstance(client.sock, ssl.SSLSocket):
                lines.append(f"protected by {client.sock.version()}, certificate verified")
            if size.isdigit() and int(size) > 0:
                lines.append(f"takes mails up to {int(size) // (1024 * 1024)} MB")
            return lines

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        client = self._open()
        try:
            with self._before_the_dot("log in"):
                self._log_in(client)
            yield client
        except BaseException:
            client.close()
            raise
        else:
            # The server's word has been given; how it says good-bye changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _open(self) -> smtplib.SMTP:
        outgoing = self._outgoing
        if not outgoing.host:
            raise NotSent("outgoing.host is empty: set it to the SMTP server's name.", permanent=False)
        try:
            refuse_plain_text(outgoing.host, outgoing.tls)
            context = verified(outgoing.ca_file) if outgoing.tls != "none" else None
        except TlsError as error:
            raise NotSent(str(error), permanent=False) from error
        with self._before_the_dot("connect"):
            if outgoing.tls == "tls":
                client: smtplib.SMTP = smtplib.SMTP_SSL(
                    outgoing.host, outgoing.port, timeout=self._timeout, context=context
                )
            else:
                client = smtplib.SMTP(outgoing.host, outgoing.port, timeout=self._timeout)
            try:
                client.ehlo_or_helo_if_needed()
                if outgoing.tls == "starttls":
                    self._start_tls(client, context)
            except BaseException:
                client.close()
                raise
            return client

    def _start_tls(self, client: smtplib.SMTP, context: ssl.SSLContext | None) -> None:
        if not client.has_extn("starttls"):
            raise NotSent(
                f'{self._outgoing.host} does not offer STARTTLS: use tls = "tls" and its port, usually 465.',
                permanent=False,
            )
        client.starttls(context=context)
        client.ehlo_or_helo_if_needed()

    def _log_in(self, client: smtplib.SMTP) -> None:
        if not self._outgoing.user:
            return
        try:
            secret = self._secret(self._outgoing.credential) if self._tokens is None else self._tokens.token()
        except (ConfigError, SignInError) as error:
            raise NotSent(str(error), permanent=False) from error
        try:
            if self._tokens is None:
                client.login(self._outgoing.user, secret)
            else:
                self._log_in_by_token(client, secret)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, UnicodeError) as error:
            said = (
                _said(error.smtp_code, error.smtp_error) if isinstance(error, smtplib.SMTPAuthenticationError) else ""
            )
            raise NotSent(
                f"{self._outgoing.host} refused the log-in of {self._outgoing.user}{said and f' ({said})'}: "
                f"correct the credential {self._outgoing.credential}.",
                permanent=False,
            ) from None

    def _log_in_by_token(self, client: smtplib.SMTP, token: str) -> None:
        # A refusal comes as a challenge with the reason as JSON; the empty answer to it brings the error code.
        def answer(challenge: bytes | None = None) -> str:
            return xoauth2(self._outgoing.user, token) if challenge is None else ""

        client.auth("XOAUTH2", answer, initial_response_ok=True)

    def _refuse_too_large(self, client: smtplib.SMTP, size: int) -> None:
        limit = client.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < size:
            raise NotSent(f"The mail is larger than {self._outgoing.host} takes ({limit} bytes).", permanent=True)

    def _demand(self, client: smtplib.SMTP, code: int, answer: bytes, *, what: str) -> None:
        if not 200 <= code < 300:
            self._refused(client, code, answer, what)

    def _copy_to_us(self, client: smtplib.SMTP, recipient: str) -> str:
        """Name our own address as a second recipient, where one is configured. Its refusal keeps no customer waiting: it is said."""
        copy = self._outgoing.blind_copy
        if not copy or copy == recipient:
            return ""
        code, answer = client.rcpt(copy)
        return "" if 200 <= code < 300 else f"no blind copy, {copy} was refused: {_said(code, answer)}"

    def _refused(self, client: smtplib.SMTP, code: int, answer: bytes, what: str) -> None:
        """Undo the transaction and raise `NotSent`: no half delivery."""
        with suppress(OSError, smtplib.SMTPException):
            client.rset()
        raise NotSent(f"{self._outgoing.host} refused {what}: {_said(code, answer)}.", permanent=500 <= code < 600)

    def _finish(self, client: smtplib.SMTP) -> Receipt:
        """Send the final dot and return the server's word on it."""
        try:
            if client.sock is not None:
                client.sock.settimeout(self._final_timeout)
            client.send(b".\r\n")
            code, answer = client.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise InDoubt(
                f"{self._outgoing.host} fell silent after the whole mail was handed over ({type(error).__name__}): it may have been accepted."
            ) from error
        if 200 <= code < 300:
            return Receipt(_said(code, answer))
        if 400 <= code < 600:
            self._refused(client, code, answer, "the mail")
        raise InDoubt(f"{self._outgoing.host} gave no readable answer after the whole mail was handed over.")

    @contextmanager
    def _before_the_dot(self, what: str) -> Iterator[None]:
        host = self._outgoing.host
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise NotSent(distrusted(host, error), permanent=False) from error
        except smtplib.SMTPResponseException as error:
            raise NotSent(
                f"{host} refused: could not {what} ({_said(error.smtp_code, error.smtp_error)}).", permanent=False
            ) from error
        except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as error:
            # smtplib's own exceptions are OSErrors too.
            said = getattr(error, "strerror", None) or type(error).__name__
            raise NotSent(f"{host} does not answer: could not {what} ({said}).", permanent=False) from error


def _stuffed(content: bytes) -> bytes:
    """Return the mail with CRLF line ends, dots doubled at line starts, and a line end at its end (RFC 5321 4.5.2)."""
    lines = _LEADING_DOT.sub(b"..", _LINE_END.sub(b"\n", content)).replace(b"\n", b"\r\n")
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(f"{code} {text}".split())[:300].rstrip(". ")
