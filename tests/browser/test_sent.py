"""What left by itself, in a browser: checked, found wrong, opened again."""

from __future__ import annotations

from tests.browser.conftest import Sits, look
from tests.support.desk import OpenDesk


def test_one_click_closes_automation_for_a_counterparty_and_another_opens_it(
    automatic_desk: OpenDesk, sits: Sits
) -> None:
    page = sits(automatic_desk)
    page.goto("/sent")
    look(page)
    row = page.locator("tr", has_text="Northgate")
    row.get_by_role("button", name="This was wrong").click()
    page.get_by_text("answered by a person only from now on").wait_for()
    assert automatic_desk.store.marks.stopped("C1001") is not None
    look(page)
    page.locator("tr", has_text="Northgate").get_by_role("button", name="Automate again").click()
    page.get_by_text("may be answered automatically again").wait_for()
    assert automatic_desk.store.marks.stopped("C1001") is None
    page.locator("tr", has_text="Lakeside").get_by_role("button", name="This is right").click()
    page.get_by_text("Noted as right.").wait_for()


def test_a_case_that_left_is_shown_as_it_left(automatic_desk: OpenDesk, sits: Sits) -> None:
    page = sits(automatic_desk)
    page.goto("/case/3")
    page.frame_locator("iframe.letter").get_by_text("From our balance to yours").wait_for()
    assert 0 == page.get_by_role("button", name="Approve the reply").count()
    look(page)
