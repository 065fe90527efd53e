"""Each log line is one event; secrets are masked; libraries are heard from warning only."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from daemon.config.settings import Log
from daemon.observe import events
from daemon.observe.logs import configure, logger, silence


@pytest.fixture(autouse=True)
def quiet_afterwards() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("tieout").setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)
    silence()
    structlog.contextvars.clear_contextvars()


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object_with_the_bound_case() -> None:
    stream = io.StringIO()
    configure(Log(format="json"), stream)
    with structlog.contextvars.bound_contextvars(case="17"):
        logger("pipeline").info(events.DECIDED, outcome="hold", name="对账单\nsecond line")
    (line,) = lines(stream)
    assert ("decided", "hold", "17", "info") == (line["event"], line["outcome"], line["case"], line["level"])
    assert "对账单" in stream.getvalue()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", str(line["timestamp"]))


def test_the_level_that_is_configured_counts() -> None:
    stream = io.StringIO()
    configure(Log(format="json", level="warning"), stream)
    logger("pipeline").info(events.DECIDED)
    logger("pipeline").warning(events.STEP_FAILED)
    assert ["step_failed"] == [line["event"] for line in lines(stream)]


def test_debug_shows_ours_and_never_the_libraries() -> None:
    """imapclient and exchangelib quote mails and passwords in their finer levels."""
    stream = io.StringIO()
    configure(Log(format="json", level="debug"), stream)
    logger("pipeline").debug(events.MAIL_OPENED)
    logging.getLogger("imapclient").info("LOGIN user secret")
    logging.getLogger("imapclient").warning("connection lost")
    assert [("mail_opened", None), ("foreign", "connection lost")] == [
        (line["event"], line.get("text")) for line in lines(stream)
    ]


def test_a_secret_logged_by_mistake_is_masked() -> None:
    stream = io.StringIO()
    configure(Log(format="json"), stream)
    logger("x").info(events.MAILBOX_CONNECTED, password="hunter2", token="abc", mailbox="in")
    assert "hunter2" not in stream.getvalue()
    assert "abc" not in stream.getvalue()


def test_configuring_twice_writes_each_line_once() -> None:
    first, second = io.StringIO(), io.StringIO()
    configure(Log(format="json"), first)
    configure(Log(format="json"), second)
    logger("x").info(events.DECIDED)
    assert ("", 1) == (first.getvalue(), len(lines(second)))


def test_an_exception_is_told_without_the_values_of_variables() -> None:
    for form in ("json", "text"):
        stream = io.StringIO()
        configure(Log(format=form), stream)
        balance_of_another_customer = "98765.43"
        try:
            int(balance_of_another_customer[:0])
        except ValueError:
            logger("x").exception(events.STEP_FAILED, step="reply")
        assert "ValueError" in stream.getvalue()
        assert "98765.43" not in stream.getvalue()


def test_text_that_is_piped_has_no_colours() -> None:
    stream = io.StringIO()
    configure(Log(format="text"), stream)
    logger("x").info(events.DECIDED, outcome="hold")
    assert "\x1b" not in stream.getvalue()
    assert "outcome=hold" in stream.getvalue()


def test_under_the_journal_each_line_carries_its_priority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "journal").open("w+", encoding="utf-8") as stream:
        status = os.fstat(stream.fileno())
        monkeypatch.setenv("JOURNAL_STREAM", f"{status.st_dev}:{status.st_ino}")
        configure(Log(), stream)
        logger("x").info(events.DECIDED)
        logger("x").error(events.CASE_STUCK)
        stream.seek(0)
        written = stream.read().splitlines()
    assert ["<6>", "<3>"] == [line[:3] for line in written]
    assert ["decided", "case_stuck"] == [json.loads(line[3:])["event"] for line in written]


def test_a_journal_that_is_somebody_else_s_stream_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNAL_STREAM", "1:2")
    stream = io.StringIO()
    configure(Log(), stream)
    logger("x").info(events.DECIDED)
    assert not stream.getvalue().startswith("<")


def test_until_it_is_set_up_nothing_is_logged() -> None:
    """`tieout extract --json` sets no log up, and its standard output is JSON and nothing else."""
    program = "from daemon.observe.logs import logger; from daemon.observe import events; logger('x').error(events.NO_STATEMENT)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=Path(__file__).parents[3]
    )
    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
