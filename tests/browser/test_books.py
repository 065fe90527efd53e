"""Counterparties, ledgers and what was learned in a browser: on a phone, in Chinese, with names that attack, with files that are sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Dialog

from daemon.store import forms
from daemon.store.numbers import NUMBERS
from daemon.store.users import Role
from parsers.ledgers.entry import Role as LedgerRole
from tests.browser.conftest import Sits, look
from tests.daemon.review.pages.test_ledger_import import SMALL
from tests.daemon.review.pages.test_ledgers import with_a_long_account
from tests.support.desk import OpenDesk

HOSTILE = "<img src=x onerror=alert(1)>\u202egpj.exe\"'><script>document.title='owned'</script>"
WINDOWS = [{}, {"viewport": {"width": 390, "height": 800}, "locale": "zh-CN"}, {"color_scheme": "dark"}]


def _attacked(desk: OpenDesk) -> None:
    """One counterparty's every name and number attacks, and of another two things were learned."""
    store = desk.store
    found = store.counterparties.get("C1003")
    assert found is not None
    changed = replace(
        found,
        name=HOSTILE,
        aliases=(HOSTILE,),
        disputed=(HOSTILE,),
        withholding_names=(HOSTILE,),
        reference_map=((HOSTILE, HOSTILE),),
        numbers_refused=("A" * 300,),
    )
    with store.writing() as tx:
        store.counterparties.put(changed, tx)
        store.cases.put_finding(tx, 1, NUMBERS, forms.keep_numbers([((HOSTILE,), ("SI-7",))]))


@pytest.mark.parametrize("options", WINDOWS)
def test_everybody_can_use_the_pages_of_counterparties_and_nothing_on_them_runs(
    automatic_desk: OpenDesk, sits: Sits, options: dict[str, Any]
) -> None:
    _attacked(automatic_desk)
    page = sits(automatic_desk, "ada", Role.ADMIN, **options)
    dialogs: list[str] = []

    def hear(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    paths = ("/counterparties", "/counterparty?code=C1003", "/counterparty/edit?code=C1003", "/counterparties/import", "/learned")  # fmt: skip
    for path in paths:
        page.goto(path)
        look(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert "owned" not in page.title().partition("·")[2]
        assert 0 == page.locator("img[src=x]").count()
    assert [] == dialogs


@pytest.mark.parametrize("options", WINDOWS[:2])
def test_everybody_can_use_the_pages_of_the_ledger(desk: OpenDesk, sits: Sits, options: dict[str, Any]) -> None:
    version = with_a_long_account(desk)
    page = sits(desk, "ada", Role.APPROVER, **options)
    account = f"/ledger/account?version={version.id}&account=S%2F1+%26+Co&currency=EUR"
    for path in ("/ledgers", account, "/ledgers/import"):
        page.goto(path)
        look(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.set_input_files("#file", {"name": f"{HOSTILE}.csv".replace("/", ""), "mimeType": "text/csv", "buffer": SMALL.encode()})  # fmt: skip
    page.locator("main form button.main").click()
    page.locator("button[value=take]").wait_for()
    look(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("button[value=take]").click()
    page.locator(".notice.good").wait_for()
    look(page)
    active = desk.store.ledgers.active(LedgerRole.CUSTOMER)
    assert active is not None
    assert 2 == active.entries


def test_terms_are_changed_and_automation_is_stopped_by_hand(desk: OpenDesk, sits: Sits) -> None:
    page = sits(desk, "ada", Role.APPROVER)
    page.goto("/counterparties")
    page.fill("#search", "harbour")
    page.locator("tbody tr").nth(1).wait_for(state="detached")
    assert "search=harbour" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.evaluate("document.querySelector('#list').dataset.old = 'yes'")
    page.dispatch_event("form.filters", "submit")
    page.locator("#list:not([data-old])").wait_for()
    assert "harbour" == page.input_value("#search")
    page.keyboard.press("Enter")  # on the row that was chosen before the list came anew
    page.get_by_role("link", name="Change what is on file").click()
    page.fill("#tolerance", "1,5")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()
    look(page)
    page.fill("#tolerance", "1.5")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("status").wait_for()
    page.fill("#because", "They changed banks")
    page.get_by_role("button", name="Answer by a person only").click()
    page.get_by_text("They changed banks").wait_for()
    look(page)
    stop, found = desk.store.marks.stopped("C1003"), desk.store.counterparties.get("C1003")
    assert stop is not None
    assert found is not None
    assert ("ada", "1.5") == (stop.placed_by, str(found.tolerance))
