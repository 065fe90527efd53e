"""S/MIME: what is signed opaquely is read and its signature trusted by nobody; what is encrypted is held and said."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.daemon.mail.test_smime import encrypted, signed
from tests.support.attacking import because, run
from tests.support.house import House, mail, statement_pdf
from tests.support.letters import attached, letter


def _sealed(content: bytes, kind: str, sender: str = "ap@acme.example") -> bytes:
    field = f'application/pkcs7-mime; smime-type={kind}; name="smime.p7m"'
    return letter(
        attached(content, "smime.p7m", "application/pkcs7-mime").partition(b"\r\n\r\n")[2],
        From=sender,
        To="ar@us.example",
        MIME_Version="1.0",
        Content_Type=field,
        Content_Transfer_Encoding="base64",
    )


INNER = mail(("statement.pdf", statement_pdf()))


def test_a_signed_mail_is_read(house: House, store: Store) -> None:
    (summary,) = run(house, store, _sealed(signed(INNER), "signed-data"))
    assert ("confirm", "ap@acme.example") == (summary.outcome, summary.recipient), because(summary)


def test_whoever_is_named_inside_is_not_the_sender(house: House, store: Store) -> None:
    (summary,) = run(house, store, _sealed(signed(INNER), "signed-data", "mallory@evil.test"))
    assert ("hold", "", []) == (summary.outcome, summary.counterparty, house.sent())


def test_an_encrypted_mail_waits_for_a_person_who_reads_why(house: House, store: Store) -> None:
    (summary,) = run(house, store, _sealed(encrypted(INNER), "enveloped-data"))
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "encrypted" in because(summary)


@pytest.mark.parametrize("content", [b"", b"0", b"\x30\x80" * 5000, b"\x30\x84\xff\xff\xff\xff", signed(INNER)[:200]])
def test_a_broken_seal_stops_nothing_but_its_mail(house: House, store: Store, content: bytes) -> None:
    (summary,) = run(house, store, _sealed(content, "signed-data"))
    assert summary.outcome in {"hold", "ask"}
    assert because(summary)


def test_a_change_of_bank_details_inside_a_seal_is_seen(house: House, store: Store) -> None:
    inner = mail(("statement.pdf", statement_pdf()), text="Our bank account has changed.")
    (summary,) = run(house, store, _sealed(signed(inner), "signed-data"))
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "changed bank details" in because(summary)
