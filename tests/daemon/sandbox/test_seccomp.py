"""The filter, run by a small interpreter of its language for both architectures; real refusals are tried in test_confine."""

from __future__ import annotations

import errno
import os

import pytest

from daemon.sandbox.seccomp import Instruction, program
from daemon.sandbox.system_calls import AARCH64, SYSCALLS, X86_64

ALLOW, KILL, REFUSE, UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
ARCH = {X86_64: 0xC000003E, AARCH64: 0xC00000B7}
PID = 4711


def judged(lines: list[Instruction], call: int, *arguments: int, arch: int) -> int:
    """Return the filter's answer to a call, as the kernel would find it (filter.txt)."""
    memory = {0: call, 4: arch}
    for index in range(6):
        value = arguments[index] if index < len(arguments) else 0
        memory[16 + 8 * index] = value & 0xFFFFFFFF
        memory[20 + 8 * index] = value >> 32
    at = register = 0
    while True:
        code, yes, no, value = lines[at]
        at += 1
        match code:
            case 0x20:
                register = memory[value]
            case 0x15:
                at += yes if register == value else no
            case 0x35:
                at += yes if register >= value else no
            case 0x45:
                at += yes if register & value else no
            case 0x06:
                return value
            case _:
                raise AssertionError(code)


@pytest.fixture(params=[X86_64, AARCH64])
def machine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def ask(machine: str, name: str, *arguments: int) -> int | None:
    call = SYSCALLS[name][0 if machine == X86_64 else 1]
    return None if call is None else judged(program(machine, PID), call, *arguments, arch=ARCH[machine])


def test_every_named_call_is_refused_in_its_harmful_form(machine: str) -> None:
    harmful = {"prlimit64": (0, 7, 1 << 40), "open": (0, os.O_WRONLY), "openat": (0, 0, os.O_RDWR | os.O_CREAT)}
    answers = {name: ask(machine, name, *harmful.get(name, ())) for name in SYSCALLS}
    assert {"clone3": UNKNOWN, "openat2": UNKNOWN} == {
        name: answer for name, answer in answers.items() if answer not in {REFUSE, None}
    }


def test_the_harmless_form_of_some_is_allowed(machine: str) -> None:
    assert ALLOW == ask(machine, "clone", 0x3D0F00)  # a thread, as the C library makes it
    assert ALLOW == ask(machine, "tgkill", PID, PID, 6)
    assert ALLOW == ask(machine, "prlimit64", 0, 7, 0)
    assert ALLOW == ask(machine, "openat", 0, 0, os.O_RDONLY | os.O_CLOEXEC)
    assert ask(machine, "open", 0, os.O_RDONLY | os.O_DIRECTORY) in {ALLOW, None}


def test_other_calls_pass(machine: str) -> None:
    read, write, mmap = (0, 1, 9) if machine == X86_64 else (63, 64, 222)
    assert [ALLOW] * 3 == [judged(program(machine, PID), call, arch=ARCH[machine]) for call in (read, write, mmap)]


def test_no_other_interface_of_the_kernel_is_a_way_around(machine: str) -> None:
    """32-bit calls have numbers of their own, and so has x32 on x86."""
    assert KILL == judged(program(machine, PID), 3, arch=0x40000003)
    if machine == X86_64:
        assert REFUSE == judged(program(machine, PID), 0x40000000 | 41, arch=ARCH[machine])


def test_no_jump_leaves_the_filter(machine: str) -> None:
    lines = program(machine, PID)
    assert len(lines) < 4096
    assert all(
        at + 1 + max(yes, no) < len(lines) for at, (code, yes, no, _) in enumerate(lines) if code in {0x15, 0x35, 0x45}
    )
