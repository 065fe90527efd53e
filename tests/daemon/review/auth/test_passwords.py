from __future__ import annotations

import pytest

from daemon.review.auth.passwords import MOST, PasswordRefused, hashed, is_right

GOOD = "four green apples"


def test_a_password_is_right_as_it_was_chosen_and_not_otherwise() -> None:
    kept = hashed(GOOD, "carol")
    assert GOOD not in kept
    assert kept.startswith("$argon2id$")
    assert is_right(kept, GOOD)
    assert not is_right(kept, GOOD + " ")
    assert kept != hashed(GOOD, "carol")


@pytest.mark.parametrize("kept", ["", "no hash"])
def test_where_no_password_was_chosen_none_is_right(kept: str) -> None:
    assert not is_right(kept, "")
    assert not is_right(kept, "nobody's password")


@pytest.mark.parametrize(
    "password", ["", "short", "x" * (MOST + 1), "aaaaaaaaaaaaaaaa", "carolcarolcarol", "carolcarol2026"]
)
def test_what_is_short_or_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused):
        hashed(password, "carol")
