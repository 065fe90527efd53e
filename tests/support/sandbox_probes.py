"""What the tests run inside the sandbox: each takes and gives bytes, and tries what a file that took a child over might try."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path


def echo(request: bytes) -> bytes:
    return request[::-1]


def count(request: bytes) -> bytes:
    return str(len(request)).encode()


def fail(_request: bytes) -> bytes:
    raise ValueError("bad paper")


def sleep(request: bytes) -> bytes:
    time.sleep(float(request))
    return b"awake"


def compute_for_ever(_request: bytes) -> bytes:
    while True:
        pass


def fill_memory(_request: bytes) -> bytes:
    return bytes(len(bytearray(3 << 30)))


def fill_file(request: bytes) -> bytes:
    return tried(_write, request.decode())


def say_much(request: bytes) -> bytes:
    return b"x" * int(request)


def crash(_request: bytes) -> bytes:
    ctypes.string_at(0)
    return b""


def leave(_request: bytes) -> bytes:
    os._exit(0)


def surroundings(_request: bytes) -> bytes:
    """What a child knows of the world around it."""
    return json.dumps(
        {
            "environment": dict(os.environ),
            "arguments": sys.argv,
            "descriptors": [int(name) for name in range(256) if _is_open(name)],
            "limits": {
                name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1]
                for name in ("AS", "CPU", "FSIZE", "CORE", "NOFILE")
            },
            "folder": str(Path.cwd()),
            "modules": sorted(sys.modules),
        }
    ).encode()


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def thread(_request: bytes) -> bytes:
    """Threads are no processes: libraries may use them."""
    said: list[bytes] = []
    worker = threading.Thread(target=lambda: said.append(b"done"))
    worker.start()
    worker.join()
    return said[0]


def _tcp(_path: str) -> None:
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def _unix(_path: str) -> None:
    socket.socket(socket.AF_UNIX).connect("/run/systemd/journal/socket")


def _datagram(_path: str) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 53))


def _read(path: str) -> None:
    Path(path).read_bytes()


def _list(path: str) -> None:
    list(Path(path).iterdir())


def _environment_of_parent(_path: str) -> None:
    Path(f"/proc/{os.getppid()}/environ").read_bytes()


def _write(path: str) -> None:
    Path(path).write_bytes(b"x")


def _append(path: str) -> None:
    os.open(path, os.O_WRONLY | os.O_APPEND)


def _empty(path: str) -> None:
    os.truncate(path, 0)


def _remove(path: str) -> None:
    Path(path).unlink()


def _rename(path: str) -> None:
    Path(path).rename(path + ".moved")


def _mode(path: str) -> None:
    Path(path).chmod(0o777)


def _make_folder(path: str) -> None:
    Path(path + ".d").mkdir()


def _link(path: str) -> None:
    Path(path + ".link").symlink_to(path)


def _program(_path: str) -> None:
    subprocess.run(["/bin/true"], check=True)


def _execute(_path: str) -> None:
    os.execv("/bin/true", ["/bin/true"])


def _fork(_path: str) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _kill(_path: str) -> None:
    os.kill(os.getppid(), signal.SIGCONT)


def _raise_limit(_path: str) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    except ValueError as error:  # what the module makes of EPERM
        raise OSError from error


def _look_into(_path: str) -> None:
    if ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    raise AssertionError("attached")


def _become(_path: str) -> None:
    os.setuid(65534)


ATTEMPTS: dict[str, Callable[[str], None]] = {
    "tcp": _tcp,
    "unix": _unix,
    "datagram": _datagram,
    "write": _write,
    "append": _append,
    "empty": _empty,
    "remove": _remove,
    "rename": _rename,
    "mode": _mode,
    "make_folder": _make_folder,
    "link": _link,
    "program": _program,
    "execute": _execute,
    "fork": _fork,
    "kill": _kill,
    "raise_limit": _raise_limit,
    "look_into": _look_into,
    "become": _become,
}
"""What is refused by system calls alone."""

READINGS: dict[str, Callable[[str], None]] = {
    "read": _read,
    "list": _list,
    "environment_of_parent": _environment_of_parent,
}
"""What only Landlock refuses."""


def attempt(request: bytes) -> bytes:
    """Try `name path`; say "refused" or "done"."""
    name, _, path = request.decode().partition(" ")
    return tried({**ATTEMPTS, **READINGS}[name], path)


def tried(what: Callable[[str], None], path: str) -> bytes:
    try:
        what(path)
    except OSError:
        return b"refused"
    return b"done"
