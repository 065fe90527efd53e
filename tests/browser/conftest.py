"""Debian's Chromium on the desk: somebody signed in, and axe-core's judgement of what the page shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, sync_playwright

from daemon.store.users import Role
from tests.support.desk import OpenDesk

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")

Sits = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser for one file of tests: as long as it is driven, an event loop counts as running in this thread, and whoever
    needs a loop of his own would be refused.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def sits(browser: Browser) -> Iterator[Sits]:
    """Give what seats somebody at a desk with a window of his own: `page = sits(desk, "carol", Role.CLERK, locale="zh-CN")`.

    Whatever goes wrong in the page's scripts, or is stopped by its policy, fails the test at its end.
    """
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def seat(desk: OpenDesk, name: str = "carol", role: Role = Role.CLERK, **options: Any) -> Page:
        wanted = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "UTC", **options}
        context = browser.new_context(base_url=desk.url, **wanted)
        contexts.append(context)
        context.add_cookies([{"name": "tieout-session", "value": desk.session(name, role), "url": desk.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: faults.append(_error(error)))
        page.on("console", lambda message: faults.extend(_told(message)))
        return page

    yield seat
    with ExitStack() as stack:
        for context in contexts:
            stack.callback(context.close)
    assert [] == faults


def _error(error: Error) -> str:
    return str(error)


def _told(message: ConsoleMessage) -> list[str]:
    """Return what the console holds against the page; an answer that refuses on purpose is no fault of its scripts."""
    refused = "Failed to load resource: the server responded with a status of 4" in message.text
    return [message.text] if message.type in {"error", "warning"} and not refused else []


def look(page: Page) -> None:
    """Let axe-core look at the page as it stands; what it calls serious or critical fails."""
    # Through the tools' door: the page's own policy lets no script of ours in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    serious = [
        f"{each['id']}: {each['help']}: {json.dumps([node['html'][:200] for node in each['nodes'][:3]])}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
    assert [] == serious
