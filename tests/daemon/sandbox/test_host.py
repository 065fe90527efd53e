"""This side of the sandbox: every fate that a child can have, and the next child unharmed."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from daemon.sandbox.budget import Budget
from daemon.sandbox.host import Fate, Outcome, Sandbox, SandboxError, shared

PROBES = "tests.support.sandbox_probes"
BUDGET = Budget(cpu_seconds=20, seconds=100)


def run(sandbox: Sandbox, probe: str, request: bytes = b"", budget: Budget = BUDGET) -> Outcome:
    return sandbox.run(f"{PROBES}:{probe}", request, budget)


def server_of(sandbox: Sandbox) -> int:
    sandbox.level()
    assert sandbox._process is not None
    return sandbox._process.pid


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def a_child_of(pid: int) -> int:
    while not (found := children_of(pid)):
        time.sleep(0.01)
    return found[0]


def test_a_request_is_answered(sandbox: Sandbox) -> None:
    assert Outcome(Fate.ANSWERED, b"cba") == run(sandbox, "echo", b"abc")
    assert Outcome(Fate.ANSWERED, b"") == run(sandbox, "echo", b"")


def test_large_requests_and_answers_pass(sandbox: Sandbox) -> None:
    assert b"30000000" == run(sandbox, "count", bytes(30_000_000)).content
    assert 5_000_000 == len(run(sandbox, "say_much", b"5000000").content)


def test_what_the_work_raises_comes_back_as_words(sandbox: Sandbox) -> None:
    outcome = run(sandbox, "fail")
    assert (Fate.FAILED, "ValueError: bad paper") == (outcome.fate, outcome.detail)


@pytest.mark.parametrize(
    ("probe", "request_", "budget", "fate"),
    [
        ("sleep", b"600", Budget(seconds=0.3), Fate.TOO_SLOW),
        ("compute_for_ever", b"", Budget(cpu_seconds=1), Fate.TOO_SLOW),
        ("fill_memory", b"", BUDGET, Fate.OUT_OF_MEMORY),
        ("say_much", b"3000000", Budget(answer_bytes=1_000_000), Fate.TOO_MUCH_SAID),
        ("crash", b"", BUDGET, Fate.CRASHED),
        ("leave", b"", BUDGET, Fate.CRASHED),
        ("leave", bytes(20_000_000), BUDGET, Fate.CRASHED),
        ("no_such_probe", b"", BUDGET, Fate.CRASHED),
    ],
)
def test_every_bad_end_is_told_and_harms_no_other(
    sandbox: Sandbox, probe: str, request_: bytes, budget: Budget, fate: Fate
) -> None:
    assert fate is run(sandbox, probe, request_, budget).fate
    assert b"cba" == run(sandbox, "echo", b"abc").content


def test_a_stopped_child_is_gone(sandbox: Sandbox) -> None:
    assert Fate.TOO_SLOW is run(sandbox, "sleep", b"600", Budget(seconds=0.2)).fate
    server = server_of(sandbox)
    while children_of(server):
        time.sleep(0.01)
    assert [] == children_of(server)


def test_a_child_killed_from_outside_crashes_alone(sandbox: Sandbox) -> None:
    outcomes: list[Outcome] = []
    waiting = threading.Thread(target=lambda: outcomes.append(run(sandbox, "sleep", b"600")))
    waiting.start()
    os.kill(a_child_of(server_of(sandbox)), signal.SIGKILL)
    waiting.join()
    assert [Outcome(Fate.CRASHED, detail="signal SIGKILL")] == outcomes
    assert b"cba" == run(sandbox, "echo", b"abc").content


def test_a_server_that_was_killed_is_started_anew_and_the_job_done() -> None:
    with Sandbox(f"{PROBES}:echo") as sandbox:
        first = server_of(sandbox)
        outcomes: list[Outcome] = []
        waiting = threading.Thread(target=lambda: outcomes.append(run(sandbox, "sleep", b"1")))
        waiting.start()
        a_child_of(first)
        os.kill(first, signal.SIGKILL)
        waiting.join()
        assert [Outcome(Fate.ANSWERED, b"awake")] == outcomes
        assert first != server_of(sandbox)


def test_a_stop_of_the_service_leaves_the_document_in_hand_to_be_finished() -> None:
    """systemd sends SIGTERM to every process of a service at once."""
    with Sandbox(f"{PROBES}:echo") as sandbox:
        server = server_of(sandbox)
        outcomes: list[Outcome] = []
        waiting = threading.Thread(target=lambda: outcomes.append(run(sandbox, "sleep", b"0.5")))
        waiting.start()
        os.kill(a_child_of(server), signal.SIGTERM)
        os.kill(server, signal.SIGTERM)
        waiting.join()
        assert [Outcome(Fate.ANSWERED, b"awake")] == outcomes


def test_the_children_end_with_whoever_asked() -> None:
    sandbox = Sandbox(f"{PROBES}:echo")
    server = server_of(sandbox)
    waiting = threading.Thread(target=lambda: run(sandbox, "sleep", b"1"), daemon=True)
    waiting.start()
    child = a_child_of(server)
    sandbox.close()
    assert not Path(f"/proc/{server}").exists()
    while Path(f"/proc/{child}").exists():
        time.sleep(0.01)
    waiting.join()
    sandbox.close()


def test_threads_share_one_sandbox(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda number: run(sandbox, "echo", str(number).encode()).content, range(30)))
    assert [str(number).encode()[::-1] for number in range(30)] == answers


def test_a_sandbox_that_cannot_load_its_readers_says_so() -> None:
    with Sandbox("tests.support.no_such_module:x") as sandbox, pytest.raises(SandboxError, match="no_such_module"):
        sandbox.level()


def test_a_forked_process_shares_a_server_that_is_ready(sandbox: Sandbox) -> None:
    server = server_of(sandbox)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            sandbox.after_fork()
            status = 0 if b"cba" == run(sandbox, "echo", b"abc").content else 2
        finally:
            os._exit(status)
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert (server, b"cba") == (server_of(sandbox), run(sandbox, "echo", b"abc").content)


def test_a_forked_process_does_not_take_the_readiness_of_a_server_that_starts() -> None:
    with Sandbox(f"{PROBES}:echo") as sandbox:
        sandbox.start()
        ours = sandbox._orders
        child = os.fork()
        if child == 0:
            status = 1
            try:
                sandbox.after_fork()
                status = 0 if b"cba" == run(sandbox, "echo", b"abc").content else 2
                sandbox.close()
            finally:
                os._exit(status)
        assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert b"cba" == run(sandbox, "echo", b"abc").content
        assert ours is sandbox._orders


def test_a_process_has_one_sandbox() -> None:
    assert shared() is shared()
