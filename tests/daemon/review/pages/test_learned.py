from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.review.words import words_in
from daemon.store import forms
from daemon.store.findings import STATEMENT
from daemon.store.numbers import NUMBERS, learned
from daemon.store.states import CaseState
from daemon.store.users import Role
from tests.daemon.review.pages.test_correct import worked
from tests.support.desk import OpenDesk

EVIDENCE = [((f"A/26/{number:05}",), (f"SI-{100_000 + number}",)) for number in (17, 18, 29)]


@pytest.fixture
def taught(automatic_desk: OpenDesk) -> OpenDesk:
    """Of C1001 two things were learned from its answered case; staff taught one more."""
    store = automatic_desk.store
    with store.writing() as tx:
        store.cases.put_finding(tx, 1, NUMBERS, forms.keep_numbers([*EVIDENCE, (("X-9",), ("SI-7",))]))
        found = store.counterparties.get("C1001", tx)
        assert found is not None
        store.counterparties.put(replace(found, reference_map=(("Q-1", "INV-1<b>"),)), tx)
    return automatic_desk


def test_everything_learned_stands_there_with_its_evidence(taught: OpenDesk) -> None:
    text = taught.visitor().get("/learned").text
    for words in ("Northgate Engineering Ltd", "A26#", "series of numbers", "3 documents", 'href="/case/1"', "X9", "taught by staff", "INV-1&lt;b&gt;", "from the list"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_staff_corrected_stands_there_by_counterparty_with_case_person_and_what_was_taken_back(
    desk: OpenDesk, language: str
) -> None:
    carol, code = desk.visitor(), desk.store.cases.get(7).counterparty
    words = words_in("zh_CN" if language == "zh-CN" else "en")
    section = f"{code}</small></h2>"
    assert section not in carol.get("/learned").text.replace("<bdi>", "").replace("</bdi>", "")
    carol.post("/case/7/correct/values", {"line": "5", "amount": "3380.00", "was.amount": "2480.00"})
    worked(desk)
    carol.post("/case/7/correct/values", {"line": "5", "reference": "<i>9", "was.reference": reference(desk)})
    worked(desk)
    desk.visitor("bob").post("/case/7/correct/undo", {"number": "2"})
    worked(desk)

    text = carol.get("/learned", headers={"accept-language": language}).text.replace("<bdi>", "").replace("</bdi>", "")

    assert section in text
    assert words.count("learned.corrected", 1) in text
    row, taken_back = text.partition(section)[2].split('href="/case/7/correct"')[1:3]
    assert "2480.00" in row
    assert "3380.00" in row
    assert "carol" in row
    assert words("correct.undone") not in row
    assert "&lt;i&gt;9" in taken_back
    assert "bob" in taken_back
    assert words("correct.undone") in taken_back


def reference(desk: OpenDesk) -> str:
    return forms.read_statement(desk.store.cases.finding(7, STATEMENT) or "").lines[4].references[0]


def test_what_was_learned_wrongly_is_taken_back_and_brought_back_in_somebodys_name(taught: OpenDesk) -> None:
    carol, ada, store = taught.visitor(), taught.visitor("ada", Role.APPROVER), taught.store
    assert 303 == carol.post("/learned", {"code": "C1001", "act": "refuse", "key": "A26#"}).status_code
    found = store.counterparties.get("C1001")
    assert found is not None
    assert "A26#" not in {each.key for each in learned(store, found).all}
    text = carol.get("/learned").text
    assert "taken back" in text
    assert "carol" in text.partition("taken back")[2]
    assert 403 == carol.post("/learned", {"code": "C1001", "act": "restore", "key": "A26#"}).status_code
    assert 303 == ada.post("/learned", {"code": "C1001", "act": "restore", "key": "A26#"}).status_code
    found = store.counterparties.get("C1001")
    assert found is not None
    assert "A26#" in {each.key for each in learned(store, found).all}


def test_a_number_is_taught_otherwise_and_forgotten(taught: OpenDesk) -> None:
    ada, store = taught.visitor("ada", Role.APPROVER), taught.store
    ada.post("/learned", {"code": "C1001", "act": "teach", "key": "Q-1", "ours": "INV-2"})
    assert "ada" in ada.get("/learned").text.partition("taught by staff")[2]
    found = store.counterparties.get("C1001")
    assert found is not None
    assert (("Q-1", "INV-2"),) == found.reference_map
    assert 303 == taught.visitor().post("/learned", {"code": "C1001", "act": "forget", "key": "Q-1"}).status_code
    assert 409 == ada.post("/learned", {"code": "C1001", "act": "forget", "key": "Q-1"}).status_code
    assert 409 == ada.post("/learned", {"code": "C1001", "act": "refuse", "key": "never learned"}).status_code


def test_waiting_cases_are_worked_on_again_on_request(desk: OpenDesk) -> None:
    ada, store = desk.visitor("ada", Role.APPROVER), desk.store
    ada.post("/learned", {"code": "C1003", "act": "teach", "key": "Q-1", "ours": "INV-2"})
    assert CaseState.WAITING == store.cases.get(3).state
    assert "Work on the waiting case again" in ada.get("/learned?code=C1003").text
    ada.post("/counterparty/replay", {"code": "C1003"})
    assert CaseState.RECOGNISED == store.cases.get(3).state


def test_an_auditor_takes_nothing_back(taught: OpenDesk) -> None:
    olga = taught.visitor("olga", Role.AUDITOR)
    assert 'action="/learned"><input' not in olga.get("/learned").text
    assert 403 == olga.post("/learned", {"code": "C1001", "act": "refuse", "key": "A26#"}).status_code
