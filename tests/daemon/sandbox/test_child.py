"""A child's life, seen from inside; its ends are tried in test_host."""

from __future__ import annotations

import pytest

from daemon.sandbox.budget import Budget
from daemon.sandbox.child import level_here, named
from daemon.sandbox.host import Sandbox
from tests.support.sandbox_probes import echo


def test_work_is_named_by_module_and_function() -> None:
    assert echo is named("tests.support.sandbox_probes:echo")
    with pytest.raises(AttributeError):
        named("tests.support.sandbox_probes:none")


def test_the_level_is_found_by_shutting_a_child_in(sandbox: Sandbox) -> None:
    assert sandbox.level() == level_here(Budget(), ())


def test_finding_it_leaves_this_process_as_it_was() -> None:
    level_here(Budget(), ())
    with open("/dev/null", "w", encoding="ascii") as still:  # noqa: PTH123
        assert 1 == still.write("x")
