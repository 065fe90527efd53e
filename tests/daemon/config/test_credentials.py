"""Secrets come from systemd or from a file that nobody else can read, and never appear in a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.config.credentials import CredentialError, secret, secrets_beside


def keep(directory: Path, content: str, name: str = "imap-password", mode: int = 0o600) -> None:
    file = directory / name
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)


def test_systemd_s_credential_comes_first(tmp_path: Path) -> None:
    handed, beside = tmp_path / "handed", tmp_path / "beside"
    handed.mkdir()
    beside.mkdir()
    keep(handed, "from systemd\n", mode=0o440)
    keep(beside, "from the file\n")
    assert "from systemd" == secret("imap-password", beside, {"CREDENTIALS_DIRECTORY": str(handed)})
    assert "from the file" == secret("imap-password", beside, {})


def test_blanks_in_a_password_are_kept_and_one_line_end_is_not(tmp_path: Path) -> None:
    keep(tmp_path, " päss wörd \r\n")
    assert " päss wörd " == secrets_beside(tmp_path)("imap-password")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    keep(tmp_path, "geheim-4711\n", mode=mode)
    with pytest.raises(CredentialError, match="chmod 600") as error:
        secret("imap-password", tmp_path, {})
    assert "geheim-4711" not in str(error.value)


@pytest.mark.parametrize("content", ["", "\n", "two\nlines\n", "nul\0"])
def test_anything_but_one_line_is_refused_without_showing_it(tmp_path: Path, content: str) -> None:
    keep(tmp_path, content)
    with pytest.raises(CredentialError, match="exactly one line") as error:
        secret("imap-password", tmp_path, {})
    assert "two" not in str(error.value)


@pytest.mark.parametrize(
    "content", ["-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----", '{\n "type": "x"\n}']
)
def test_keys_come_in_several_lines_as_they_are_handed_out(tmp_path: Path, content: str) -> None:
    keep(tmp_path, content + "\n")

    assert content == secret("imap-password", tmp_path, {})


@pytest.mark.parametrize("name", ["", "../shadow", "/etc/shadow", ".hidden", "a b", "x" * 101])
def test_a_name_cannot_lead_to_another_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CredentialError, match="no name of a credential"):
        secret(name, tmp_path, {})


def test_a_missing_secret_says_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(CredentialError, match=r"imap-password.*mode 600.*LoadCredential"):
        secret("imap-password", tmp_path, {"CREDENTIALS_DIRECTORY": str(tmp_path / "none")})
    with pytest.raises(CredentialError, match="LoadCredential"):
        secret("imap-password", None, {})


def test_a_secret_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(CredentialError, match="UTF-8"):
        secret("key", tmp_path, {})
