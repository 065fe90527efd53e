from __future__ import annotations

import html
import re

from daemon.review.pages.case import telling
from daemon.review.words import codes, words_in
from daemon.store.users import Role
from tests.support.desk import OpenDesk, OpensDesk


def test_it_shows_balances_lines_matches_bridge_proof_and_draft(desk: OpenDesk) -> None:
    text = desk.visitor().get("/case/3").text
    for words in (
        "Harbour Marine Supplies Inc.",
        "36,855.35",
        "30,004.15",
        "closes to the cent",
        "Twice on their statement",
        "9 of 9 balances follow",
        "ap@harbourmarine.example",
        "differences-C1003-2026-10-31.xlsx",
    ):
        assert words in text
    assert 10 == len(set(re.findall(r'<tbody data-row data-group="(\w+)"', text)))
    assert '<svg class="waterfall" role="img"' in text


def test_what_can_be_done_depends_on_how_the_case_stands_and_who_looks(desk: OpenDesk) -> None:
    carol, ada = desk.visitor(), desk.visitor("ada", Role.AUDITOR)
    draft, held, ignored = (carol.get(f"/case/{case}").text for case in (3, 7, 10))
    assert 'action="/case/3/approve"' in draft
    assert 'action="/case/3/edit"' in draft
    assert "/approve" not in held
    assert 'action="/case/7/ask"' in held
    assert 'action="/case/10/replay"' not in ignored
    assert ["/sign-out"] == re.findall(r'method="post" action="([^"]+)"', ada.get("/case/3").text)


def test_every_case_of_the_house_can_be_opened_in_every_language(desk: OpenDesk) -> None:
    carol = desk.visitor()
    for language in ("en", "zh-CN"):
        for case in range(1, 13):
            assert 200 == carol.get(f"/case/{case}", headers={"Accept-Language": language}).status_code


def test_a_reader_of_chinese_meets_no_english_sentence_of_ours_in_any_case(desk: OpenDesk) -> None:
    carol = desk.visitor()
    for case in range(1, 13):
        page = carol.get(f"/case/{case}", headers={"Accept-Language": "zh-CN"}).text
        told = re.findall(
            r'<ul class="why">.*?</ul>|<table class="checks">.*?</table>|<tr class="explained">.*?</tr>',
            page,
            re.DOTALL,
        )
        plain = html.unescape(
            re.sub(r"<[^>]+>", " ", " ".join(told[:-1]))
        )  # the last is the history, of names and acts
        assert [] == re.findall(r"\b[A-Za-z]?[a-z]+(?: [a-z]{2,}){2,}", plain), f"case {case}"


def test_each_event_in_the_history_of_a_case_has_words(desk: OpenDesk) -> None:
    events = {row.event for case in range(1, 13) for row in desk.store.audit.rows(case)}
    assert "recognised" in events
    for code in codes():
        assert set() == {event for event in events if f"event.{event}" not in words_in(code).language.words}


def test_why_it_is_held_is_said_with_the_gates_name_in_the_readers_language(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert "<b>Reading not proven</b> <bdi>The statement" in carol.get("/case/7").text
    assert "<b>识别未证实</b>" in carol.get("/case/7", headers={"Accept-Language": "zh-CN"}).text


def test_a_case_that_is_not_there_is_said(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert [404] * 3 == [carol.get(f"/case/{case}").status_code for case in ("999", "x", "99999999999999999999")]


def test_two_people_on_one_case_see_each_other(desk: OpenDesk) -> None:
    carol, bob = desk.visitor(), desk.visitor("bob")
    assert "" == carol.get("/case/3/here").text.strip()
    assert "carol" in bob.get("/case/3/here").text
    assert "bob" in carol.get("/case/3/here").text
    assert "" == bob.get("/case/4/here").text.strip()


def test_what_left_is_shown_as_it_left_and_cannot_be_changed(opens_desk: OpensDesk) -> None:
    with opens_desk(mode="auto") as desk:
        text = desk.visitor().get("/case/1").text
        assert '<span class="tag sent">' in text
        for act in ("approve", "edit", "replay", "reject", "ask"):
            assert f'action="/case/1/{act}"' not in text


def test_only_what_tells_something_is_said() -> None:
    class Held:
        outcome = "hold"

    class Confirmed:
        outcome = "confirm"

    many = ("a", "b", "c", "d", "e")
    assert many == telling(Held(), many)  # type: ignore[arg-type]
    assert ("a", "e") == telling(Confirmed(), many)  # type: ignore[arg-type]
