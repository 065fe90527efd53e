"""Each event has one name, a meaning, and no key under which something private could stand."""

from __future__ import annotations

import ast

from daemon.observe import events
from tests.house.source import called, calls, source_files, syntax


def test_a_constant_is_named_as_its_event() -> None:
    constants = {name: value for name, value in vars(events).items() if name.isupper() and isinstance(value, str)}
    assert {name.lower() for name in constants} == set(events.manual()) == set(constants.values())


def test_no_event_carries_text_of_a_mail_or_a_figure() -> None:
    private = {"body", "text_of_mail", "subject", "amount", "balance", "password", "content"}
    assert [] == [name for name, entry in events.manual().items() if private & set(entry.keys)]


def test_nobody_logs_an_event_that_is_not_in_the_list() -> None:
    """A log line whose event is written out on the spot could not be looked up in docs/events.md."""
    found = [
        f"{path}:{call.lineno}"
        for path in source_files()
        if path.parts[0] == "daemon"
        for call in calls(syntax(path))
        if called(call) in {"debug", "info", "warning", "error", "exception"}
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"log", "logger"}
        and call.args
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert [] == found
