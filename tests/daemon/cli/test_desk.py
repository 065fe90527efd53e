"""The pages alone, as a real process that is told to stop."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import requests

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended
from tests.support.desk import OpenDesk, free_port


def test_it_serves_says_the_first_admins_link_and_ends_when_told(tmp_path: Path) -> None:
    config, port = tmp_path / "tieout.toml", free_port()
    config.write_text(f'[desk]\nlisten = "127.0.0.1:{port}"\n[store]\ndirectory = "state"\n', encoding="utf-8")
    command = [sys.executable, "-u", "-m", "daemon", "desk", "-c", str(config)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert f"The desk is open at http://127.0.0.1:{port}\n" == process.stdout.readline()
        link = process.stdout.readline().strip().rpartition(" ")[2]
        assert 200 == requests.get(link, timeout=60).status_code
        process.send_signal(signal.SIGTERM)
        assert exits.DONE == process.wait(60)


def test_a_taken_address_is_refused_in_one_sentence(
    desk: OpenDesk, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    config = tmp_path / "second.toml"
    config.write_text(f'[desk]\nlisten = "{desk.settings.desk.listen}"\n', encoding="utf-8")
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        ended = tieout("desk", "-c", config)
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert exits.FAILED == ended.code
    assert "cannot listen at" in ended.err
