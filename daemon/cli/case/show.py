"""`tieout case show`: everything about one case: the mail, the statement, the reconciliation, the decision, the reply."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import the_case
from daemon.cli.exits import CommandError
from daemon.cli.output import say, show_table
from daemon.cli.reconciliation_view import show_decision, show_reconciliation
from daemon.cli.session import configured, local_time, session
from daemon.cli.statement_view import place_text, show_statement
from daemon.config.load import Found
from daemon.mail.mime import as_bytes
from daemon.observe import events
from daemon.store import forms
from daemon.store.cases import Case
from daemon.store.findings import DECISION, PROBLEMS, RECONCILIATION, STATEMENT, because_of
from daemon.store.opening import Store


@click.command("show", short_help="Show everything about one case.")
@click.argument("number", type=click.IntRange(min=1))
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    metavar="DIRECTORY",
    help="Write the original mail and the reply there, as .eml files.",
)
@configured
def show(number: int, save: Path | None, config: Path | None) -> None:
    """Show one case: its mail, what was read with the proof, what matches and differs, the decision, and the reply."""
    with session(config) as (found, store):
        case = the_case(store, number)
        _show_mail(found, store, case)
        pruned_at = store.messages.get(case.message).pruned_at
        if pruned_at is not None:
            say()
            say(
                f"What was read and answered was removed on {local_time(pruned_at, found)}: its time of keeping is over."
            )
            return
        _show_findings(store, case)
        _show_reply(found, store, case)
        if save is not None:
            _save(store, case, save)


def _show_mail(found: Found, store: Store, case: Case) -> None:
    message = store.messages.get(case.message)
    say(f"Case {case.id}: {case.state}", style="bold")
    for label, value in (
        ("mail from", message.sender),
        ("subject", message.subject),
        ("received", local_time(message.received_at, found)),
        ("mailbox", message.mailbox),
        ("document", case.document_name),
        ("counterparty", case.counterparty or "unknown"),
        ("account", case.account),
        ("repeats case", "" if case.repeats is None else str(case.repeats)),
    ):
        if value:
            say(f"  {label:<14}{value}")
    if case.trace:
        say()
        say("This case failed three times; the last traceback:", style="red")
        for line in case.trace.splitlines():
            say(f"  {line}")


def _show_findings(store: Store, case: Case) -> None:
    problems = store.cases.finding(case.id, PROBLEMS)
    listed = forms.read_problems(problems)[0] if problems is not None else ()
    if listed:
        say()
        show_table(["problem", "where", "what"], [[each.code, place_text(each.place), each.message] for each in listed])
    statement = store.cases.finding(case.id, STATEMENT)
    if statement is not None:
        say()
        show_statement(forms.read_statement(statement))
    say()
    decision = store.cases.finding(case.id, DECISION)
    reconciliation = store.cases.finding(case.id, RECONCILIATION)
    if decision is None:
        for sentence in because_of(store.cases, case):
            say(sentence)
    elif reconciliation is None:
        show_decision(forms.read_decision(decision))
    else:
        show_reconciliation(forms.read_reconciliation(reconciliation), forms.read_decision(decision))


def _show_reply(found: Found, store: Store, case: Case) -> None:
    reply = store.outbox.of_case(case.id)
    say()
    if reply is None:
        say("There is no reply.")
        return
    mail = store.outbox.mail(reply)
    say(f"Reply: {reply.state}", style="bold")
    for label, value in (
        ("to", reply.recipient),
        ("subject", mail.subject),
        ("message-id", reply.message_id),
        ("approved by", reply.approved_by),
        ("last word", f"{reply.answer} ({local_time(reply.updated_at, found)})" if reply.answer else ""),
        ("attachments", ", ".join(f"{each.name} ({len(each.content):,} bytes)" for each in mail.attachments)),
    ):
        if value:
            say(f"  {label:<14}{value}")
    for row in store.audit.rows(case.id):
        if row.event == events.REPLY_REPORTED:
            told = " ".join(row.facts.get(key, "") for key in ("delivery", "status", "text"))
            say(f"  {'report':<14}{told.strip()} ({local_time(row.at, found)}, mail {row.message})")
    say()
    for line in mail.text.splitlines():
        say(f"  {line}")


def _save(store: Store, case: Case, directory: Path) -> None:
    message = store.messages.get(case.message)
    reply = store.outbox.of_case(case.id)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        original = directory / f"case-{case.id}-original.eml"
        original.write_bytes(store.archive.get(message.sha256))
        say()
        say(f"The original mail is in {original}.")
        if reply is not None:
            answer = directory / f"case-{case.id}-reply.eml"
            # What was handed over, byte for byte; before that, what would be.
            answer.write_bytes(
                store.archive.get(reply.mime) if reply.mime else as_bytes(store.outbox.mail(reply), reply.created_at)
            )
            say(f"The reply is in {answer}.")
    except OSError as error:
        raise CommandError(f"{directory} cannot be written: {error.strerror}.") from None


COMMAND = show
