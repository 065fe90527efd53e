"""What a child may not do, tried by real children."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from daemon.sandbox.budget import Budget
from daemon.sandbox.confine import address_space
from daemon.sandbox.host import Sandbox
from tests.support.sandbox_probes import ATTEMPTS, READINGS

PROBES = "tests.support.sandbox_probes"
BUDGET = Budget()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_is_refused(sandbox: Sandbox, attempt: str, tmp_path: Path) -> None:
    if not sandbox.level().seccomp:
        pytest.skip("this kernel has no seccomp filters")
    target = tmp_path / "ours"
    target.write_bytes(b"ours")
    outcome = sandbox.run(f"{PROBES}:attempt", f"{attempt} {target}".encode(), BUDGET)
    assert b"refused" == outcome.content
    assert (b"ours", ["ours"]) == (target.read_bytes(), [path.name for path in tmp_path.iterdir()])


@pytest.mark.parametrize("attempt", READINGS)
def test_cannot_be_read(sandbox: Sandbox, attempt: str, tmp_path: Path) -> None:
    if not sandbox.level().landlock:
        pytest.skip("this kernel has no Landlock")
    (tmp_path / "secret").write_bytes(b"imap-password")
    path = tmp_path if attempt == "list" else tmp_path / "secret"
    assert b"refused" == sandbox.run(f"{PROBES}:attempt", f"{attempt} {path}".encode(), BUDGET).content


def test_files_of_the_interpreter_can_be_read(sandbox: Sandbox) -> None:
    """Some are opened at first use: encodings, character maps, zones."""
    assert b"done" == sandbox.run(f"{PROBES}:attempt", f"read {os.__file__}".encode(), BUDGET).content


def test_threads_are_allowed(sandbox: Sandbox) -> None:
    assert b"done" == sandbox.run(f"{PROBES}:thread", b"", BUDGET).content


def test_a_child_knows_nothing_of_the_service(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials/tieout.service")
    with Sandbox(f"{PROBES}:echo") as fresh:
        found = json.loads(fresh.run(f"{PROBES}:surroundings", b"", BUDGET).content)
    assert {
        "HOME",
        "LANG",
        "LC_CTYPE",
        "LD_LIBRARY_PATH",
        "MKL_NUM_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "PATH",
        "PYTHONHASHSEED",
        "TZ",
    } >= found["environment"].keys()
    assert [0, 1, 2, 3] == found["descriptors"]
    assert "/" == found["folder"]
    assert [] == [name for name in found["modules"] if name.startswith(("daemon.config", "daemon.store", "sqlalchemy"))]


def test_limits_stand_whatever_the_kernel(sandbox: Sandbox) -> None:
    budget = Budget(cpu_seconds=7, open_files=33)
    limits = json.loads(sandbox.run(f"{PROBES}:surroundings", b"", budget).content)["limits"]
    largest = budget.document_bytes if sandbox.level().seccomp else 0  # see _no_files
    assert {"CPU": 9, "FSIZE": largest, "CORE": 0, "NOFILE": 33} == {
        name: limits[name] for name in ("CPU", "FSIZE", "CORE", "NOFILE")
    }
    assert budget.memory_bytes < limits["AS"] < budget.memory_bytes + (2 << 30)


def test_the_address_space_is_measured() -> None:
    assert 1 << 20 < address_space() < 1 << 46


UNDER = """
import ctypes, struct, sys
from daemon.sandbox import seccomp
from daemon.sandbox.system_calls import architecture, prctl
{before}
from daemon.sandbox.budget import Budget
from daemon.sandbox.host import Sandbox
with Sandbox("tests.support.sandbox_probes:echo") as sandbox:
    print(sandbox.level())
    print(sandbox.run("tests.support.sandbox_probes:echo", b"abc", Budget()).content.decode())
    print(sandbox.run("tests.support.sandbox_probes:fill_memory", b"", Budget()).fate)
    print(sandbox.run("tests.support.sandbox_probes:fill_file", sys.argv[1].encode(), Budget()).content.decode())
"""
REFUSING = """
def refuse(*lines):
    whole = [(0x20, 0, 0, 0), *lines, (6, 0, 0, 0x7FFF0000)]
    packed = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *line) for line in whole))
    prctl(38, 1)
    head = seccomp._Program(len(whole), ctypes.cast(packed, ctypes.c_void_p))
    prctl(22, 2, ctypes.addressof(head))
def call(number):
    return [(0x15, 0, 1, number), (6, 0, 0, 0x00050001)]
"""


def in_a_harsher_world(before: str, target: Path) -> list[str]:
    program = UNDER.format(before=before)
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert not target.exists() or b"" == target.read_bytes()
    assert 0 == done.returncode, done.stderr
    return [line for line in done.stdout.splitlines() if "sandbox_ready" not in line]


def test_a_kernel_without_landlock_leaves_the_other_fences(tmp_path: Path) -> None:
    level, *rest = in_a_harsher_world(REFUSING + "refuse(*call(444), *call(445), *call(446))", tmp_path / "file")
    assert "no Landlock" in level
    assert ["cba", "out_of_memory", "refused"] == rest


def test_where_nothing_but_limits_is_to_be_had_documents_are_still_read(tmp_path: Path) -> None:
    prctl = 157 if os.uname().machine == "x86_64" else 167
    lines = f"(0x15, 0, 3, {prctl}), (0x20, 0, 0, 16), (0x15, 0, 1, 22), (6, 0, 0, 0x00050001), (0x20, 0, 0, 0)"
    level, *rest = in_a_harsher_world(REFUSING + f"refuse(*call(444), {lines})", tmp_path / "file")
    assert "resource limits, no new privileges, no Landlock, no seccomp" == level
    assert ["cba", "out_of_memory", "refused"] == rest


def test_memory_that_is_never_both_written_and_executed_suffices(tmp_path: Path) -> None:
    """What MemoryDenyWriteExecute= of the unit demands (prctl(2), PR_SET_MDWE); kernels before 6.3 refuse the question."""
    level, *rest = in_a_harsher_world("try:\n    prctl(65, 1)\nexcept OSError:\n    pass\n", tmp_path / "file")
    assert level.startswith("resource limits")
    assert ["cba", "out_of_memory", "refused"] == rest


def test_no_capability_is_needed(tmp_path: Path) -> None:
    level, *rest = in_a_harsher_world(
        "from daemon.sandbox.confine import _drop_capabilities\n_drop_capabilities()\n", tmp_path / "file"
    )
    assert level.startswith("resource limits, no new privileges")
    assert ["cba", "out_of_memory", "refused"] == rest
