"""From the pack alone the same decision follows, whatever became of lists and ledger since; a changed pack shows."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from daemon.pipeline.pack import PackRefused, export
from daemon.pipeline.rederive import rederive
from daemon.pipeline.work import Work
from daemon.store import Store
from parsers.ledgers.entry import Role
from tests.support.house import (
    ACME,
    ACME_POSTINGS,
    BOLT,
    House,
    entries,
    mail,
    read_here,
    statement_mail,
    statement_pdf,
)
from tests.support.stored import NOW

MAILS = {
    "agrees": statement_mail(),
    "differs": mail(("s.pdf", statement_pdf(ACME_POSTINGS[:-1], date="30 Mar 2026")), number=2),
    "stranger": mail(("s.pdf", statement_pdf()), sender="m@elsewhere.example", number=3),
    "without a statement": mail(text="When will you pay?", number=4),
}


@pytest.fixture
def packs(house: House, store: Store, tmp_path: Path) -> list[Path]:
    for name, content in MAILS.items():
        house.deliver(content, name.replace(" ", "-"))
    house.service(store).run_once()
    # Everything that a decision rests on changes afterwards.
    store.counterparties.replace_all([replace(ACME, tolerance=Decimal(5), bank_fee=Decimal(900)), BOLT])
    store.ledgers.import_rows(
        entries("C-1001", ACME_POSTINGS[:2]), name="later.csv", sha256="2" * 64, role=Role.CUSTOMER, imported_at=NOW
    )
    work = Work(house.settings, store, clock=lambda: NOW)
    made = []
    for case in range(1, len(MAILS) + 1):
        made.append(tmp_path / f"{case}.zip")
        export(work, store.cases.get(case), made[-1])
    return made


def rewritten(pack: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    with zipfile.ZipFile(pack) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    target = pack.with_suffix(".changed.zip")
    with zipfile.ZipFile(target, "w") as packing:
        for name, content in files.items():
            packing.writestr(name, content)
    return target


def test_every_kind_of_case_is_derived_again_to_the_same(packs: list[Path]) -> None:
    parts = ["files", "audit", "reading", "reconciliation", "decision"]
    results = [{step.name: (step.equal, step.says) for step in rederive(pack, read_here)} for pack in packs]
    assert all(list(result) == parts for result in results)
    assert [] == [said for result in results for equal, said in result.values() if equal is False]
    whole = [all(equal for equal, _ in result.values()) for result in results]
    assert [True, True] == sorted(whole)[-2:], "the two that were answered are derived in every part"


def test_a_changed_amount_of_our_books_differs(packs: list[Path]) -> None:
    def change(files: dict[str, bytes]) -> None:
        ledger = json.loads(files["ledger.json"])
        ledger["account"]["entries"][0]["amount"] = "601.00"
        files["ledger.json"] = json.dumps(ledger).encode()

    answered = next(
        pack
        for pack in packs
        if any(step.name == "reading" and step.equal for step in rederive(pack, read_here))
        and "ledger.json" in zipfile.ZipFile(pack).namelist()
    )
    steps = {step.name: step for step in rederive(rewritten(answered, change), read_here)}
    assert (False, "ledger.json was changed") == (steps["files"].equal, steps["files"].says)
    assert False is steps["reconciliation"].equal
    assert "differs" in steps["reconciliation"].says


def test_a_decision_that_was_written_anew_does_not_follow_and_the_audit_says_so(packs: list[Path]) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["decision.json"] = files["decision.json"].replace(b'"hold"', b'"confirm"')

    held = next(pack for pack in packs if b'"outcome":"hold"' in zipfile.ZipFile(pack).read("decision.json"))
    steps = {step.name: step for step in rederive(rewritten(held, change), read_here)}
    assert "decision.json is not what the decision stood on" in steps["audit"].says
    assert "would be hold" in steps["decision"].says


def test_what_is_no_pack_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    with pytest.raises(PackRefused, match="no evidence pack"):
        rederive(tmp_path / "a.zip", read_here)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packing:
        packing.writestr("x", b"")
    with pytest.raises(PackRefused, match="no evidence pack"):
        rederive(tmp_path / "b.zip", read_here)
