"""What numbers, kinds and days say of a pair."""

from __future__ import annotations

import pytest

from rules.matching.affinity import Relation, affinity, clashes, relation, usual_days
from tests.rules.jotting import pool


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("INV-1001", "INV-1001", Relation.SAME),
        ("No._INV-1001", "INV-1001", Relation.SAME),
        ("INV-1045", "INV-1054", Relation.NEAR),
        ("1045", "INV-1054", Relation.NEAR),
        ("INV-1045", "INV-2999", Relation.CONTRADICT),
        ("RE-1045", "INV-1045", Relation.TAIL),
        ("PV-88", "INV-1045", Relation.NONE),
        ("-", "INV-1045", Relation.NONE),
    ],
)
def test_numbers_agree_contradict_or_say_nothing(theirs: str, ours: str, expected: Relation) -> None:
    found = pool(f"2026-03-02 - {theirs} 5.00", f"2026-03-02 - {ours} 5.00")
    assert expected is relation(found, 0, 0)


def test_two_descriptions_that_name_a_third_document_prove_nothing() -> None:
    found = pool("2026-03-02 - - -5.00 ; INV-1001", "2026-03-02 - R-9 -5.00 ; INV-1001\n2026-03-02 - INV-1001 5.00")
    found.read_descriptions()
    assert Relation.SAME is not relation(found, 0, 0)


def test_kinds_may_clash_and_count() -> None:
    found = pool("2026-03-02 payment - 5.00\n2026-03-02 invoice - 5.00", "2026-03-02 invoice - 5.00")
    assert (True, False) == (clashes(found, 0, 0), clashes(found, 1, 0))
    assert affinity(found, 1, 0, Relation.NONE) > affinity(found, 0, 0, Relation.NONE)


def test_equal_words_and_near_days_count() -> None:
    found = pool(
        "2026-03-02 - - 5.00 ; Goods\n2026-03-02 - - 5.00 ; Rent\n2026-03-29 - - 5.00 ; Goods",
        "2026-03-02 - - 5.00 ; Goods",
    )
    weights = [affinity(found, line, 0, Relation.NONE) for line in range(3)]
    assert weights[0] > weights[1] > weights[2]
    assert (True, False) == (usual_days(found, 0, 0), usual_days(found, 2, 0))


def test_a_payment_that_names_the_credit_note_it_took_off_is_not_that_credit_note() -> None:
    theirs = "2026-03-20 payment PV-1 -1150.00 ; INV-1001 less CN-501"
    found = pool(theirs, "2026-03-10 credit_note CN-501 -50.00\n2026-03-21 payment RC-1 -1150.00")
    found.read_descriptions()
    assert Relation.CONTRADICT is not relation(found, 0, 1)
    other = pool(
        theirs.replace("CN-501", "RC-9100"), "2026-03-10 payment RC-9100 -1150.00\n2026-03-21 payment RC-1 -1150.00"
    )
    other.read_descriptions()
    assert Relation.CONTRADICT is relation(other, 0, 1)
