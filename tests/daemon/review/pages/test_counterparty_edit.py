from __future__ import annotations

import html
import re
from decimal import Decimal

from daemon.observe import events
from daemon.store.users import Role
from tests.support.desk import OpenDesk, Visitor

PATH = "/counterparty/edit"


def filled_in(visitor: Visitor, code: str) -> dict[str, str]:
    """Return the form as its page fills it in."""
    text = visitor.get(f"{PATH}?code={code}").text.partition('class="card fields"')[2]
    found = {name: html.unescape(value) for name, value in re.findall(r'name="([a-z_]+)" value="([^"]*)"', text)}
    found |= {name: html.unescape(value) for name, value in re.findall(r'<textarea id="(\w+)"[^>]*>([^<]*)<', text)}
    language = re.search(r'<option value="(\w+)" selected', text)
    return {**found, "language": language[1] if language else ""}


def test_terms_are_changed_and_the_audit_tells_who_and_what_it_was(desk: OpenDesk) -> None:
    ada, store = desk.visitor("ada", Role.APPROVER), desk.store
    form = filled_in(ada, "C1003") | {"tolerance": "0.75", "reference_map": "A-1 = INV-26-1252\nA-2 = INV-26-1263"}
    assert 303 == ada.post(PATH, form).status_code
    found = store.counterparties.get("C1003")
    assert found is not None
    assert (Decimal("0.75"), ("A-1", "INV-26-1252")) == (found.tolerance, found.reference_map[0])
    assert ("ap@harbourmarine.example",) == found.addresses
    row = [row for row in store.audit.rows() if row.event == events.COUNTERPARTY_CHANGED][-1]
    assert ("ada", "0.75", "") == (row.actor, row.facts["tolerance"], row.facts["tolerance_before"])
    assert "addresses" not in row.facts


def test_what_cannot_be_taken_keeps_what_was_typed_and_changes_nothing(desk: OpenDesk) -> None:
    ada, store = desk.visitor("ada", Role.APPROVER), desk.store
    before = store.counterparties.get("C1003")
    form = filled_in(ada, "C1003")
    for changed, words in (
        ({"tolerance": "1.234,50"}, "An amount as 1234.50"),
        ({"addresses": "accounts.payable@northgate-engineering.example"}, "is on file for C1001 already"),
    ):
        answer = ada.post(PATH, form | changed)
        assert 422 == answer.status_code
        assert words in answer.text
        assert next(iter(changed.values())) in answer.text
    assert before == store.counterparties.get("C1003")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk: OpenDesk) -> None:
    ada, bea = desk.visitor("ada", Role.APPROVER), desk.visitor("bea", Role.ADMIN)
    first, second = filled_in(ada, "C1003"), filled_in(bea, "C1003")
    assert 303 == ada.post(PATH, first | {"cutoff_days": "3"}).status_code
    assert 409 == bea.post(PATH, second | {"cutoff_days": "9"}).status_code
    found = desk.store.counterparties.get("C1003")
    assert found is not None
    assert 3 == found.cutoff_days


def test_a_clerk_changes_no_terms(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert 403 == carol.get(f"{PATH}?code=C1003").status_code
    assert 403 == carol.post(PATH, {"code": "C1003"}).status_code
