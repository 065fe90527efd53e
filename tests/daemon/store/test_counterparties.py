from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from sqlalchemy import select, update

from daemon.store import Store, schema
from daemon.store.counterparties import CounterpartyRefused, name_key
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role

ACME = Counterparty(
    code="C-1",
    name="Acme (Asia) Ltd.",
    aliases=("艾克美贸易有限公司",),
    accounts=("1001", "1002"),
    addresses=("ap@acme.example", "boss@acme.example"),
    domains=("acme.example",),
    currency="USD",
    tolerance=Decimal("0.50"),
    passwords=("secret",),
)
BOLT = Counterparty(code="C-2", name="Bolt GmbH", role=Role.SUPPLIER, addresses=("books@shared.example",))
CAROL = Counterparty(code="C-3", name="Carol KG", addresses=("books@shared.example",))


def test_a_counterparty_comes_back_as_it_was(store: Store) -> None:
    store.counterparties.replace_all([ACME, BOLT])

    assert store.counterparties.get("C-1") == ACME
    assert list(store.counterparties.all()) == [ACME, BOLT]
    assert store.counterparties.count() == 2


def test_a_sender_is_found_by_full_address_whatever_its_case(store: Store) -> None:
    store.counterparties.replace_all([ACME, BOLT, CAROL])

    assert store.counterparties.by_address("AP@Acme.Example") == (ACME,)
    assert store.counterparties.by_address("other@acme.example") == ()
    assert store.counterparties.by_domain("acme.example") == (ACME,)
    assert store.counterparties.by_domain("sub.acme.example") == ()


def test_a_shared_address_gives_every_counterparty_it_stands_for(store: Store) -> None:
    store.counterparties.replace_all([ACME, CAROL, BOLT])

    assert store.counterparties.by_address("books@shared.example") == (BOLT, CAROL)


def test_names_and_accounts_lead_to_their_owner(store: Store) -> None:
    store.counterparties.replace_all([ACME, BOLT])

    assert store.counterparties.by_name("ACME（Asia） LTD") == (ACME,)
    assert store.counterparties.by_name("艾克美贸易有限公司") == (ACME,)
    assert store.counterparties.by_name("--") == ()
    assert store.counterparties.by_account("1002") == (ACME,)
    assert store.counterparties.by_account("C-2") == (BOLT,)


def test_an_import_takes_the_place_of_the_whole_list(store: Store) -> None:
    store.counterparties.replace_all([ACME, BOLT])
    store.counterparties.replace_all([CAROL])

    assert list(store.counterparties.all()) == [CAROL]
    assert store.counterparties.by_address("ap@acme.example") == ()


def test_a_refused_list_changes_nothing(store: Store) -> None:
    store.counterparties.replace_all([ACME])

    with pytest.raises(CounterpartyRefused, match="C-2 stands in the list more than once"):
        store.counterparties.replace_all([BOLT, BOLT])
    assert list(store.counterparties.all()) == [ACME]


def test_one_counterparty_can_be_changed(store: Store) -> None:
    store.counterparties.replace_all([ACME, BOLT])
    changed = Counterparty(code="C-1", name="Acme", addresses=("new@acme.example",))

    store.counterparties.put(changed)

    assert (changed,) == store.counterparties.by_address("new@acme.example")
    assert store.counterparties.by_address("ap@acme.example") == ()


def test_the_key_of_a_name_ignores_width_case_and_punctuation() -> None:
    assert name_key("Ａcme, ltd.") == name_key("ACME LTD")
    assert name_key("Acme") != name_key("Acne")


def test_a_counterparty_kept_by_an_earlier_program_has_the_usual_terms(store: Store) -> None:
    store.counterparties.put(ACME)
    with store.writing() as tx:
        content = tx.execute(select(schema.counterparty.c.content)).scalar_one()
        old = msgspec.json.decode(content)
        for field in ("bank_fee", "discount_rates", "withholding_rates", "withholding_names", "fx_tolerance", "cutoff_days", "disputed", "reference_map"):  # fmt: skip
            del old[field]
        tx.execute(update(schema.counterparty).values(content=msgspec.json.encode(old).decode()))

    assert store.counterparties.get("C-1") == ACME


def test_our_list_may_be_typed_wide_and_a_stranger_may_not(store: Store) -> None:
    store.counterparties.put(Counterparty(code="W", name="Wide", addresses=("\uff41\uff50\uff20wide\u3002example",)))
    assert ["W"] == [found.code for found in store.counterparties.by_address("ap@wide.example")]
    assert () == store.counterparties.by_address("\uff41\uff50@wide.example")
