"""A case corrected in a browser: a misread value until the paper proves, a match taken apart and made by hand."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Sits, look
from tests.daemon.review.pages.test_correct import worked
from tests.support.desk import OpenDesk


def test_a_misread_value_is_corrected_until_the_paper_proves_and_rows_are_matched_by_hand(
    desk: OpenDesk, sits: Sits
) -> None:
    page = sits(desk)
    page.goto("/case/7")
    page.get_by_role("link", name="Correct", exact=True).click()
    look(page)
    page.get_by_role("link", name="misread? Line 5").click()
    page.get_by_label("Amount", exact=True).fill("3,380.00")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".notice.good")).to_contain_text("worked on again")
    worked(desk)
    page.goto("/case/7")
    expect(page.locator("#proof")).to_contain_text("2480.00 → 3380.00 · corrected by carol")
    expect(page.locator("#proof .tag.consistent")).to_be_visible()
    expect(page.locator("#reply iframe")).to_be_visible()

    page.goto("/case/3/correct")
    look(page)
    page.get_by_role("button", name="Unmatch 1", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("worked on again")
    worked(desk)
    page.goto("/case/3/correct")
    page.get_by_role("group", name="Their lines").get_by_label("INV-26-1190").check()
    page.get_by_role("group", name="Our entries").get_by_label("INV-26-1190").check()
    page.get_by_role("button", name="Match", exact=True).click()
    expect(page.locator(".notice.good")).to_contain_text("worked on again")
    worked(desk)
    page.goto("/case/3/correct")
    expect(page.locator("h1 + .sub ~ .card").first).to_contain_text("Matched by hand")
    page.get_by_role("button", name="Take back 2").click()
    expect(page.locator(".notice.good")).to_contain_text("taken back")
    worked(desk)
    page.goto("/case/3/correct")
    expect(page.locator(".card").first).to_contain_text("taken back · carol")


def test_everybody_can_use_it(desk: OpenDesk, sits: Sits) -> None:
    page = sits(desk, viewport={"width": 390, "height": 800}, locale="zh-CN")
    page.goto("/case/3/correct?line=2")
    look(page)
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
