from __future__ import annotations

import re

from daemon.store.states import ReplyState
from tests.support.desk import OpenDesk, OpensDesk


def _listed(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="open" href="/case/(\d+)"', text)]


def _ticks(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'name="case" value="(\d+)"', text)]


def test_what_waits_is_there_with_the_gates_words_amount_and_sender(desk: OpenDesk) -> None:
    text = desk.visitor().get("/").text
    assert [7, 9, 12] == [case for case in _listed(text) if case not in _ticks(text)]
    for words in (
        "Pinewood Furniture Group",
        "Reading not proven",
        "contradict each other",
        "12,995.75",
        "pinewood-statement.pdf",
    ):
        assert words in text


def test_filters_search_and_order_are_the_stores(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert [7] == _listed(carol.get("/?gate=extraction_proven").text)
    assert [7] == _listed(carol.get("/?search=pinewood+furniture&outcome=hold").text)
    assert [] == _listed(carol.get("/?search=%25").text)
    assert [2] == _listed(carol.get("/?search=华源").text)
    assert [12] == _listed(carol.get("/?search=%2312").text)
    by_stake = _listed(carol.get("/?order=stake&way=down").text)
    assert by_stake[0] == 2
    assert sorted(by_stake) == sorted(_listed(carol.get("/").text))


def test_only_what_lacks_a_persons_word_alone_can_be_ticked_and_leaves_at_once(desk: OpenDesk) -> None:
    carol = desk.visitor()
    ticks = _ticks(carol.get("/").text)
    assert 1 in ticks
    assert 7 not in ticks
    answer = carol.post("/approve", desk.ticked(1, 2, 7)).text
    assert "2 replies may leave" in answer
    assert "Case 7 can no longer be approved" in answer
    states = {case: (reply.state if (reply := desk.store.outbox.of_case(case)) else None) for case in (1, 2, 7)}
    assert {1: ReplyState.READY, 2: ReplyState.READY, 7: None} == states
    assert not {1, 2} & set(_listed(carol.get("/").text))


def test_nothing_ticked_is_said(desk: OpenDesk) -> None:
    answer = desk.visitor().post("/approve")
    assert 422 == answer.status_code
    assert "No case was chosen." in answer.text


def test_in_shadow_nothing_leaves_by_the_desk_either(opens_desk: OpensDesk) -> None:
    with opens_desk(mode="shadow") as desk:
        assert "0 replies may leave" in desk.visitor().post("/approve", desk.ticked(1, 2)).text
        assert {ReplyState.SHADOW} == {reply.state for case in (1, 2) if (reply := desk.store.outbox.of_case(case))}


def test_a_number_that_is_none_breaks_nothing(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 422 == carol.post("/approve", {"case": ["9" * 5000, "²", "x"]}).status_code
    words = {"subject": "s", "text": "t", "kept": "9" * 5000, "seen": desk.seen(3)}
    assert 303 == carol.post("/case/3/edit", words).status_code
