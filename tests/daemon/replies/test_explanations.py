"""Every reason can be said in every language to both roles, with all facts and with none."""

import datetime as dt
from decimal import Decimal

import pytest

from daemon.replies.evidence import Evidence
from daemon.replies.explanations import Explanation, explain
from daemon.replies.language import language, languages
from daemon.replies.perspective import Perspective
from daemon.replies.phrases import KINDS, Speaker
from parsers.ledgers.entry import Role
from rules.model.difference import Difference, Fact, Reason
from tests.support.reconciliations import Pair, assembled, reconciled

CANARY = "CANARY-7781"
FULL: dict[str, Fact] = {
    "reference": "INV-1",
    "their_reference": "1NV-1",
    "date": dt.date(2026, 3, 3),
    "due_date": dt.date(2026, 4, 3),
    "theirs": Decimal("100.00"),
    "ours": Decimal("98.00"),
    "gap": Decimal("2.00"),
    "rate": Decimal("0.02"),
    "kind": "invoice",
    "days": 3,
    "count": 2,
    "period_end": dt.date(2026, 3, 31),
}
INTERNAL: dict[str, Fact] = {"account": CANARY, "clerk": CANARY}


def _said(difference: Difference, code: str, role: Role, currency: str | None = "USD") -> Explanation:
    reconciliation = assembled([], [], [], [difference], opening_theirs=difference.amount)
    return explain(difference, Evidence(reconciliation), Speaker(Perspective(role), language(code), currency))


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("facts", [{}, FULL, {"rate": "two"}, {"reference": ""}, {"date": dt.date(2026, 1, 2)}])
def test_every_reason_is_said_without_a_hole(code: str, role: Role, reason: Reason, facts: dict[str, Fact]) -> None:
    difference = Difference(amount=Decimal("2.00"), reason=reason, facts=facts, internal=INTERNAL, explanation=CANARY)
    said = _said(difference, code, role)
    everything = f"{said.label} {said.title} {said.text} {said.request}"
    assert said.text.endswith((".", "。"))
    assert not set("{}") & set(everything)
    assert "None" not in everything
    assert CANARY not in everything


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_said_with_its_evidence_on_either_and_both_sides(
    code: str, role: Role, kind: str, reason: Reason
) -> None:
    sides = (("10.00", None), (None, "10.00"), ("10.00", "9.00"), ("-10.00", "10.00"), ("5.00", "5.00"))
    for theirs, ours in sides:
        for day in (dt.date(2026, 3, 3), None):
            pair = Pair(theirs=theirs, ours=ours, reference="A-1", kind=kind, day=day, reason=reason)
            reconciliation = reconciled([pair])
            speaker = Speaker(Perspective(role), language(code), "USD")
            said = explain(reconciliation.differences[0], Evidence(reconciliation), speaker)
            assert ("A-1" in said.label) is (reason not in {Reason.PRIOR_PERIOD, Reason.UNEXPLAINED})
            assert not set("{}") & set(said.text + said.request)


@pytest.mark.parametrize("role", list(Role))
def test_a_missing_document_is_asked_for_by_kind_and_role(role: Role) -> None:
    sign = "" if role is Role.CUSTOMER else "-"
    pair = Pair(theirs=f"{sign}10.00", reference="INV-9", reason=Reason.MISSING_IN_LEDGER)
    reconciliation = reconciled([pair])
    speaker = Speaker(Perspective(role), language("en"), "USD")
    said = explain(reconciliation.differences[0], Evidence(reconciliation), speaker)
    assert said.request == "Please send us a copy of invoice INV-9."
    assert said.text == (
        "Invoice INV-9 of 10 March 2026 for USD 10.00: listed on your statement, "
        "but not found in our books up to 31 March 2026."
    )


