"""`tieout case export`: the evidence pack of a case, as one file."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import the_case
from daemon.cli.exits import CommandError
from daemon.cli.output import say
from daemon.cli.session import configured, session
from daemon.pipeline.pack import PackRefused
from daemon.pipeline.pack import export as pack
from daemon.pipeline.work import Work


@click.command("export", short_help="Write all evidence of a case into one file.")
@click.argument("number", type=click.IntRange(min=1))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE.zip", help="Where it goes."
)
@configured
def export(number: int, out: Path, config: Path | None) -> None:
    """Write the evidence pack of a case: original, document, what was read with places, our rows as they were, terms, matches and
    differences, what the gates were told and said, the reply, the audit. `tieout case rederive` derives the decision from it again.
    """
    with session(config) as (found, store):
        try:
            manifest = pack(Work(found.settings, store), the_case(store, number), out)
        except PackRefused as refusal:
            raise CommandError(str(refusal)) from None
    say(f"{out}: {len(manifest.files)} files of evidence. It holds figures of ours and of the counterparty.")


COMMAND = export
