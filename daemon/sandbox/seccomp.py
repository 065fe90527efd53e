"""A filter over system calls: no sockets, no other programs, no signals to others, no change of any file, no way out.

It names what is refused (with EPERM, so that a library gets an ordinary error) and allows the rest, because what an ordinary C
library calls changes from one version to the next. See seccomp(2) and linux/filter.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from daemon.sandbox.system_calls import AARCH64, SYSCALLS, X86_64, architecture, prctl

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_AUDIT_ARCH = {X86_64: 0xC000003E, AARCH64: 0xC00000B7}
_X32 = 0x40000000  # calls of the x32 interface carry this bit, and would slip past the numbers below

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # struct seccomp_data
_REFUSE = _ERRNO | errno.EPERM
_UNKNOWN = _ERRNO | errno.ENOSYS

_CLONE_THREAD = 0x00010000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CONDITIONAL = frozenset({"clone", "clone3", "prlimit64", "tgkill", "open", "openat", "openat2"})

Instruction = tuple[int, int, int, int]
"""code, jump if true, jump if false, value."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def program(machine: str, pid: int) -> list[Instruction]:
    """Return the filter for a process `pid` on a machine of the table of system calls."""
    column = 0 if machine == X86_64 else 1
    lines: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == X86_64:
        lines += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for name, numbers in SYSCALLS.items():
        number = numbers[column]
        if number is None:
            continue
        body = _conditional(name, pid) if name in _CONDITIONAL else [(_RETURN, 0, 0, _REFUSE)]
        lines += [(_EQUAL, 0, len(body), number), *body]
    lines.append((_RETURN, 0, 0, _ALLOW))
    return lines


def _conditional(name: str, pid: int) -> list[Instruction]:
    """Return what decides on a call that has a harmless use; each way through it ends in an answer."""
    allow, refuse = (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)
    match name:
        case "clone":  # threads yes, processes no
            return [_argument(0), (_ANY_BIT, 0, 1, _CLONE_THREAD), allow, refuse]
        case "tgkill":  # abort() signals itself
            return [_argument(0), (_EQUAL, 0, 1, pid), allow, refuse]
        case "prlimit64":  # asking is allowed, setting is not
            return [_argument(2), (_EQUAL, 0, 3, 0), _argument(2, high=True), (_EQUAL, 0, 1, 0), allow, refuse]
        case "open":
            return [_argument(1), (_ANY_BIT, 1, 0, _WRITING), allow, refuse]
        case "openat":
            return [_argument(2), (_ANY_BIT, 1, 0, _WRITING), allow, refuse]
        case _:  # clone3 and openat2 hide their arguments in memory; where unknown, the C library takes the older call
            return [(_RETURN, 0, 0, _UNKNOWN)]


def _argument(index: int, *, high: bool = False) -> Instruction:
    """Load the lower (or higher) half of an argument; both architectures are little-endian."""
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index + (4 if high else 0))


def restrict(pid: int) -> bool:
    """Put the filter over this process, for good. Return False where machine or kernel have none. Needs no_new_privs."""
    machine = architecture()
    if machine is None:
        return False
    lines = program(machine, pid)
    packed = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *line) for line in lines))
    head = _Program(len(lines), ctypes.cast(packed, ctypes.c_void_p))
    try:
        prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(head))
    except OSError:
        return False
    return True
