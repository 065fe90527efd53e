"""`tieout shadow`: what would have been answered to the mails of a folder. For trying tieout on last month's mail before trusting it.

The service itself runs over the mails, with a store of its own that is thrown away and the policy "shadow": nothing can leave, the mails are
only read, and the real store is only looked at.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from daemon.cli.exits import CommandError, unusable
from daemon.cli.files import CONFIGURATION, EXISTING_FILE
from daemon.cli.imports import import_counterparties, import_ledger
from daemon.cli.output import progress, say
from daemon.cli.session import now, person
from daemon.cli.summary_view import show_summaries
from daemon.config.credentials import secrets_beside
from daemon.config.load import Found, find
from daemon.config.settings import Mailbox, Outgoing, Settings, Store
from daemon.mail.mime import as_bytes
from daemon.observe.logs import configure
from daemon.pipeline.service import Service
from daemon.pipeline.summary import CaseSummary
from daemon.store.opening import FILE, open_configured, open_store
from daemon.store.opening import Store as OpenStore
from parsers.ledgers.entry import Role


@click.command("shadow", short_help="Show what would have been answered to old mails.")
@click.option(
    "--mailbox",
    "mails",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PLACE",
    help="A Maildir, a folder of .eml files, or an .mbox file. It is only read.",
)
@click.option("--ledger", required=True, type=EXISTING_FILE, metavar="FILE", help="The export to compare with.")
@click.option(
    "--role", type=click.Choice([each.value for each in Role]), default=Role.CUSTOMER.value, show_default=True
)
@click.option(
    "--counterparties",
    type=EXISTING_FILE,
    metavar="FILE",
    help="The list of who may be answered; without it, those of the configured store.",
)
@click.option(
    "--address", metavar="ADDRESS", help="Our own address in these mails; without it, the configured mailbox's."
)
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIRECTORY",
    help="Write the answers that would have left into this directory, as .eml files.",
)
@click.option("-c", "--config", type=CONFIGURATION, default=None, metavar="FILE", help="The configuration.")
def shadow(
    *,
    mails: Path,
    ledger: Path,
    role: str,
    counterparties: Path | None,
    address: str | None,
    save: Path | None,
    config: Path | None,
) -> int:
    """Read the mails, compare each statement with the ledger, and show what would have been answered and what held, and why.
    Nothing is sent, marked or moved, and nothing is kept but what --save writes.
    """
    found = find(config, needed=config is not None)
    ours = address or next((mailbox.address for mailbox in found.settings.mailboxes), "")
    if "@" not in ours:
        raise unusable("Which address in these mails is ours? Name it with --address.")
    with tempfile.TemporaryDirectory(prefix="tieout-shadow-") as directory:
        settings = _settings(found.settings, Path(directory), mails, ours)
        configure(settings.log)
        store = open_store(Path(directory))
        try:
            import_ledger(store, ledger, role=Role(role), account=None, now=now(), by=person())
            _counterparties(store, found, counterparties)
            service = Service(settings, store, _no_secret)
            with progress("Reading mails"):
                summaries = service.run_once()
            if service.troubles:
                raise CommandError(service.troubles[0])
            _show(store, summaries)
            if save is not None:
                _save(store, summaries, save)
        finally:
            store.close()
    return 0


def _settings(settings: Settings, directory: Path, mails: Path, ours: str) -> Settings:
    aliases = tuple(
        each for mailbox in settings.mailboxes for each in (mailbox.address, *mailbox.aliases) if each and each != ours
    )
    mailbox = Mailbox(
        name="shadow", kind="folder", path=str(mails.resolve()), address=ours, aliases=aliases, when_done="keep"
    )
    return replace(
        settings,
        store=Store(directory=str(directory)),
        mailboxes=(mailbox,),
        outgoing=Outgoing(kind="folder", path=str(directory / "nothing")),
        policy=replace(
            settings.policy, mode="shadow", mail_max_age_days=0
        ),  # mails of long ago are what it is tried on
    )


def _counterparties(store: OpenStore, found: Found, file: Path | None) -> None:
    if file is not None:
        import_counterparties(store, file, now=now(), by=person())
        return
    real = found.settings.store
    if real.url or Path(real.directory, FILE).is_file():
        configured = open_configured(real, secrets_beside(found.directory), found.settings.archive)
        try:
            store.counterparties.replace_all(configured.counterparties.all())
        finally:
            configured.close()
    if not store.counterparties.count():
        say("No counterparty is on file, so every sender is a stranger: name a list with --counterparties.")


def _show(store: OpenStore, summaries: Sequence[CaseSummary]) -> None:
    if not summaries:
        say("No mail was found there.")
        return
    show_summaries(store, summaries)
    would = sum(1 for each in summaries if each.reply_state == "shadow")
    say()
    say(f"{would} of {len(summaries)} would have been answered without a person. Nothing was sent.")


def _save(store: OpenStore, summaries: Sequence[CaseSummary], directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for each in summaries:
        reply = None if each.case is None else store.outbox.of_case(each.case)
        if reply is not None and each.reply_state == "shadow":
            (directory / f"case-{each.case}.eml").write_bytes(as_bytes(store.outbox.mail(reply), reply.created_at))


def _no_secret(name: str) -> str:
    raise CommandError(f"No credential is needed to read a folder, and {name} was asked for.")


COMMAND = shadow
