"""Landlock: this process may read what Python itself needs, and nothing else; write nowhere; open no TCP connection.

Three system calls without a library (landlock(7), linux/landlock.h). What the kernel does not know yet is left out.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from daemon.sandbox.system_calls import LANDLOCK_ADD_RULE, LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF, syscall

_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_EVERY_RIGHT = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_SINCE, _TCP = 4, 0b11
_SCOPE_SINCE, _SCOPES = 6, 0b11  # abstract sockets, signals to processes outside
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime")
_DEVICES = ("/dev/null", "/dev/urandom")


def version() -> int:
    """Return the kernel's version of Landlock, 0 where it has none, has it switched off, or the call is refused."""
    try:
        return syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_ASK_VERSION))
    except OSError:
        return 0


def readable(packages: Iterable[Path]) -> list[Path]:
    """Return what a parsing process must be able to read: the interpreter's own folders and the `packages`.

    Not simply sys.path: it may hold the folder where somebody stood, with a configuration and its secrets in it.
    """
    python = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix), Path(os.__file__).parent}
    installed = {Path(entry) for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))}
    found = {path.resolve() for path in {*python, *installed, *packages, *map(Path, (*_SYSTEM, *_DEVICES))}}
    return sorted(path for path in found if path.exists() and path != Path("/"))


def restrict(paths: Iterable[Path]) -> int:
    """Shut this process in, for good; only `paths` can still be read. Return the version that took hold, 0 for none.

    Needs no_new_privs.
    """
    kernel = version()
    if kernel == 0:
        return 0
    rights = _EVERY_RIGHT[min(kernel, max(_EVERY_RIGHT))]
    attributes = [rights]
    if kernel >= _NETWORK_SINCE:
        attributes.append(_TCP)
    if kernel >= _SCOPE_SINCE:
        attributes.append(_SCOPES)
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    try:
        rules = syscall(
            LANDLOCK_CREATE_RULESET, ctypes.c_char_p(packed), ctypes.c_size_t(len(packed)), ctypes.c_uint(0)
        )
    except OSError:
        return 0
    try:
        for path in paths:
            _allow_reading(rules, path)
        syscall(LANDLOCK_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0))
    except OSError:
        return 0
    finally:
        os.close(rules)
    return kernel


def _allow_reading(rules: int, path: Path) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not there, or not for us: then there is nothing to allow
    try:
        allowed = _READ_FILE | _READ_DIRECTORY if path.is_dir() else _READ_FILE
        rule = struct.pack("=Qi", allowed, opened)
        syscall(
            LANDLOCK_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), ctypes.c_char_p(rule), ctypes.c_uint(0)
        )
    finally:
        os.close(opened)
