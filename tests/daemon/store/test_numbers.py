from __future__ import annotations

from daemon.store.numbers import Shown, bears_out, learned_from
from parsers.ledgers.counterparty import Counterparty

ACME = Counterparty(code="C-1", name="Acme")
FIRST = Shown(1, [((f"A/26/{number:05}",), (f"SI-{100_000 + number}",)) for number in (17, 18)])
SECOND = Shown(2, [(("A/26/00029",), ("SI-100029",)), (("X-9",), ("SI-7",))])
OTHER = Shown(3, [(("Z-1",), ("SI-4",))])


def test_each_rule_names_the_cases_that_bear_it_out() -> None:
    known = learned_from((FIRST, SECOND), ACME)
    cases = {one.key: [shown.case for shown in (FIRST, SECOND, OTHER) if bears_out(one, shown)] for one in known.all}
    assert {"A26#": [1, 2], "X9": [2]} == cases


def test_what_staff_took_away_is_not_in_the_map() -> None:
    known = learned_from((FIRST, SECOND), Counterparty(code="C-1", name="Acme", numbers_refused=("X9",)))
    assert ["A26#"] == [one.key for one in known.all]
