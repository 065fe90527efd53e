from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from daemon.mail.tls import TlsError, is_loopback, refuse_plain_text, verified


def test_certificates_are_demanded_and_names_compared(ca_file: Path) -> None:
    for context in (verified(""), verified(str(ca_file))):
        assert ssl.CERT_REQUIRED == context.verify_mode
        assert context.check_hostname
        assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_an_unusable_authority_is_said(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(TlsError, match="readable PEM"):
        verified(str(path))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "LOCALHOST."])
def test_plain_text_stays_on_this_machine(host: str) -> None:
    assert is_loopback(host)
    refuse_plain_text(host, "none")


@pytest.mark.parametrize("host", ["mail.example.com", "10.0.0.1", "localhost.evil.example"])
def test_plain_text_to_others_is_refused(host: str) -> None:
    refuse_plain_text(host, "tls")
    with pytest.raises(TlsError, match="only for this machine"):
        refuse_plain_text(host, "none")
