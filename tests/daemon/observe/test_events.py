"""Each event has one name, a meaning, and no key under which something private could stand."""

from __future__ import annotations

import ast

from daemon.observe import events
from tests.house.source import called, calls, source_files, syntax

LEVELS = {"debug", "info", "warning", "error", "exception"}


def test_a_constant_is_named_as_its_event() -> None:
    constants = {name: value for name, value in vars(events).items() if name.isupper() and isinstance(value, str)}
    assert {name.lower() for name in constants} == set(events.manual()) == set(constants.values())


def test_an_event_is_logged_unless_only_the_audit_tells_of_it() -> None:
    """Who looks for an event of docs/events.md in the journal must be able to find it there."""
    logged = set().union(*(_logged(syntax(path)) for path in source_files() if path.parts[0] == "daemon"))
    assert {name for name, entry in events.manual().items() if not entry.audit_only} == logged


def _logged(tree: ast.Module) -> set[str]:
    """Return the events that a module hands to the log, as they stand or under a name, or lays into a line."""
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    by_name = {node.targets[0].id: node.value for node in assigned if isinstance(node.targets[0], ast.Name)}
    said = [node.value for node in assigned if ast.unparse(node.targets[0]).endswith("['event']")]
    said += [call.args[0] for call in calls(tree) if called(call) in LEVELS and call.args]
    said = [by_name.get(value.id, value) if isinstance(value, ast.Name) else value for value in said]
    return {
        node.attr.lower()
        for value in said
        for node in ast.walk(value)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "events"
    }


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
        if called(call) in LEVELS
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"log", "logger"}
        and call.args
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert [] == found
