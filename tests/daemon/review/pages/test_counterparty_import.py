from __future__ import annotations

from daemon.store.users import Role
from tests.daemon.review.pages.test_ledger_import import settled
from tests.support.desk import OpenDesk, Visitor

PATH = "/counterparties/import"
LIST = (
    "Code,Name,Emails,Password\nC1003,Harbour Marine Supplies Inc.,new@harbourmarine.example,sesame\nC9,<b>New</b>,,\n"
)


def send(visitor: Visitor, content: str) -> tuple[str, str]:
    answer = visitor.post(PATH, files={"file": ("list.csv", content)})
    assert 303 == answer.status_code
    path = answer.headers["location"]
    return path, settled(visitor, path).text


def test_a_list_is_shown_with_all_it_would_change_and_counts_when_somebody_says_so(desk: OpenDesk) -> None:
    ada, store = desk.visitor("ada", Role.APPROVER), desk.store
    path, text = send(ada, LIST)
    for words in ("Would be removed", "Brightwater Foods plc", "new@harbourmarine.example", "&lt;b&gt;New", "6 counterparties are missing"):  # fmt: skip
        assert words in text
    assert "sesame" not in text
    assert 7 == store.counterparties.count()
    assert 303 == ada.post(path, {"act": "take"}).status_code
    assert "2 counterparties are on file now." in settled(ada, path).text
    assert 2 == store.counterparties.count()
    assert "ada" == list(store.audit.rows())[-1].actor


def test_a_row_that_cannot_be_used_is_named(desk: OpenDesk) -> None:
    _, text = send(desk.visitor("ada", Role.ADMIN), LIST + "C9,Twice,,\n")
    assert "Row 4:" in text
    assert 7 == desk.store.counterparties.count()


def test_what_changed_meanwhile_is_looked_at_again(desk: OpenDesk) -> None:
    ada = desk.visitor("ada", Role.APPROVER)
    path, _ = send(ada, LIST)
    other, _ = send(ada, LIST + "C10,Later,,\n")
    ada.post(other, {"act": "take"})
    ada.post(path, {"act": "take"})
    assert "Somebody changed a counterparty meanwhile" in settled(ada, path).text
    ada.post(path, {"act": "again"})
    assert "Later" in settled(ada, path).text
    ada.post(path, {"act": "drop"})
    assert 404 == ada.get(path).status_code


def test_a_clerk_imports_no_list(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 403 == carol.get(PATH).status_code
    assert 403 == carol.post(PATH, files={"file": ("list.csv", LIST)}).status_code
