from __future__ import annotations

import base64

import pytest

from daemon.review.auth.totp import code_of, new_key, step_of, uri_of

# RFC 6238, appendix B, of which the last six digits count here.
KEY = base64.b32encode(b"12345678901234567890").decode()
VECTORS = [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (20000000000, "65353130")]


@pytest.mark.parametrize(("seconds", "eight"), VECTORS)
def test_codes_are_those_of_the_standard(seconds: int, eight: str) -> None:
    assert eight[-6:] == code_of(KEY, seconds // 30)
    assert seconds // 30 == step_of(KEY, f"{eight[-6:-3]} {eight[-3:]}", seconds)


def test_half_a_minute_early_or_late_is_right_and_more_is_not() -> None:
    code = code_of(KEY, 1000)
    assert [None, 1000, 1000, 1000, None] == [step_of(KEY, code, 30 * step) for step in (998, 999, 1000, 1001, 1002)]


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert step_of(KEY, code, 59) is None


def test_every_key_is_new_and_apps_can_read_it() -> None:
    assert new_key() != new_key()
    assert 32 == len(new_key())
    assert "otpauth://totp/tieout:a%20b?secret=K&issuer=tieout" == uri_of("K", "a b", "tieout")
