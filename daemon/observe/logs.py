"""The log: one line an event, JSON for machines, text for people.

Under systemd each line is JSON with the journal's priority before it (`journalctl -u tieout -p warning` works); on a
terminal it is coloured text; piped elsewhere it is plain text. What libraries log goes the same way from level warning,
because their finer levels may quote mails or passwords.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import Literal, Protocol, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from daemon.observe import events

_SECRETS = frozenset({"password", "secret", "token", "credential", "authorization"})
_PRIORITY = {"CRITICAL": 2, "ERROR": 3, "WARNING": 4, "INFO": 6, "DEBUG": 7}  # sd-daemon(3)


class Wishes(Protocol):
    """The table [log] of the configuration, which this room does not know: least level written, and the form of lines."""

    @property
    def level(self) -> Literal["debug", "info", "warning", "error"]: ...
    @property
    def format(self) -> Literal["auto", "json", "text"]: ...


class _WithPriority(structlog.stdlib.ProcessorFormatter):
    """Puts the journal's priority before each line; the journal takes it off again."""

    def format(self, record: logging.LogRecord) -> str:
        return f"<{_PRIORITY.get(record.levelname, 6)}>{super().format(record)}"


def configure(log: Wishes, stream: TextIO | None = None) -> None:
    """Set the process's log up. Lines go to `stream`, standard error where None."""
    target = sys.stderr if stream is None else stream
    level = logging.getLevelNamesMapping()[log.level.upper()]
    form = _form(log, target)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    formatter = _WithPriority if form == "journal" else structlog.stdlib.ProcessorFormatter
    handler.setFormatter(
        formatter(
            foreign_pre_chain=[*shared, _foreign],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(form)],
        )
    )
    root = logging.getLogger()
    for old in root.handlers[:]:
        if getattr(old, "tieout", False):
            root.removeHandler(old)
    handler.tieout = True  # type: ignore[attr-defined]
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("tieout").setLevel(level)
    logging.captureWarnings(capture=True)


def _nowhere(_logger: WrappedLogger, _method: str, _line: EventDict) -> EventDict:
    raise structlog.DropEvent


def silence() -> None:
    """Log nothing until `configure` is called. Standard output, where structlog writes by default, belongs to the commands."""
    structlog.reset_defaults()
    structlog.configure(processors=[_nowhere])


if not structlog.is_configured():
    silence()


def logger(room: str) -> structlog.typing.FilteringBoundLogger:
    """Return the log of one room, e.g. `logger("mailboxes.imap")`."""
    found: structlog.typing.FilteringBoundLogger = structlog.get_logger(f"tieout.{room}")
    return found


def _form(log: Wishes, stream: TextIO) -> str:
    if log.format == "json":
        return "json"
    if log.format == "auto" and _is_journal(stream):
        return "journal"
    return "colour" if stream.isatty() and "NO_COLOR" not in os.environ else "plain"


def _is_journal(stream: TextIO) -> bool:
    """Whether systemd's journal reads this stream (systemd.exec(5), $JOURNAL_STREAM)."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return os.environ.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}"


def _rendering(form: str) -> list[Processor]:
    if form in {"colour", "plain"}:
        colours = form == "colour"
        return [
            structlog.dev.ConsoleRenderer(
                colors=colours, exception_formatter=structlog.dev.plain_traceback, pad_event_to=24
            )
        ]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(serializer=json.dumps, ensure_ascii=False, default=str),
    ]


def _without_secrets(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """A last fence: whoever logs a secret by mistake finds it masked, not printed."""
    for key in line.keys() & _SECRETS:
        line[key] = "***"
    return line


def _foreign(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    record: logging.LogRecord = line["_record"]
    line["text"] = line["event"]
    line["event"] = events.FOREIGN
    line["logger"] = record.name
    return line
