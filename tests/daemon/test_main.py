"""Every way in which a command can end: one sentence, one exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

import daemon.__main__
from daemon.__main__ import main
from daemon.cli import exits


@pytest.fixture
def one_command(monkeypatch: pytest.MonkeyPatch) -> click.Group:
    """Put a group in the place of the real one, to which a test adds its command."""
    group = click.Group("tieout")
    monkeypatch.setattr(daemon.__main__, "commands", lambda: group)
    return group


def test_an_unknown_command_is_unusable_and_says_where_help_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.UNUSABLE == main(["frobnicate"])
    captured = capsys.readouterr()
    assert ("", 1) == (captured.out, captured.err.count("\n"))
    assert "frobnicate" in captured.err
    assert "--help" in captured.err


def test_help_ends_well_and_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.DONE == main(["--help"])
    out = capsys.readouterr().out
    assert [] == [name for name in ("extract", "reconcile", "demo", "run") if name not in out]


def test_without_arguments_the_help_is_shown_and_it_is_unusable(capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.UNUSABLE == main([])
    assert "Usage: tieout" in capsys.readouterr().err


def test_an_error_of_a_command_is_one_sentence(one_command: click.Group, capsys: pytest.CaptureFixture[str]) -> None:
    @one_command.command("fail")
    def fail() -> None:
        raise exits.CommandError("The ledger is missing: import one.")

    assert exits.FAILED == main(["fail"])
    assert "tieout: The ledger is missing: import one.\n" == capsys.readouterr().err


def test_a_full_disk_is_one_sentence(one_command: click.Group, capsys: pytest.CaptureFixture[str]) -> None:
    @one_command.command("write")
    def write() -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    assert exits.FAILED == main(["write"])
    said = "tieout: The system refused: No space left on device. Mend that and run the command again.\n"
    assert said == capsys.readouterr().err


def test_a_command_names_its_own_exit_code(one_command: click.Group) -> None:
    one_command.add_command(click.Command("five", callback=lambda: 5))
    assert 5 == main(["five"])


def test_ctrl_c_is_no_traceback(one_command: click.Group, capsys: pytest.CaptureFixture[str]) -> None:
    @one_command.command("wait")
    def wait() -> None:
        raise KeyboardInterrupt

    assert exits.INTERRUPTED == main(["wait"])
    assert "tieout: interrupted.\n" == capsys.readouterr().err


def test_a_real_process_is_interrupted_without_a_traceback() -> None:
    program = (
        "import signal, sys, time, click, daemon.__main__ as m\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job inherits it ignored
        "group = click.Group('tieout')\n"
        "def wait():\n    print('ready', flush=True)\n    time.sleep(60)\n"
        "group.add_command(click.Command('wait', callback=wait))\n"
        "m.commands = lambda: group\n"
        "sys.exit(m.main(['wait']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert "ready\n" == process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (exits.INTERRUPTED, "tieout: interrupted.\n") == (process.returncode, err)


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = (
        "import sys, click, daemon.__main__ as m\n"
        "group = click.Group('tieout')\n"
        "group.add_command(click.Command('many', callback=lambda: [print('x' * 1000) for _ in range(10000)] and None))\n"
        "m.commands = lambda: group\n"
        "sys.exit(m.main(['many']))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert b"" == process.stderr.read()
    process.stderr.close()
    assert exits.NO_READER == process.wait(30)


def test_output_is_utf8_whatever_the_locale_says() -> None:
    program = "from daemon.cli.output import use_utf8, say\nuse_utf8()\nsay('\\u5bf9\\u8d26 \\uffe5')\n"
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "对账 ￥\n" == result.stdout.decode()


def test_a_stranger_in_our_rooms_stops_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(daemon.__main__, "strangers", lambda: ["daemon"])
    assert exits.FAILED == main(["--help"])
    assert "virtual environment of its own" in capsys.readouterr().err
