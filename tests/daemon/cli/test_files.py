"""A file named on the command line becomes a document under its bare name."""

from __future__ import annotations

import hashlib
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from daemon.cli.exits import UNUSABLE, CommandError
from daemon.cli.files import read_document, recognised
from daemon.sandbox.host import Sandbox


def test_the_name_is_a_label_and_never_a_path(tmp_path: Path) -> None:
    file = tmp_path / "对账单.csv"
    file.write_bytes(b"a,b\n")
    document = read_document(file)
    assert ("对账单.csv", b"a,b\n") == (document.name, document.content)
    assert hashlib.sha256(b"a,b\n").hexdigest() == document.sha256


def test_what_cannot_be_read_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as error:
        read_document(tmp_path)
    assert UNUSABLE == error.value.code


def test_a_file_is_read_apart(tmp_path: Path) -> None:
    file = tmp_path / "statement.csv"
    file.write_bytes(b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n")
    (found,) = recognised(file)
    assert ("statement.csv", 2) == (found.name, len(found.statements[0].lines))


def test_a_sandbox_that_does_not_start_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "statement.csv"
    file.write_bytes(b"x")
    with Sandbox("no_such_module:x") as broken:
        monkeypatch.setattr("daemon.sandbox.apart.shared", lambda: broken)
        with pytest.raises(CommandError, match="cannot start"):
            recognised(file)


def test_a_saved_mail_and_an_archive_stand_for_the_files_in_them(tmp_path: Path) -> None:
    content = b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n"
    mail = EmailMessage()
    mail["From"] = "ap@acme.example"
    mail.set_content("Please find our statement attached.")
    mail.add_attachment(content, maintype="text", subtype="csv", filename="march.csv")
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("march.csv", content)
        archive.writestr("april.csv", content.replace(b"2026-03", b"2026-04"))
    assert ["march.csv"] == [each.name for each in recognised(tmp_path / "mail.eml")]
    assert [("march.csv", 1), ("april.csv", 1)] == [
        (each.name, len(each.statements)) for each in recognised(tmp_path / "all.zip")
    ]


def test_a_mail_without_files_says_so(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "ap@acme.example"
    mail.set_content("The statement follows next week.")
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    (found,) = recognised(tmp_path / "mail.eml")
    assert ("mail.eml", (), ["empty"]) == (found.name, found.statements, [problem.code for problem in found.problems])
