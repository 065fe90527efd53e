"""Replies over SMTP to a real server that fails on demand: on which side of the final dot did it fail?"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.config.load import ConfigError
from daemon.config.settings import Outgoing
from daemon.outgoing.base import InDoubt, NotSent
from daemon.outgoing.smtp import SmtpTransport
from tests.support.smtp_sink import PASSWORD, USER, SmtpSink

pytestmark = pytest.mark.servers
Sinks = Callable[[str], SmtpSink]
CONTENT = b"Message-ID: <r1@tieout.example>\r\nSubject: Statement\r\n\r\n.leading dot\r\n..two\r\n.\r\nend\r\n"


def transport(outgoing: Outgoing, password: str = PASSWORD, final_timeout: float = 20.0) -> SmtpTransport:
    return SmtpTransport(outgoing, lambda _: password, timeout=20.0, final_timeout=final_timeout)


def send(way: SmtpTransport, content: bytes = CONTENT, recipient: str = "carol@acme.example") -> str:
    return way.send(
        sender="ar@tieout.example", recipient=recipient, message_id="<r1@tieout.example>", content=content
    ).answer


def refusal(way: SmtpTransport, content: bytes = CONTENT, recipient: str = "carol@acme.example") -> NotSent:
    with pytest.raises(NotSent) as caught:
        send(way, content, recipient)
    return caught.value


def test_the_mail_arrives_byte_for_byte_also_with_dots_at_line_starts(smtp_sink: SmtpSink) -> None:
    assert "250 OK queued as 1234" == send(transport(smtp_sink.outgoing()))
    (received,) = smtp_sink.received
    assert ("ar@tieout.example", ("carol@acme.example",), CONTENT) == (
        received.sender,
        received.recipients,
        received.content,
    )


def test_bare_line_ends_are_made_whole(smtp_sink: SmtpSink) -> None:
    send(transport(smtp_sink.outgoing()), b"A: b\n\n.x\rend")
    assert b"A: b\r\n\r\n.x\r\nend\r\n" == smtp_sink.received[0].content


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_tls_with_a_known_authority(smtp_sink_of_kind: Sinks, ca_file: Path, kind: str) -> None:
    sink = smtp_sink_of_kind(kind)
    way = transport(sink.outgoing(tls=kind, ca_file=str(ca_file)))
    send(way)
    assert 1 == len(sink.received)
    assert any("certificate verified" in line for line in way.check())


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_an_unknown_certificate_stops_before_anything_is_said(smtp_sink_of_kind: Sinks, kind: str) -> None:
    sink = smtp_sink_of_kind(kind)
    error = refusal(transport(sink.outgoing(tls=kind)))
    assert "is not trusted" in str(error)
    assert not error.permanent
    assert [] == sink.commands


def test_a_server_without_starttls_gets_nothing_in_plain_text(smtp_sink: SmtpSink) -> None:
    assert "does not offer STARTTLS" in str(refusal(transport(smtp_sink.outgoing(tls="starttls"))))
    assert [] == smtp_sink.commands


def test_a_password_is_given_over_tls(smtp_sink_of_kind: Sinks, ca_file: Path) -> None:
    sink = smtp_sink_of_kind("auth")
    send(transport(sink.outgoing(tls="starttls", ca_file=str(ca_file), user=USER)))
    assert 1 == len(sink.received)


def test_a_wrong_password_leaves_the_mail_waiting_and_is_not_repeated(smtp_sink_of_kind: Sinks, ca_file: Path) -> None:
    sink = smtp_sink_of_kind("auth")
    error = refusal(transport(sink.outgoing(tls="starttls", ca_file=str(ca_file), user=USER), "hunter2"))
    assert not error.permanent
    assert "correct the credential smtp-password" in str(error)
    assert "hunter2" not in str(error)
    assert [] == sink.commands


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(("answer", "permanent"), [("550 5.1.1 no such user", True), ("451 4.7.1 greylisted", False)])
def test_a_refusal_says_whether_trying_again_can_help(
    smtp_sink: SmtpSink, step: str, answer: str, permanent: bool
) -> None:
    smtp_sink.answers[step] = answer
    error = refusal(transport(smtp_sink.outgoing()))
    assert permanent == error.permanent
    assert answer in str(error)
    assert [] == smtp_sink.received
    assert "RSET" == smtp_sink.commands[-1]


def test_an_answer_lost_after_the_dot_is_in_doubt(smtp_sink: SmtpSink) -> None:
    smtp_sink.closes_after_data = True
    with pytest.raises(InDoubt, match="may have been accepted"):
        send(transport(smtp_sink.outgoing()))
    assert 1 == len(smtp_sink.received)


def test_silence_after_the_dot_is_in_doubt(smtp_sink: SmtpSink) -> None:
    smtp_sink.silent_after_data = True
    with pytest.raises(InDoubt, match="may have been accepted"):
        send(transport(smtp_sink.outgoing(), final_timeout=0.3))


def test_a_connection_that_breaks_inside_the_text_has_surely_not_delivered() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as stream:
                connection.sendall(b"220 ready\r\n")
                for line in stream:
                    if line.startswith(b"DATA"):
                        connection.sendall(b"354 go on\r\n")
                        stream.read(1000)
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                        return
                    connection.sendall(b"250 OK\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        outgoing = Outgoing(host="127.0.0.1", port=listener.getsockname()[1], tls="none")
        error = refusal(transport(outgoing), b"A: b\r\n\r\n" + b"x" * 20_000_000)
        thread.join()
    assert not error.permanent


def test_nobody_listening_is_surely_not_sent(smtp_sink: SmtpSink) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = refusal(transport(smtp_sink.outgoing(port=port)))
    assert not error.permanent


def test_a_mail_above_the_servers_size_is_not_tried(smtp_sink: SmtpSink) -> None:
    error = refusal(transport(smtp_sink.outgoing()), b"A: b\r\n\r\n" + b"x" * 40_000_001)
    assert error.permanent
    assert [] == smtp_sink.commands


@pytest.mark.parametrize(
    "recipient",
    ["carol@acme.example>\r\nRCPT TO:<eve@evil.example", "", "carol", "a b@acme.example", "<>", "é@x.example"],
)
def test_no_command_can_be_smuggled_into_an_address(smtp_sink: SmtpSink, recipient: str) -> None:
    assert refusal(transport(smtp_sink.outgoing()), recipient=recipient).permanent
    assert [] == smtp_sink.commands


def test_plain_text_to_another_machine_is_refused() -> None:
    assert "only for this machine" in str(refusal(transport(Outgoing(host="smtp.example.com", tls="none"))))


def test_a_missing_secret_leaves_the_mail_waiting(smtp_sink: SmtpSink) -> None:
    def secret(name: str) -> str:
        raise ConfigError(f"no credential {name}")

    way = SmtpTransport(smtp_sink.outgoing(user=USER), secret)
    error = refusal(way)
    assert ("no credential smtp-password", False) == (str(error), error.permanent)


def test_a_missing_host_is_said() -> None:
    assert "outgoing.host is empty" in str(refusal(transport(Outgoing())))


def test_why_no_server_answers_is_said_in_words() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # a port that is taken and where nobody listens
        error = refusal(transport(Outgoing(host="127.0.0.1", port=closed.getsockname()[1], tls="none")))
    assert ("127.0.0.1 does not answer: could not connect (Connection refused).", False) == (
        str(error),
        error.permanent,
    )


def test_the_check_names_the_server_and_its_limit(smtp_sink: SmtpSink) -> None:
    assert ["127.0.0.1 answers", "takes mails up to 38 MB"] == transport(smtp_sink.outgoing()).check()


def test_our_own_copy_is_a_second_recipient_whose_refusal_keeps_no_customer_waiting(smtp_sink: SmtpSink) -> None:
    way = transport(smtp_sink.outgoing(blind_copy="ar@tieout.example"))
    assert "250 OK queued as 1234" == send(way)
    assert ("carol@acme.example", "ar@tieout.example") == smtp_sink.received[0].recipients
    smtp_sink.refused = "ar@tieout.example"
    assert "250 OK queued as 1234; no blind copy, ar@tieout.example was refused: 550 not here" == send(way)
    assert ("carol@acme.example",) == smtp_sink.received[1].recipients
