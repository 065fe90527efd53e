from __future__ import annotations

import pytest

from daemon.cli.demo import company
from daemon.observe import events
from daemon.pipeline.work import Work
from daemon.pipeline.worker import work_one
from daemon.review.words import words_in
from daemon.store import forms
from daemon.store.corrections import corrections_of
from daemon.store.findings import RECONCILIATION, STATEMENT
from daemon.store.states import CaseState, ReplyState
from daemon.store.users import Role
from parsers.statements.line_corrections import line_text
from parsers.statements.statement import Verdict
from rules.model.reconciliation import Reconciliation
from tests.support.desk import OpenDesk

LAST_LINE = {"line": "5", "amount": "3,380.00", "was.amount": "2480.00"}
"""What makes case 7 add up: its last invoice is 900.00 more than was read."""


def worked(desk: OpenDesk) -> None:
    """Have the service's steps run to their rest."""
    work = Work(desk.settings, desk.store, clock=lambda: company.NOW)
    while work_one(work) is not None:
        pass


def verdict(desk: OpenDesk, case: int) -> Verdict:
    return forms.read_statement(desk.store.cases.finding(case, STATEMENT) or "").proof.verdict


def compared(desk: OpenDesk, case: int) -> Reconciliation:
    return forms.read_reconciliation(desk.store.cases.finding(case, RECONCILIATION) or "")


