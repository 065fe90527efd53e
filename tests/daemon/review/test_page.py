from __future__ import annotations

from itertools import pairwise

import pytest
from starlette.datastructures import FormData
from starlette.requests import Request

from daemon.review.page import ALLOWED, PageRefused, Permission, Visit, may
from daemon.review.words import words_in
from daemon.store.users import Role
from tests.support.desk import OpenDesk


def _visit(form: dict[str, str] | None = None, **path: str) -> Visit:
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": [], "path_params": path})
    return Visit(
        services=None,  # type: ignore[arg-type]
        request=request,
        user=None,
        words=words_in("en"),
        cookie="c",
        secure=False,
        address="",
        form=FormData(form or {}),
    )


def test_each_role_may_what_the_one_below_may_and_more() -> None:
    roles = [Role.AUDITOR, Role.CLERK, Role.APPROVER, Role.ADMIN]
    assert list(ALLOWED) == roles
    assert all(ALLOWED[less] < ALLOWED[more] for less, more in pairwise(roles))


def test_nobody_may_only_what_anybody_may(desk: OpenDesk) -> None:
    assert may(None, Permission.ANYBODY)
    assert not any(may(None, permission) for permission in Permission if permission is not Permission.ANYBODY)
    desk.session("ada", Role.AUDITOR)
    assert may(desk.store.users.get("ada"), Permission.READ)


@pytest.mark.parametrize("text", ["x", "-1", "", "1" * 16, "١"])
def test_a_path_without_a_number_leads_nowhere(text: str) -> None:
    with pytest.raises(PageRefused) as refusal:
        _visit(case=text).number("case")
    assert 404 == refusal.value.status
    assert 12 == _visit(case="12").number("case")


def test_a_field_is_text_with_plain_line_ends_and_not_longer_than_it_may_be() -> None:
    visit = _visit({"note": " a\r\nb "})
    assert "a\nb" == visit.text("note")
    assert "" == visit.text("missing")
    with pytest.raises(PageRefused):
        visit.text("note", 3)


def test_the_browser_is_sent_on_with_what_was_done_escaped() -> None:
    answer = _visit().go("/sent", done="checked", search="a&b")
    assert (303, "/sent?search=a%26b&done=checked") == (answer.status_code, answer.headers["location"])


def test_no_text_holds_what_no_database_keeps() -> None:
    assert "ab" == _visit({"x": "a\x00b"}).text("x")
