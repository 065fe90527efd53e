"""How far a child is shut in, in words."""

from __future__ import annotations

from daemon.sandbox.level import Level


def test_all_fences_are_named_and_so_is_what_lacks() -> None:
    assert "resource limits, no new privileges, Landlock 4, seccomp" == str(Level(True, 4, True))
    assert "resource limits, no Landlock, no seccomp" == str(Level())


def test_it_is_full_only_where_nothing_lacks() -> None:
    assert Level(True, 1, True).full
    assert not any(
        level.full for level in (Level(), Level(True, 0, True), Level(True, 3, False), Level(False, 3, True))
    )
