from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.smime import Unreadable, signed_content
from tests.support.letters import PDF, attached, codes, letter, multipart, names, opened

INNER = b'Content-Type: multipart/mixed; boundary="i"\r\n\r\n--i\r\n' + attached(PDF, "march.pdf") + b"\r\n--i--\r\n"


@cache
def identity() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Carol")])
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    return certificate, key


def signed(content: bytes) -> bytes:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(*identity(), hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def encrypted(content: bytes) -> bytes:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(identity()[0])
    return builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def test_signed_content_is_unpacked() -> None:
    assert INNER == signed_content(signed(INNER))


def test_content_in_chunks_of_unknown_length_is_put_together() -> None:
    oid = bytes.fromhex("06092a864886f70d010702")
    data = bytes.fromhex("06092a864886f70d010701")
    chunks = b"\x24\x80" + b"\x04\x03abc" + b"\x04\x02de" + b"\x00\x00"
    inner = b"\x30\x80" + data + b"\xa0\x80" + chunks + b"\x00\x00" + b"\x00\x00"
    whole = b"\x30\x80" + oid + b"\xa0\x80" + b"\x30\x80" + b"\x02\x01\x01" + b"\x31\x00" + inner + b"\x00\x00" * 3
    assert b"abcde" == signed_content(whole)


def test_encrypted_content_is_named_as_such() -> None:
    with pytest.raises(Unreadable) as caught:
        signed_content(encrypted(INNER))
    assert "encrypted_mail" == caught.value.code


@given(st.binary(max_size=80))
def test_other_bytes_are_broken(content: bytes) -> None:
    with pytest.raises(Unreadable):
        signed_content(content)


@pytest.mark.parametrize("depth", [50, 20_000])
def test_deep_nesting_is_broken_and_not_a_crash(depth: int) -> None:
    with pytest.raises(Unreadable):
        signed_content(b"\x30\x80" * depth)


def smime(content: bytes) -> bytes:
    return multipart(attached(content, "smime.p7m", "application/pkcs7-mime; smime-type=signed-data"))


def test_a_signed_mails_files_are_the_mails_files() -> None:
    assert ["march.pdf"] == names(opened(smime(signed(INNER))))


def test_an_encrypted_mail_is_said() -> None:
    mail = opened(smime(encrypted(INNER)))
    assert ["encrypted_mail"] == codes(mail)
    assert () == mail.documents


def test_a_detached_signature_is_no_document() -> None:
    body = multipart(INNER, attached(b"sig", "smime.p7s", "application/pkcs7-signature"), subtype="signed")
    mail = opened(body)
    assert ["march.pdf"] == names(mail)
    assert 1 == len(mail.skipped)


def test_an_ordinary_mail_inside_keeps_its_words() -> None:
    mail = opened(smime(signed(letter(b"Please see our new terms."))))
    assert "Please see our new terms." in mail.text
