from __future__ import annotations

import time

import requests

from daemon.store.users import Role
from parsers.ledgers.entry import Role as LedgerRole
from tests.support.desk import OpenDesk, Visitor

SMALL = "Account,Name,Date,Reference,Debit,Credit,Currency\nC1001,Northgate,2026-11-03,INV-1,5.00,,USD\nX1,<b>New</b>,2026-11-02,INV-2,7.00,,USD\n"


def send(visitor: Visitor, content: bytes | str, name: str = "l.csv", **fields: str) -> requests.Response:
    """Send a file and return the page that shows it once it was read."""
    answer = visitor.post("/ledgers/import", {"role": "customer", **fields}, files={"file": (name, content)})
    assert 303 == answer.status_code
    return settled(visitor, answer.headers["location"])


def settled(visitor: Visitor, path: str) -> requests.Response:
    for _ in range(600):
        page = visitor.get(path)
        if "hx-trigger" not in page.text:
            return page
        time.sleep(0.1)
    raise AssertionError("It is read without end.")


def test_a_file_is_shown_beside_what_counts_and_counts_when_somebody_says_so(desk: OpenDesk) -> None:
    ada, store = desk.visitor("ada", Role.APPROVER), desk.store
    before = store.ledgers.active(LedgerRole.CUSTOMER)
    page = send(ada, SMALL)
    for words in ("Accounts that would be gone", "INV-2", "&lt;b&gt;New", "less than half as many", "12.00"):
        assert words in page.text
    assert before == store.ledgers.active(LedgerRole.CUSTOMER)
    path = page.url.removeprefix(desk.url)
    assert 303 == ada.post(path, {"act": "take"}).status_code
    assert "counts from now on" in settled(ada, path).text
    after = store.ledgers.active(LedgerRole.CUSTOMER)
    assert after is not None
    assert ("l.csv", 2) == (after.name, after.entries)
    assert "ada" == list(store.audit.rows())[-1].actor
    assert [] == list((store.directory / "uploads").iterdir())


def test_the_same_file_again_is_doubted(desk: OpenDesk) -> None:
    page = send(desk.visitor("ada", Role.ADMIN), (desk.directory / "ledger.xlsx").read_bytes(), "ledger.xlsx")
    assert "This very file counts already." in page.text
    assert "Accounts that would be gone</h2>" not in page.text


def test_a_row_that_cannot_be_read_is_told_and_nothing_counts(desk: OpenDesk) -> None:
    page = send(desk.visitor("ada", Role.APPROVER), SMALL + "C1,Acme,someday,INV-9,1.00,,USD\n")
    assert "Row 4:" in page.text
    assert "Nothing was taken over" in page.text
    hostile = send(desk.visitor("ada", Role.APPROVER), b"\x00\x01PK<script>", "<script>x.csv")
    assert "cannot be read exactly" in hostile.text
    assert "<script>x" not in hostile.text


def test_another_version_in_between_has_to_be_looked_at_again(desk: OpenDesk) -> None:
    ada = desk.visitor("ada", Role.APPROVER)
    first, second = send(ada, SMALL), send(ada, SMALL + "X2,Late,2026-11-03,INV-3,1.00,,USD\n")
    for page in (first, second):
        ada.post(page.url.removeprefix(desk.url), {"act": "take"})
    path = second.url.removeprefix(desk.url)
    assert "Another version was imported meanwhile" in settled(ada, path).text
    ada.post(path, {"act": "again"})
    assert "New accounts" in settled(ada, path).text
    ada.post(path, {"act": "take"})
    assert "counts from now on" in settled(ada, path).text


def test_a_file_is_forgotten_on_request_and_none_is_asked_for_again(desk: OpenDesk) -> None:
    ada = desk.visitor("ada", Role.APPROVER)
    path = send(ada, SMALL).url.removeprefix(desk.url)
    assert 303 == ada.post(path, {"act": "drop"}).status_code
    assert 404 == ada.get(path).status_code
    assert 422 == ada.post("/ledgers/import", {"role": "customer"}).status_code


def test_a_clerk_imports_nothing(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 403 == carol.get("/ledgers/import").status_code
    assert 403 == carol.post("/ledgers/import", {"role": "customer"}, files={"file": ("l.csv", SMALL)}).status_code
    assert "/ledgers/import" not in carol.get("/ledgers").text
