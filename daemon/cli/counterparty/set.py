"""`tieout counterparty set`: one counterparty is changed between two imports of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from daemon.cli.exits import unusable
from daemon.cli.output import say
from daemon.cli.session import configured, now, person, session
from daemon.observe import events
from daemon.store.opening import Store
from parsers.currencies import currency_code
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.mail_identity import address_of

_LANGUAGES = ("en", "zh_CN")


@click.command("set", short_help="Change one counterparty.")
@click.argument("code")
@click.option("--add-address", "added", multiple=True, metavar="ADDRESS", help="Figures may go to this address too.")
@click.option("--remove-address", "removed", multiple=True, metavar="ADDRESS", help="No figures go there any more.")
@click.option("--language", type=click.Choice(_LANGUAGES), default=None, help="The language of replies.")
@click.option("--currency", default=None, metavar="CODE", help="ISO 4217 code of its account.")
@click.option("--tolerance", default=None, metavar="AMOUNT", help="Rounding on one document that is called rounding.")
@click.option("--amount-limit", default=None, metavar="AMOUNT", help="No automatic answer above this balance.")
@configured
def set_(  # noqa: PLR0917 - the options of a command
    code: str,
    added: Sequence[str],
    removed: Sequence[str],
    language: str | None,
    currency: str | None,
    tolerance: str | None,
    amount_limit: str | None,
    config: Path | None,
) -> None:
    """Change what is on file of one counterparty. The next import of a list replaces all of it."""
    with session(config) as (_, store):
        found = store.counterparties.get(code)
        if found is None:
            raise unusable(f"No counterparty {code} is on file: tieout counterparty list shows those there are.")
        changed = replace(
            found,
            addresses=_addresses(store, found, added, removed),
            language=language or found.language,
            currency=found.currency if currency is None else _currency(currency),
            tolerance=found.tolerance if tolerance is None else _amount("--tolerance", tolerance),
            amount_limit=found.amount_limit if amount_limit is None else _amount("--amount-limit", amount_limit),
        )
        if changed == found:
            raise unusable("Nothing would change: name what is to be set, see tieout counterparty set --help.")
        with store.writing() as tx:
            store.counterparties.put(changed, tx)
            store.audit.add(
                tx,
                now(),
                events.COUNTERPARTY_CHANGED,
                actor=person(),
                facts={"code": code, "addresses": " ".join(changed.addresses)},
            )
    say(f"{code} is changed.")


def _addresses(store: Store, found: Counterparty, added: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    kept = list(found.addresses)
    for text in removed:
        address = address_of(text)
        if address not in kept:
            raise unusable(f"{text} is not on file for {found.code}.")
        kept.remove(address)
    for text in added:
        address = address_of(text)
        if address is None:
            raise unusable(f"{text} is no mail address.")
        others = [each.code for each in store.counterparties.by_address(address) if each.code != found.code]
        if others:
            raise unusable(f"{address} is on file for {others[0]} already: an address belongs to one counterparty.")
        kept.append(address)
    return tuple(dict.fromkeys(kept))


def _currency(text: str) -> str:
    code = currency_code(text)
    if code is None:
        raise unusable(f"{text} is no currency: give its ISO 4217 code, such as EUR.")
    return code


def _amount(option: str, text: str) -> Decimal:
    """Return an amount written plainly, since a thousands separator here could be a decimal comma."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise unusable(f"{option} {text} is no amount of zero or more: write it as 1234.50.")
    return amount


COMMAND = set_