def test_a_misread_value_is_corrected_shown_with_both_readings_and_taken_back(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert Verdict.BROKEN is verdict(desk, 7)
    assert 'value="2480.00"' in carol.get("/case/7/correct?line=5").text

    answer = carol.post("/case/7/correct/values", LAST_LINE)
    assert "/case/7?done=corrected" == answer.headers["location"]
    worked(desk)

    assert Verdict.CONSISTENT is verdict(desk, 7)
    reply = desk.store.outbox.of_case(7)
    assert reply is not None
    assert (CaseState.WAITING, ReplyState.DRAFT) == (desk.store.cases.get(7).state, reply.state)
    page = carol.get("/case/7").text
    assert "corrected by carol" in page
    assert "3380.00" in page
    (row,) = [row for row in desk.store.audit.rows(7) if row.event == events.CASE_CORRECTED]
    assert ("carol", "amount 5: 2480.00 -> 3380.00") == (row.actor, row.facts["what"])

    assert 'action="/case/7/correct/undo"' in carol.get("/case/7/correct").text
    desk.visitor("bob").post("/case/7/correct/undo", {"number": "1"})
    worked(desk)
    assert (Verdict.BROKEN, None) == (verdict(desk, 7), desk.store.outbox.of_case(7))
    assert "taken back · <bdi>bob</bdi>" in carol.get("/case/7/correct").text


def test_a_currency_is_corrected_by_its_name_held_where_it_is_not_ours_and_taken_back(desk: OpenDesk) -> None:
    carol = desk.visitor()
    before = desk.store.cases.finding(3, STATEMENT)
    was = forms.read_statement(before or "").currency or ""
    assert f'name="was.currency" value="{was}"' in carol.get("/case/3/correct").text
    assert was != "JPY"

    carol.post("/case/3/correct/values", {"line": "", "currency": "日元", "was.currency": was})
    worked(desk)

    assert "JPY" == forms.read_statement(desk.store.cases.finding(3, STATEMENT) or "").currency
    assert ("hold", None) == (desk.store.cases.get(3).outcome, desk.store.outbox.of_case(3))
    assert "JPY" in carol.get("/case/3").text.partition('id="proof"')[2]

    carol.post("/case/3/correct/undo", {"number": "1"})
    worked(desk)
    assert before == desk.store.cases.finding(3, STATEMENT)


NEW_LINE = {"amount": "900", "reference": "INV-9", "date": "2026-10-30"}


def line_below_the_last(desk: OpenDesk) -> dict[str, str]:
    """The form of a line that makes case 7 add up, below the last that was read."""
    statement = forms.read_statement(desk.store.cases.finding(7, STATEMENT) or "")
    count = len(statement.lines)
    return {**NEW_LINE, "after": f"{count}:{line_text(statement, count - 1)}"}


def test_a_line_that_was_not_read_is_added_proven_again_and_taken_back_in_order(desk: OpenDesk) -> None:
    carol, before = desk.visitor(), desk.store.cases.finding(7, STATEMENT)
    form = line_below_the_last(desk)
    page = carol.get("/case/7/correct").text
    assert f'value="{form["after"]}"' in page

    carol.post("/case/7/correct/add", {**form, "description": "<b>crates</b>"})
    worked(desk)

    statement = forms.read_statement(desk.store.cases.finding(7, STATEMENT) or "")
    assert (Verdict.CONSISTENT, ("INV-9",)) == (statement.proof.verdict, statement.lines[-1].references)
    reply = desk.store.outbox.of_case(7)
    assert reply is not None
    assert (CaseState.WAITING, ReplyState.DRAFT) == (desk.store.cases.get(7).state, reply.state)
    (row,) = [row for row in desk.store.audit.rows(7) if row.event == events.CASE_CORRECTED]
    assert ("carol", "line 6 added: 2026-10-30 INV-9 900") == (row.actor, row.facts["what"])
    page = carol.get("/case/7/correct").text
    assert (True, False) == ("&lt;b&gt;crates" in page, "<b>crates" in page)
    assert "Line added" in carol.get("/case/7").text
    assert 409 == carol.post("/case/7/correct/add", {**form, "after": "5:another line"}).status_code

    carol.post("/case/7/correct/values", {"line": "6", "reference": "INV-10", "was.reference": "INV-9"})
    worked(desk)
    answer = carol.post("/case/7/correct/undo", {"number": "1"})
    assert (409, True) == (answer.status_code, "take that one back first" in answer.text)
    for number in ("2", "1"):
        carol.post("/case/7/correct/undo", {"number": number})
        worked(desk)
    assert (before, None) == (desk.store.cases.finding(7, STATEMENT), desk.store.outbox.of_case(7))


def test_what_is_no_line_is_removed_and_what_depends_on_lines_comes_first(desk: OpenDesk) -> None:
    carol = desk.visitor()
    statement = forms.read_statement(desk.store.cases.finding(3, STATEMENT) or "")
    was, count = line_text(statement, 0), len(statement.lines)
    assert "/case/3/correct/remove" in carol.get("/case/3/correct?line=1").text

    carol.post("/case/3/correct/remove", {"line": "1", "was": was})
    worked(desk)
    assert Verdict.BROKEN is verdict(desk, 3)  # it was a line: the arithmetic says so, and nothing is drafted
    assert (count - 1, None) == (len(compared(desk, 3).line_amounts), desk.store.outbox.of_case(3))
    assert 409 == carol.post("/case/3/correct/remove", {"line": "1", "was": was}).status_code
    carol.post("/case/3/correct/undo", {"number": "1"})
    worked(desk)

    first = compared(desk, 3).matches[0]
    carol.post("/case/3/correct/unmatch", {"lines": str(first.lines[0]), "entries": first.entries[0]})
    worked(desk)
    answer = carol.post("/case/3/correct/remove", {"line": "1", "was": was})
    assert (409, True) == (answer.status_code, "matched or named by hand" in answer.text)


def test_rows_are_unmatched_matched_and_given_a_reason(desk: OpenDesk) -> None:
    carol = desk.visitor()
    first = compared(desk, 3).matches[0]
    rows = {"lines": str(first.lines[0]), "entries": first.entries[0]}

    carol.post("/case/3/correct/unmatch", rows)
    worked(desk)
    assert first.lines in {each.lines for each in compared(desk, 3).differences}

    carol.post("/case/3/correct/match", rows)
    worked(desk)
    assert ("by_hand", "certain") == next(
        (each.rule, each.certainty) for each in compared(desk, 3).matches if each.lines == first.lines
    )
    typo = next(each for each in compared(desk, 3).differences if each.reason == "amount_typo")
    carol.post(
        "/case/3/correct/reason",
        {"lines": str(typo.lines[0]), "entries": typo.entries[0], "reason": "disputed"},
    )
    worked(desk)
    assert "disputed" in {each.reason for each in compared(desk, 3).differences if each.lines == typo.lines}
    assert compared(desk, 3).bridge.closes
    assert 3 == len(corrections_of(desk.store.cases, 3))


WRONG = [
    ("values", {"line": "5", "amount": "much", "was.amount": "2480.00"}, 422, "error.correct_amount"),
    ("values", {"line": "5", "amount": "1.234,50", "was.amount": "2480.00"}, 422, "error.correct_amount"),
    ("values", {"line": "5", "date": "31/03/2026", "was.date": "2026-10-29"}, 422, "error.correct_day"),
    ("values", {"line": "5", "amount": "", "was.amount": "2480.00"}, 422, "error.correct_empty"),
    ("values", {"line": "5", "amount": "2480.00", "was.amount": "2480.00"}, 422, "error.correct_same"),
    ("values", {"line": "", "currency": "¥", "was.currency": "USD"}, 422, "error.correct_currency"),
    ("values", {"line": "99"}, 404, "error.missing"),
    ("add", {"after": "0:", "amount": "0.00"}, 422, "error.correct_zero"),
    ("add", {"after": "0:", "amount": "1,2"}, 422, "error.correct_amount"),
    ("add", {"after": "77:", "amount": "1.00"}, 404, "error.missing"),
    ("add", {"after": "0:", "amount": "1.00", "place": "9"}, 409, "error.changed_meanwhile"),
    ("remove", {"line": "", "was": ""}, 404, "error.missing"),
    ("match", {"lines": "0"}, 422, "error.correct_both"),
    ("match", {"lines": "x", "entries": "3"}, 400, "error.form"),
    ("reason", {"lines": "0", "reason": "unexplained"}, 422, "error.correct_reason"),
    ("reason", {"lines": "0", "reason": "whim"}, 422, "error.correct_reason"),
    ("undo", {"number": "x"}, 400, "error.form"),
]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_is_wrong_is_refused_in_words_that_say_what_to_do(desk: OpenDesk, language: str) -> None:
    carol = desk.visitor()
    said = words_in("zh_CN" if language == "zh-CN" else "en")
    for act, form, status, key in WRONG:
        answer = carol.post(f"/case/7/correct/{act}", form, headers={"accept-language": language})
        assert (act, form, status) == (act, form, answer.status_code)
        assert said(key) in answer.text
    assert () == corrections_of(desk.store.cases, 7)


def test_a_value_that_somebody_else_changed_meanwhile_is_refused(desk: OpenDesk) -> None:
    answer = desk.visitor().post("/case/7/correct/values", {"line": "5", "amount": "1.00", "was.amount": "2.00"})
    assert (409, True) == (answer.status_code, "Meanwhile" in answer.text)


def test_an_auditor_sees_and_changes_nothing_and_a_form_without_its_token_counts_for_nothing(desk: OpenDesk) -> None:
    auditor = desk.visitor("audrey", Role.AUDITOR)
    page = auditor.get("/case/7/correct")
    assert (200, False) == (page.status_code, "<form method" in page.text.partition("<main")[2])
    for act in ("values", "add", "remove", "match", "unmatch", "reason", "undo"):
        assert 403 == auditor.post(f"/case/7/correct/{act}", LAST_LINE).status_code
    assert 403 == desk.visitor().post("/case/7/correct/values", {**LAST_LINE, "form_token": "x"}).status_code
    assert () == corrections_of(desk.store.cases, 7)


def test_what_has_left_cannot_be_corrected(automatic_desk: OpenDesk) -> None:
    carol = automatic_desk.visitor()
    assert "/correct/values" not in carol.get("/case/1/correct").text
    assert (
        409 == carol.post("/case/1/correct/values", {"line": "1", "amount": "1", "was.amount": "6240.00"}).status_code
    )
