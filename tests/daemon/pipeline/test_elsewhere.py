"""An item that we lack on this account and have on another: staff see where, nobody else learns that it is anywhere."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from daemon.pipeline.pack import export
from daemon.pipeline.work import Work
from daemon.store import Store, forms
from tests.support.house import ACME_POSTINGS, House, Posting, mail, statement_pdf
from tests.support.stored import NOW

BOLTS = Posting("2026-03-09", "INV-7001", "77.00")


def _listing(*more: Posting) -> bytes:
    postings = sorted((*ACME_POSTINGS, *more), key=lambda one: one.day)
    return mail(("statement.pdf", statement_pdf(postings)))


def test_what_was_posted_to_another_customer_is_held_with_its_place(house: House, store: Store, tmp_path: Path) -> None:
    house.deliver(_listing(BOLTS))
    (summary,) = house.service(store).run_once()

    found = forms.read_reconciliation(store.cases.finding(1, "reconciliation") or "")

    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert [("other_account", "C-2002", 20)] == [
        (one.reason, one.internal["account"], one.internal["row"]) for one in found.differences
    ]
    export(Work(house.settings, store, clock=lambda: NOW), store.cases.get(1), tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as pack:
        (other,) = json.loads(pack.read("ledger.json"))["others"]
    assert ["INV-7001"] == [entry["references"][0] for entry in other["entries"]]


def test_another_number_or_another_amount_of_theirs_is_missing(house: House, store: Store) -> None:
    house.deliver(_listing(Posting("2026-03-09", "INV-7002", "77.00"), Posting("2026-03-10", "INV-7001", "77.01")))
    (summary,) = house.service(store).run_once()

    found = forms.read_reconciliation(store.cases.finding(1, "reconciliation") or "")

    assert "differences" == summary.outcome
    assert {"missing_in_ledger"} == {str(one.reason) for one in found.differences}
