"""A command's failure carries its sentence and its code."""

from __future__ import annotations

from daemon.cli import exits


def test_an_error_without_a_code_is_a_failure_and_unusable_is_two() -> None:
    assert (1, "No.") == (exits.CommandError("No.").code, str(exits.CommandError("No.")))
    assert 2 == exits.unusable("No.").code
