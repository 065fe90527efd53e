"""A case in a browser: pointing, editing, two people, hostile words, and a statement of 1,500 lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from playwright.sync_api import Dialog, Page, expect

from daemon.store import forms
from daemon.store.findings import RECONCILIATION, STATEMENT
from daemon.store.states import ReplyState
from daemon.store.users import Role
from rules.model.match import Certainty, Match
from tests.browser.conftest import Sits, look
from tests.support.desk import OpenDesk

LINES = 1500
HOSTILE = "<img src=x onerror=\"document.title='owned'\">\u202e</td><script>document.title='owned'</script>"


def _opened(page: Page, case: int) -> Page:
    page.goto(f"/case/{case}")
    page.locator("[data-paper] [data-group]").first.wait_for(state="attached")
    return page


def test_pointing_at_a_line_lights_its_place_on_the_paper_and_its_step_of_the_bridge(
    desk: OpenDesk, sits: Sits
) -> None:
    page = _opened(sits(desk), 3)
    row = page.locator("[data-pairs] tbody", has_text="Bank fee")
    row.hover()
    key = row.get_attribute("data-group")
    expect(page.locator(f'[data-paper] rect[data-group="{key}"]')).to_have_class("lit")
    expect(page.locator(f'.waterfall [data-group="{key}"]')).to_have_class("bar-less lit")
    assert 1 == page.locator("[data-paper] rect.lit").count()
    other = page.locator("[data-paper] rect").first
    other.hover()
    lit = page.locator("[data-pairs] tbody.lit")
    assert other.get_attribute("data-group") == lit.get_attribute("data-group")


def test_lines_are_walked_with_the_keyboard(desk: OpenDesk, sits: Sits) -> None:
    page = _opened(sits(desk), 2)
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.locator("[data-pairs] tbody.chosen").get_attribute("data-group")
    expect(page.locator(f'[data-paper] tr[data-group="{chosen}"]')).to_have_class("lit")


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": {"width": 390, "height": 800}, "locale": "zh-CN"}, {"color_scheme": "dark"}],
)
def test_everybody_can_use_it(desk: OpenDesk, sits: Sits, options: dict[str, object]) -> None:
    page = sits(desk, **options)
    for case in (3, 2, 9):
        _opened(page, case)
        for summary in page.locator("summary").all():
            summary.click()
        look(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), case


def test_words_are_changed_and_approved_and_the_customer_would_see_them(desk: OpenDesk, sits: Sits) -> None:
    page = _opened(sits(desk), 3)
    page.get_by_text("Change the words").click()
    page.get_by_label("Text").fill("Dear all,\n\nwe have found <five> differences.")
    page.get_by_label("differences-C1003").uncheck()
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_text("The draft has your words.").wait_for()
    letter = page.frame_locator("iframe.letter")
    letter.get_by_text("we have found <five> differences.").wait_for()
    page.get_by_role("button", name="Approve the reply").click()
    page.get_by_text("The reply may leave").wait_for()
    reply = desk.store.outbox.of_case(3)
    assert reply is not None
    assert ReplyState.READY == reply.state
    mail = desk.store.outbox.mail(reply)
    assert ("Dear all,\n\nwe have found <five> differences.\n", ()) == (mail.text, mail.attachments)


def test_a_held_case_is_asked_about_noted_assigned_and_closed(desk: OpenDesk, sits: Sits) -> None:
    desk.session("bob")
    page = _opened(sits(desk), 7)
    page.get_by_placeholder("For colleagues").fill("Called them.")
    page.get_by_role("button", name="Add a note").click()
    page.get_by_text("Called them.").wait_for()
    page.get_by_label("Assigned to").select_option("bob")
    page.get_by_role("button", name="Assign").click()
    page.get_by_role("button", name="Mark as disputed").click()
    page.get_by_role("button", name="No longer disputed").wait_for()
    page.get_by_text("Ask the customer something instead").click()
    page.get_by_label("Your words").fill("Which total is right?")
    page.get_by_role("button", name="Lay it as a draft").click()
    page.frame_locator("iframe.letter").get_by_text("Which total is right?").wait_for()
    page.get_by_placeholder("Why without an answer?").fill("They called us.")
    page.get_by_role("button", name="Close without an answer").click()
    page.get_by_text("The case is closed without an answer.").wait_for()


def test_two_people_on_one_case_see_each_other_and_only_the_first_approval_counts(desk: OpenDesk, sits: Sits) -> None:
    carol, bob = _opened(sits(desk, "carol"), 1), _opened(sits(desk, "bob", Role.APPROVER), 1)
    bob.get_by_text("Also here: carol").wait_for()
    carol.get_by_role("button", name="Approve the reply").click()
    carol.get_by_text("The reply may leave").wait_for()
    bob.get_by_role("button", name="Approve the reply").click()
    bob.get_by_text("As things stand this cannot be done").wait_for()
    reply = desk.store.outbox.of_case(1)
    assert reply is not None
    assert "carol" == reply.approved_by


def test_hostile_words_on_the_paper_run_nothing(desk: OpenDesk, sits: Sits) -> None:
    compared = forms.read_reconciliation(desk.store.cases.finding(2, RECONCILIATION) or "")
    lines = tuple(replace(line, description=HOSTILE, references=(HOSTILE,)) for line in compared.statement.lines)
    statement = replace(compared.statement, lines=lines)
    with desk.store.writing() as tx:
        desk.store.cases.put_finding(tx, 2, STATEMENT, forms.keep_statement(statement))
        changed = forms.keep_reconciliation(replace(compared, statement=statement))
        desk.store.cases.put_finding(tx, 2, RECONCILIATION, changed)
    page = sits(desk)
    dialogs: list[str] = []

    def opened(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    _opened(page, 2)
    page.get_by_text("⟨202E⟩").first.wait_for()
    assert [] == dialogs
    assert "owned" not in page.title()
    assert 0 == page.locator("img[src=x]").count()


def test_a_statement_of_1500_lines_is_all_there_and_the_keyboard_reaches_its_end(desk: OpenDesk, sits: Sits) -> None:
    _make_long(desk)
    page = sits(desk)
    page.goto("/case/2")
    assert LINES == page.locator("[data-pairs] tbody").count()
    last = page.locator(f'[data-pairs] [data-group="m{LINES - 1}"]')
    last.scroll_into_view_if_needed()
    assert last.is_visible()
    last.hover()
    expect(last).to_have_class("match lit")


def _make_long(desk: OpenDesk) -> None:
    """Put a comparison of many lines in place of what was found of a case."""
    compared = forms.read_reconciliation(desk.store.cases.finding(2, RECONCILIATION) or "")
    line, entry = compared.statement.lines[0], compared.ledger.entries[0]
    day = dt.date(2026, 10, 1)
    lines = tuple(
        replace(line, references=(f"R-{number}",), description=f"Delivery {number}", date=day)
        for number in range(LINES)
    )
    entries = tuple(
        replace(entry, id=str(number), row=number + 2, references=(f"R-{number}",)) for number in range(LINES)
    )
    matches = tuple(
        Match(lines=(number,), entries=(str(number),), rule="same_reference", certainty=Certainty.CERTAIN)
        for number in range(LINES)
    )
    long = replace(
        compared,
        statement=replace(compared.statement, lines=lines),
        ledger=replace(compared.ledger, entries=entries),
        line_amounts=(Decimal(1),) * LINES,
        matches=matches,
        differences=(),
        bridge=replace(compared.bridge, steps=()),
    )
    with desk.store.writing() as tx:
        desk.store.cases.put_finding(tx, 2, STATEMENT, forms.keep_statement(long.statement))
        desk.store.cases.put_finding(tx, 2, RECONCILIATION, forms.keep_reconciliation(long))
