"""How a difference is put together."""

from __future__ import annotations

from decimal import Decimal

from rules.differences.rest import Rest
from rules.gaps import Nature
from rules.model.difference import Reason
from tests.rules.jotting import day, pool

THEIRS = "2026-03-02 invoice INV-1001 5.00\n- - - -7.00\n2026-03-04 other - 1.00"


def rest() -> Rest:
    found = pool(THEIRS, "2026-03-03 payment RC-1 -7.50")
    return Rest(found, day("2026-03-31"), Decimal(0), Decimal(0))


def test_telling_takes_the_rows_out_of_what_is_free() -> None:
    found = rest()
    difference = found.tell(Reason.BANK_FEE, [1], [0], "So.", facts={"rate": Decimal(1)}, internal={"row": 2})
    assert ("0.50", (1,), ("2",)) == (str(difference.amount), difference.lines, difference.entries)
    assert ([0, 2], []) == (found.free_lines, found.free_entries)
    assert ({"row": 2}, Decimal(1)) == (difference.internal, difference.facts["rate"])


def test_facts_name_only_what_is_known() -> None:
    facts = rest().facts([1], [])
    assert {"theirs": Decimal("-7.00"), "kind": "payment"} == facts
    both = rest().facts([0], [0])
    assert {"reference": "INV-1001", "our_reference": "RC-1", "their_date": day("2026-03-02")}.items() <= both.items()


def test_kinds_come_from_words_then_from_the_sign() -> None:
    found = rest()
    assert [Nature.INVOICE, Nature.PAYMENT, Nature.UNKNOWN] == [found.kind([line], []) for line in range(3)]
    assert Nature.UNKNOWN is found.kind([], [])


def test_names_are_number_or_date_or_kind() -> None:
    found = rest()
    names = [found.name([line], []) for line in range(3)]
    assert ["invoice INV-1001", "payment", "item of 2026-03-04"] == names
