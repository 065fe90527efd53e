"""An evidence pack holds everything of its case, nothing of another, and no secret."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from daemon.pipeline.pack import Manifest, PackRefused, export
from daemon.pipeline.work import Work
from daemon.store import Store
from tests.support.house import ACME, BOLT, House, mail, statement_mail, statement_pdf
from tests.support.stored import NOW


@pytest.fixture
def work(house: House, store: Store) -> Work:
    store.counterparties.replace_all([replace(ACME, passwords=("hunter2",)), BOLT])
    house.deliver(statement_mail(), "1")
    house.deliver(mail(("s.pdf", statement_pdf()), sender="m@elsewhere.example", number=2), "2")
    house.service(store).run_once()
    return Work(house.settings, store, clock=lambda: NOW)


def packed(work: Work, case: int, target: Path) -> tuple[Manifest, dict[str, bytes]]:
    manifest = export(work, work.store.cases.get(case), target)
    with zipfile.ZipFile(target) as pack:
        return manifest, {name: pack.read(name) for name in pack.namelist()}


def test_a_pack_holds_mail_paper_books_reasons_reply_and_audit(house: House, work: Work, tmp_path: Path) -> None:
    manifest, files = packed(work, 1, tmp_path / "case.zip")
    parts = {
        "case",
        "statement",
        "problems",
        "compared",
        "ledger",
        "reconciliation",
        "facts",
        "decision",
        "reply",
        "audit",
    }
    assert {f"{part}.json" for part in parts} | {"original.eml", "document", "reply.eml"} == manifest.files.keys()
    assert manifest.files.keys() | {"manifest.json"} == files.keys()
    assert (statement_mail(), statement_pdf(), house.sent()[0]) == (
        files["original.eml"],
        files["document"],
        files["reply.eml"],
    )
    ledger = json.loads(files["ledger.json"])
    assert ("ledger.csv", "1" * 64, 4) == (ledger["name"], ledger["sha256"], len(ledger["account"]["entries"]))
    assert all(line["place"] for line in json.loads(files["statement.json"])["lines"])
    events = [row["event"] for row in json.loads(files["audit.json"])]
    assert [
        "mail_received",
        "recognised",
        "reconciled",
        "decided",
        "reply_ready",
        "reply_sending",
        "reply_sent",
    ] == events
    assert b"hunter2" not in b"".join(files.values())
    assert b"INV-7001" not in b"".join(files.values()), "nothing of Bolt's account"
    assert 0o600 == (tmp_path / "case.zip").stat().st_mode & 0o777


def test_a_stranger_s_case_has_a_pack_without_a_figure_of_ours(work: Work, tmp_path: Path) -> None:
    _, files = packed(work, 2, tmp_path / "case.zip")
    assert {"ledger.json", "compared.json", "reconciliation.json", "reply.json"}.isdisjoint(files)
    assert b"C-1001" not in files["facts.json"] + files["audit.json"]


def test_the_same_case_gives_the_same_bytes(work: Work, tmp_path: Path) -> None:
    packed(work, 1, tmp_path / "a.zip")
    packed(work, 1, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(work: Work, tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="cannot be written"):
        export(work, work.store.cases.get(1), tmp_path / "nowhere" / "case.zip")
