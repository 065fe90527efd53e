"""The dashboard in a browser: usable by everybody, on a phone, in Chinese, in the dark; a hostile name stays a name."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from daemon.store import schema
from tests.browser.conftest import Sits, look
from tests.support.desk import OpenDesk

ALL = "/dashboard?from=2024-01-01&to=2026-12-31"


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": {"width": 390, "height": 800}, "locale": "zh-CN"}, {"color_scheme": "dark"}],
)
def test_everybody_can_use_it(automatic_desk: OpenDesk, sits: Sits, options: dict[str, object]) -> None:
    page = sits(automatic_desk, **options)
    page.goto(ALL)
    for each in page.locator("summary").all():
        each.click()
    look(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("svg.plot").count() >= 5


def test_a_hostile_name_is_drawn_as_text_and_a_table_is_kept_as_a_file(automatic_desk: OpenDesk, sits: Sits) -> None:
    with automatic_desk.store.writing() as tx:
        tx.execute(update(schema.counterparty).values(name="</text><script>document.title='owned'</script>"))
    page = sits(automatic_desk)
    page.goto(ALL)
    assert "Dashboard · tieout" == page.title()
    card = page.locator("#parties")
    card.locator("summary").click()
    with page.expect_download() as kept:
        card.get_by_role("link", name="CSV").click()
    assert kept.value.suggested_filename.endswith(".csv")
    assert "C1003" in kept.value.path().read_text(encoding="utf-8-sig")
