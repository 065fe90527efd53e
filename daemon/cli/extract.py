"""`tieout extract`: what is on the paper, with the proof. Needs neither a configuration nor a store."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli import contract
from daemon.cli.files import EXISTING_FILE, recognised
from daemon.cli.output import first_task, progress, say, show_json, show_table
from daemon.cli.statement_view import place_text, show_statement
from parsers.readers.base import Access
from parsers.statements.statement import Recognition


@click.command("extract", short_help="Show what is on the paper, with the proof.")
@click.argument("files", nargs=-1, required=True, type=EXISTING_FILE, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print the JSON of docs/json.md.")
@click.option("--password", "passwords", multiple=True, help="Opens a locked file; may be given several times.")
def extract(files: tuple[Path, ...], as_json: bool, passwords: tuple[str, ...]) -> None:
    """Read statements of account from PDF, workbook or text files and show what stands there, with the proof.

    A saved mail (.eml, .msg) or a zip archive stands for the files in it.

    A file that holds no statement is an answer too: exit code 0, and a problem says why.
    """
    recognitions: list[Recognition] = []
    with progress("Reading", total=len(files)) as bar:
        for file in files:
            recognitions.extend(recognised(file, Access(passwords)))
            bar.advance(first_task(bar))
    if as_json:
        show_json(contract.documents_json(recognitions))
        return
    for number, recognition in enumerate(recognitions):
        if number:
            say()
        _show(recognition)


def _show(recognition: Recognition) -> None:
    say(recognition.name, style="bold")
    for statement in recognition.statements:
        show_statement(statement)
    if not recognition.statements:
        guess = f"; it looks like: {recognition.looks_like}" if recognition.looks_like else ""
        say(f"  No statement of account was found{guess}.")
    if recognition.problems:
        show_table(
            ["problem", "where", "what"],
            [[problem.code, place_text(problem.place), problem.message] for problem in recognition.problems],
        )


COMMAND = extract