def test_a_payment_that_we_miss_is_asked_for_with_the_banks_confirmation() -> None:
    pair = Pair(theirs="-10.00", reference="P-9", kind="payment", reason=Reason.MISSING_IN_LEDGER)
    reconciliation = reconciled([pair])
    speaker = Speaker(Perspective(Role.CUSTOMER), language("zh_CN"), "CNY")
    said = explain(reconciliation.differences[0], Evidence(reconciliation), speaker)
    assert said.request == "请提供付款（P-9）的银行回单。"


@pytest.mark.parametrize("reason", [Reason.TIMING_LEDGER, Reason.DUPLICATE_LEDGER, Reason.ROUNDING, Reason.DISPUTED])
def test_nothing_is_asked_where_the_reader_can_do_nothing(reason: Reason) -> None:
    assert _said(Difference(amount=Decimal(1), reason=reason), "en", Role.CUSTOMER).request == ""


def test_our_own_mistake_is_owned() -> None:
    said = _said(Difference(amount=Decimal(1), reason=Reason.DUPLICATE_LEDGER), "en", Role.CUSTOMER)
    assert "error on our side" in said.text


def test_a_guess_is_called_one() -> None:
    sure = _said(Difference(amount=Decimal(1), reason=Reason.FX), "en", Role.CUSTOMER)
    guess = _said(Difference(amount=Decimal(1), reason=Reason.FX, certain=False), "en", Role.CUSTOMER)
    assert guess.text == sure.text + " This is our best reading of it; please correct us if it is otherwise."


def test_our_descriptions_are_not_told() -> None:
    reconciliation = reconciled([Pair(ours="10.00", reference="A", reason=Reason.MISSING_ON_STATEMENT)])
    speaker = Speaker(Perspective(Role.CUSTOMER), language("en"), "USD")
    said = explain(reconciliation.differences[0], Evidence(reconciliation), speaker)
    assert "internal note" in reconciliation.ledger.entries[0].description
    assert "internal note" not in said.text


def test_our_date_is_told_only_where_it_is_after_the_day_of_the_comparison() -> None:
    speaker = Speaker(Perspective(Role.CUSTOMER), language("en"), "USD")
    for day, told in ((dt.date(2026, 4, 2), True), (dt.date(2026, 3, 30), False)):
        pair = Pair(theirs="-5.00", ours="0.00", kind="payment", day=day, reason=Reason.TIMING_STATEMENT)
        reconciliation = reconciled([pair])
        said = explain(reconciliation.differences[0], Evidence(reconciliation), speaker)
        assert ("that is after 31 March 2026" in said.text) is told


@pytest.mark.parametrize("code", languages())
def test_what_was_told_before_is_said_to_have_been(code: str) -> None:
    day = language(code).date(dt.date(2026, 2, 28))
    told: dict[str, Fact] = {**FULL, "first_told": dt.date(2026, 2, 28), "times": 2}
    missing = Difference(amount=Decimal("2.00"), reason=Reason.MISSING_IN_LEDGER, facts=told)
    assert 1 == _said(missing, code, Role.CUSTOMER).text.count(day)


@pytest.mark.parametrize("code", languages())
def test_an_item_that_the_opening_balances_carry_is_named_and_asked_for_as_what_it_was(code: str) -> None:
    facts: dict[str, Fact] = {"kind": "invoice", "reference": "INV-1", "carried": "missing_in_ledger", "first_told": dt.date(2026, 2, 28), "times": 1}  # fmt: skip
    carried = Difference(amount=Decimal("2.00"), reason=Reason.PRIOR_PERIOD, facts=facts)
    said = _said(carried, code, Role.CUSTOMER)
    original = _said(
        Difference(amount=Decimal("2.00"), reason=Reason.MISSING_IN_LEDGER, facts=facts), code, Role.CUSTOMER
    )
    assert "INV-1" in said.text
    assert "INV-1" in said.label
    assert language(code).date(dt.date(2026, 2, 28)) in said.text
    assert original.request == said.request != ""
    odd = Difference(amount=Decimal("2.00"), reason=Reason.PRIOR_PERIOD, facts={**facts, "carried": "whatever"})
    assert "INV-1" not in _said(odd, code, Role.CUSTOMER).label
