"""Parts that say that their content lies elsewhere or comes later (RFC 2046 5.2): nobody goes to fetch it, nothing is put together."""

from __future__ import annotations

import socket

import pytest

from daemon.store import Store
from tests.support.attacking import left, run, words_of
from tests.support.house import House, statement_mail
from tests.support.letters import multipart, part

HERE = {"From": "ap@acme.example", "To": "ar@us.example", "Date": "Thu, 02 Apr 2026 08:00:00 +0000"}


@pytest.mark.parametrize(
    "access", ['URL; URL="http://127.0.0.1:{}/s.pdf"', 'local-file; name="/etc/passwd"', "mail-server"]
)
def test_an_external_body_is_not_fetched(house: House, store: Store, access: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        field = f"message/external-body; access-type={access.format(server.getsockname()[1])}"
        inner = b"Content-Type: application/pdf\r\nContent-ID: <x@y>\r\n\r\n"
        run(house, store, multipart(part(b"see", "text/plain"), part(inner, field, encoding="7bit"), **HERE))
        with pytest.raises(TimeoutError):
            server.accept()
    assert all("root:" not in words_of(message) for message in left(house))


def test_a_mail_in_two_pieces_is_not_put_together(house: House, store: Store) -> None:
    sound = statement_mail()
    half = len(sound) // 2
    field = b'Content-Type: message/partial; id="x@acme.example"; number=%d; total=2\n\n'
    head = b"From: ap@acme.example\nTo: ar@us.example\nSubject: s\nMIME-Version: 1.0\n"
    summaries = run(house, store, head + field % 1 + sound[:half], head + field % 2 + sound[half:])
    assert not {"confirm", "differences"} & {summary.outcome for summary in summaries}
