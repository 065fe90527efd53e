from __future__ import annotations

from decimal import Decimal

import pytest

from daemon.imports.counterparty_form import FIELDS, FieldRefused, changed_by, stands_as, texts_of
from parsers.ledgers.counterparty import Counterparty

ACME = Counterparty(
    code="C1",
    name="Acme",
    addresses=("ap@acme.example", "b@acme.example"),
    language="de",
    currency="EUR",
    tolerance=Decimal("0.50"),
    bank_fee=Decimal(0),
    discount_rates=(Decimal("0.02"), Decimal("0.035")),
    withholding_rates=(),
    withholding_names=("PPh 23",),
    fx_tolerance=Decimal("0.03"),
    cutoff_days=5,
    disputed=("INV-1",),
    reference_map=(("A-1", "INV-1"),),
    passwords=("secret",),
)
BARE = Counterparty(code="C2", name="Bolt")


def nobody(_address: str) -> tuple[str, ...]:
    return ()


@pytest.mark.parametrize("one", [ACME, BARE])
def test_what_nobody_touched_stays_as_it_is(one: Counterparty) -> None:
    assert one == changed_by(one, texts_of(one), nobody)


@pytest.mark.parametrize(("source", "target"), [(ACME, BARE), (BARE, ACME)])
def test_the_texts_of_one_make_the_other_the_same_but_for_what_no_form_holds(
    source: Counterparty, target: Counterparty
) -> None:
    found = changed_by(source, texts_of(target), nobody)
    assert texts_of(target) == texts_of(found)
    assert (source.code, source.name, source.passwords) == (found.code, found.name, found.passwords)
    assert "secret" not in "".join(texts_of(source).values())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("addresses", "no address"),
        ("language", "fr"),
        ("currency", "XYZ"),
        ("tolerance", "1,50"),
        ("tolerance", "-1"),
        ("amount_limit", "NaN"),
        ("amount_limit", "1e999"),
        ("bank_fee", "1_000"),
        ("discount_rates", "2"),
        ("withholding_rates", "80%"),
        ("fx_tolerance", "much"),
        ("cutoff_days", "400"),
        ("disputed", "INV-1\n--"),
        ("reference_map", "A-1"),
        ("reference_map", "A-1=B\nA-1=C"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_field(field: str, text: str) -> None:
    with pytest.raises(FieldRefused) as refusal:
        changed_by(BARE, {**texts_of(BARE), field: text}, nobody)
    assert field == refusal.value.field


def test_an_address_belongs_to_one() -> None:
    with pytest.raises(FieldRefused) as refusal:
        changed_by(BARE, {**texts_of(BARE), "addresses": "ap@acme.example"}, lambda _: ("C1",))
    assert ("addresses", "C1") == (refusal.value.field, refusal.value.taken_by)


def test_whoever_changes_a_field_changes_how_it_stands() -> None:
    changed = changed_by(ACME, {**texts_of(ACME), "cutoff_days": "6"}, nobody)
    assert stands_as(ACME) != stands_as(changed)
    assert set(FIELDS) == set(texts_of(ACME))
