"""`tieout counterparty set`: one counterparty is changed between two imports of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import click

from daemon.cli.exits import unusable
from daemon.cli.output import say
from daemon.cli.session import configured, now, person, session
from daemon.imports.counterparty_form import told
from daemon.observe import events
from daemon.replies.language import languages
from daemon.store.opening import Store
from parsers.currencies import currency_code
from parsers.ledgers.agreed_terms import NONE, TermRefused, days, pairs, rate, rates, several
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.mail_identity import address_of
from parsers.references import normal_form

Term = TypeVar("Term")


@click.command("set", short_help="Change one counterparty.")
@click.argument("code")
@click.option("--add-address", "added", multiple=True, metavar="ADDRESS", help="Figures may go to this address too.")
@click.option("--remove-address", "removed", multiple=True, metavar="ADDRESS", help="No figures go there any more.")
@click.option("--language", type=click.Choice(languages()), default=None, help="The language of replies.")
@click.option("--currency", default=None, metavar="CODE", help="ISO 4217 code of its account.")
@click.option("--tolerance", default=None, metavar="AMOUNT", help="Rounding on one document that is called rounding.")
@click.option("--amount-limit", default=None, metavar="AMOUNT", help="No automatic answer above this balance.")
@click.option("--bank-fee", default=None, metavar="AMOUNT", help="The largest gap that may be a bank's charge.")
@click.option("--discounts", default=None, metavar="RATES", help="Agreed cash discounts: '2%; 3%', or 'none'.")
@click.option("--withholding", default=None, metavar="RATES", help="Taxes withheld: '10%; 15%', or 'none'.")
@click.option("--withholding-names", default=None, metavar="NAMES", help="What they call such a tax: 'PPh 23; TDS'.")
@click.option("--fx-tolerance", default=None, metavar="RATE", help="The largest gap of an exchange rate: '3%'.")
@click.option("--cutoff-days", default=None, metavar="DAYS", help="So near to the cut-off a gap is called timing.")
@click.option(
    "--dispute", "disputes", multiple=True, metavar="NUMBER", help="A document is in dispute: a person answers."
)
@click.option("--settle-dispute", "settled", multiple=True, metavar="NUMBER", help="It is in dispute no longer.")
@click.option("--map", "mapped", multiple=True, metavar="THEIRS=OURS", help="Their number for a document of ours.")
@click.option("--unmap", "unmapped", multiple=True, metavar="THEIRS", help="Their number stands for none of ours.")
@configured
def set_(  # noqa: PLR0917 - the options of a command
    code: str,
    added: Sequence[str],
    removed: Sequence[str],
    language: str | None,
    currency: str | None,
    tolerance: str | None,
    amount_limit: str | None,
    bank_fee: str | None,
    discounts: str | None,
    withholding: str | None,
    withholding_names: str | None,
    fx_tolerance: str | None,
    cutoff_days: str | None,
    disputes: Sequence[str],
    settled: Sequence[str],
    mapped: Sequence[str],
    unmapped: Sequence[str],
    config: Path | None,
) -> None:
    """Change what is on file of one counterparty. The next import of a list replaces it; disputes and numbers of theirs stay
    where the list has none at all.
    """
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
            bank_fee=found.bank_fee if bank_fee is None else _amount("--bank-fee", bank_fee),
            discount_rates=_term("--discounts", rates, discounts, found.discount_rates),
            withholding_rates=_term("--withholding", rates, withholding, found.withholding_rates),
            withholding_names=_term("--withholding-names", _names, withholding_names, found.withholding_names),
            fx_tolerance=_term("--fx-tolerance", rate, fx_tolerance, found.fx_tolerance),
            cutoff_days=_term("--cutoff-days", days, cutoff_days, found.cutoff_days),
            disputed=_disputed(found, disputes, settled),
            reference_map=_mapped(found, mapped, unmapped),
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
                facts={"code": code, **told(found, changed)},
            )
    say(f"{code} is changed.")


def _term(option: str, read: Callable[[str], Term | None], text: str | None, found: Term) -> Term:
    """Return the option's value; what is on file where it is not given."""
    if text is None:
        return found
    try:
        value = read(text)
    except TermRefused as refused:
        raise unusable(f"{option}: {refused}.") from None
    if value is None:
        raise unusable(f"{option} is empty.")
    return value


def _names(text: str) -> tuple[str, ...]:
    return () if text.strip().casefold() in NONE else several(text)


def _disputed(found: Counterparty, added: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    gone = {normal_form(number) for number in removed}
    unknown = gone - {normal_form(number) for number in found.disputed}
    if unknown:
        raise unusable(f"{', '.join(sorted(unknown))} is not in dispute with {found.code}.")
    numbers = (*(each for each in found.disputed if normal_form(each) not in gone), *(each.strip() for each in added))
    if not all(normal_form(number) for number in numbers):
        raise unusable("--dispute needs the number of a document.")
    return tuple({normal_form(number): number for number in numbers}.values())


def _mapped(found: Counterparty, added: Sequence[str], removed: Sequence[str]) -> tuple[tuple[str, str], ...]:
    kept = dict(found.reference_map)
    for number in removed:
        if kept.pop(number.strip(), None) is None:
            raise unusable(f"{number} of {found.code} stands for no number of ours.")
    if added:
        kept |= dict(_term("--map", pairs, "; ".join(added), found.reference_map))
    return tuple(kept.items())


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
