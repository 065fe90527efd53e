"""The queue in a browser: with the keyboard alone, on a phone, in Chinese, in the dark, and with names that attack."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog
from sqlalchemy import update

from daemon.store import schema
from daemon.store.states import ReplyState
from daemon.store.users import Role
from tests.browser.conftest import Sits, look
from tests.support.desk import OpenDesk

HOSTILE = "<img src=x onerror=alert(1)>\u202egpj.exe\"'><script>document.title='owned'</script>"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"viewport": {"width": 390, "height": 800}, "locale": "zh-CN"},
        {"color_scheme": "dark"},
    ],
)
def test_everybody_can_use_it(desk: OpenDesk, sits: Sits, options: dict[str, object]) -> None:
    page = sits(desk, **options)
    for path in ("/", "/sent", "/account", "/no/such/page"):
        page.goto(path)
        look(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_door_can_be_used_by_everybody(desk: OpenDesk, sits: Sits) -> None:
    page = sits(desk)
    page.context.clear_cookies()
    page.goto("/")
    assert "Sign in" in page.title()
    look(page)


def test_a_reply_is_approved_with_the_keyboard_alone(desk: OpenDesk, sits: Sits) -> None:
    page = sits(desk)
    page.goto("/")
    page.keyboard.press("j")
    first = page.locator(".chosen").get_by_role("link").first.get_attribute("href")
    assert first is not None
    page.keyboard.press("x")
    assert page.locator(".chosen input[type=checkbox]").is_checked()
    page.get_by_role("button", name="Approve the chosen replies").press("Enter")
    page.get_by_role("heading", name="1 reply may leave").wait_for()
    reply = desk.store.outbox.of_case(int(first.rpartition("/")[2]))
    assert reply is not None
    assert (ReplyState.READY, "carol") == (reply.state, reply.approved_by)


def test_filtering_changes_the_list_and_the_address_without_loading_the_page_anew(desk: OpenDesk, sits: Sits) -> None:
    page = sits(desk)
    page.goto("/")
    page.evaluate("window.kept = 1")
    page.get_by_label("Search").fill("pinewood")
    page.get_by_text("2 cases").wait_for()
    assert "search=pinewood" in page.url
    assert 1 == page.evaluate("window.kept")
    page.reload()
    assert page.get_by_text("2 cases").is_visible()
    page.get_by_label("Why").select_option("extraction_proven")
    page.get_by_text("1 case").wait_for()


def test_an_auditor_sees_no_button_that_changes_anything(desk: OpenDesk, sits: Sits) -> None:
    page = sits(desk, "ada", Role.AUDITOR)
    page.goto("/")
    assert page.get_by_text("Pinewood Furniture Group").first.is_visible()
    assert 0 == page.get_by_role("checkbox").count()
    assert 0 == page.get_by_role("button", name="Approve the chosen replies").count()


def test_hostile_names_run_nothing_and_what_they_hide_is_seen(desk: OpenDesk, sits: Sits) -> None:
    with desk.store.writing() as tx:
        tx.execute(update(schema.message).values(subject=HOSTILE, sender=f"{HOSTILE}@x.example"))
        tx.execute(update(schema.case).values(document_name=HOSTILE))
        tx.execute(update(schema.counterparty).values(name=HOSTILE))
    page = sits(desk)
    dialogs: list[str] = []

    def opened(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    page.goto("/")
    page.get_by_text("⟨202E⟩").first.wait_for()
    assert [] == dialogs
    assert "owned" not in page.title()
    assert 0 == page.locator("img").count()
    look(page)
