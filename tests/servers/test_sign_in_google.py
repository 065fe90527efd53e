"""Signing in with a token of Google: the real google-auth against a stand-in over TLS, then a real mail server that takes the token."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from daemon.mailboxes.base import PermanentMailboxError
from tests.support.dovecot import Dovecot
from tests.support.token_server import TokenServer, claims_of

pytestmark = pytest.mark.servers

MAIL = b"From: c@acme.example\r\nTo: ar@tieout.example\r\nSubject: x\r\nMessage-ID: <1@acme.example>\r\n\r\nhello\r\n"


def google_key(tokens: TokenServer) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return json.dumps(
        {
            "type": "service_account",
            "client_email": "robot@project.example",
            "private_key_id": "1",
            "private_key": pem,
            "token_uri": f"{tokens.address}/google",
        }
    )


def test_a_service_account_of_google_acts_for_the_mailbox(
    asking_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    user = asking_dovecot.new_user()
    user.deliver(MAIL)
    key = google_key(tokens)

    found = user.uids(tmp_path, key, sign_in="google")

    claims = claims_of(tokens.asked[0]["assertion"])
    assert ([1], user.name, "https://mail.google.com/") == (found, claims["sub"], claims["scope"])


def test_a_person_who_consented_once_is_refreshed(asking_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path) -> None:
    user = asking_dovecot.new_user()
    tokens.user = user.name
    consent = {
        "type": "authorized_user",
        "client_id": "c",
        "client_secret": "s",
        "refresh_token": "r-1",
        "token_uri": f"{tokens.address}/google",
    }

    found = user.uids(tmp_path, json.dumps(consent), sign_in="google")

    assert ([], "r-1") == (found, tokens.asked[0]["refresh_token"])


@pytest.mark.parametrize("content", ["no json", "[]", '{"type": "service_account"}'])
def test_a_credential_that_is_no_key_of_google_is_said_to_be_none(
    dovecot: Dovecot, tmp_path: Path, content: str
) -> None:
    with pytest.raises(PermanentMailboxError, match="no JSON key of Google"):
        dovecot.new_user().uids(tmp_path, content, sign_in="google")


def test_a_revoked_consent_is_told_once(dovecot: Dovecot, tokens: TokenServer, tmp_path: Path) -> None:
    tokens.refuses = (400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
    key = google_key(tokens)

    with pytest.raises(PermanentMailboxError, match="invalid_grant"):
        dovecot.new_user().uids(tmp_path, key, sign_in="google")
