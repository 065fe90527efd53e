"""Numbers of system calls, and calls by them."""

from __future__ import annotations

import ctypes
import errno
import os

import pytest

from daemon.sandbox import system_calls
from daemon.sandbox.system_calls import AARCH64, SYSCALLS, X86_64, architecture, number, prctl, syscall


@pytest.mark.parametrize("column", [0, 1])
def test_no_two_calls_share_a_number(column: int) -> None:
    numbers = [entry[column] for entry in SYSCALLS.values() if entry[column] is not None]
    assert len(set(numbers)) == len(numbers)


def test_calls_since_2019_have_the_same_number_everywhere() -> None:
    assert [] == [
        name for name, (x86, arm) in SYSCALLS.items() if ((x86 or 0) >= 424 or (arm or 0) >= 424) and x86 != arm
    ]


def test_a_number_is_that_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for machine, wanted in ((X86_64, 41), (AARCH64, 198), ("riscv64", None)):
        monkeypatch.setattr("daemon.sandbox.system_calls.platform.machine", lambda machine=machine: machine)
        assert wanted == number("socket")


def test_a_call_by_number_reaches_the_kernel() -> None:
    getpid = {X86_64: 39, AARCH64: 172}.get(architecture() or "")
    if getpid is not None:
        assert os.getpid() == syscall(getpid)
    with pytest.raises(OSError, match="prctl") as refused:
        prctl(22, 99)  # no such mode of seccomp
    assert errno.EINVAL == refused.value.errno
    with pytest.raises(OSError, match="system call"):
        syscall(system_calls.LANDLOCK_RESTRICT_SELF, ctypes.c_int(-1), ctypes.c_uint(0))
