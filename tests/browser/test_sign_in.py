"""The first admin in a browser: the link, the password, the second factor, out and in again."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page

from daemon.review.auth import totp
from daemon.review.welcome import welcome_first
from daemon.store.users import Role
from tests.browser.conftest import Sits, look
from tests.support.desk import OpenDesk

PASSWORD = "four green apples"


def _enter(page: Page, code: str) -> None:
    page.get_by_label("Name").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_the_first_admin_comes_in_by_the_link_takes_a_second_factor_and_comes_in_again(
    desk: OpenDesk, sits: Sits
) -> None:
    now = dt.datetime.now(dt.UTC)
    with desk.store.writing() as tx:
        desk.store.users.sign_out_everywhere(tx, "admin")
    link = welcome_first(desk.store, desk.url, now)
    page = sits(desk)
    page.context.clear_cookies()
    page.goto(link)
    look(page)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    page.get_by_role("heading", name="Queue").wait_for()
    assert Role.ADMIN is desk.store.users.required("admin").role
    page.get_by_role("link", name="admin").click()
    key = page.locator("code.key").inner_text()
    step = int(dt.datetime.now(dt.UTC).timestamp()) // totp.STEP_SECONDS
    page.get_by_label("Code").fill(totp.code_of(key, step))
    page.get_by_role("button", name="Use it from now on").click()
    page.get_by_text("Signing in asks for a code").wait_for()
    look(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
    _enter(page, totp.code_of(key, step))
    page.get_by_text("was used already").wait_for()
    _enter(page, totp.code_of(key, step + 1))
    page.get_by_role("heading", name="Queue").wait_for()
