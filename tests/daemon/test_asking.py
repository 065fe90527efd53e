"""A failed request says what it was told, and nothing more."""

from __future__ import annotations

from daemon.asking import RequestFailed


def test_what_was_not_told_is_not_claimed() -> None:
    error = RequestFailed("It does not answer.")
    assert ("It does not answer.", False, False, False, False, 0.0) == (
        str(error),
        error.permanent,
        error.answered,
        error.gone,
        error.unfit,
        error.wait,
    )


def test_what_was_told_is_kept() -> None:
    error = RequestFailed("No.", permanent=True, answered=True, gone=True, unfit=True, wait=3.0)
    assert (True, True, True, True, 3.0) == (error.permanent, error.answered, error.gone, error.unfit, error.wait)
