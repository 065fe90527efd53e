from __future__ import annotations

from daemon.review.auth.forms import is_token_of, token_of


def test_a_token_belongs_to_one_cookie_and_does_not_give_it_away() -> None:
    token = token_of("cookie")
    assert is_token_of("cookie", token)
    assert not is_token_of("another", token)
    assert not is_token_of("cookie", "")
    assert not is_token_of("cookie", "é")
    assert "cookie" not in token


def test_without_a_cookie_no_token_is_right() -> None:
    assert not is_token_of("", token_of(""))
