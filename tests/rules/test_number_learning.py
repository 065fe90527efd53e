"""What may be learned of their numbers, and what never is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.statements.statement import Verdict
from rules.model.by_hand import ByHand, Joined
from rules.model.number_map import NumberMap
from rules.number_learning import Evidence, certain_pairs, learn
from rules.reconcile import reconcile
from tests.rules.jotting import laid, ledger, statement


def documents(*pairs: str) -> list[Evidence]:
    """`theirs = ours`, several numbers joined by "+"."""
    sides = (pair.split(" = ") for pair in pairs)
    return [(tuple(theirs.split("+")), tuple(ours.split("+"))) for theirs, ours in sides]


@pytest.mark.parametrize(
    ("pairs", "theirs", "ours"),
    [
        (
            ["INV/24/00017 = SI-100017", "INV/24/00021 = SI-100021", "INV/24/00030 = SI-100030"],
            "INV/24/00044",
            "SI100044",
        ),
        (["SI-17 = 17", "SI-18 = 18", "SI-29 = 29"], "SI-50", "50"),
        (["17/26 = RE-17", "18/26 = RE-18", "29/26 = RE-29"], "50/26", "RE50"),
        (["V17 = RE-000020", "V18 = RE-000021", "V99 = RE-000102"], "V100", "RE000103"),
        (["17-X = 17", "18-X = 18", "29-X = 29"], "30-X", "30"),
        (["PO-5+A7 = S-107", "PO-9+A8 = S-108", "PO-2+A9 = S-109"], "A10", "S110"),
        (["A7 = V-3+S-107", "A8 = V-9+S-108", "A9 = V-4+S-109"], "A10", "S110"),
    ],
    ids=[
        "prefix and offset",
        "prefix dropped",
        "year behind",
        "filled with zeros",
        "ending",
        "order besides",
        "voucher besides",
    ],
)
def test_series_that_run_side_by_side_are_learned(pairs: list[str], theirs: str, ours: str) -> None:
    assert (ours,) == learn(documents(*pairs)).ours(theirs)


def test_two_documents_are_no_series_and_are_kept_as_they_are() -> None:
    known = learn(documents("A7 = S-107", "A8 = S-108"))
    assert (0, 2) == (len(known.rules), len(known.pairs))
    assert [("S107",), ()] == [known.ours(each) for each in ("A7", "A9")]


def test_one_document_that_contradicts_drops_the_series() -> None:
    known = learn(documents("A7 = S-107", "A8 = S-108", "A9 = S-109", "A12 = S-200"))
    assert () == known.rules
    assert ("S200",) == known.ours("A12")


def test_a_document_seen_on_three_statements_is_one_document() -> None:
    assert () == learn(documents("A7 = S-107", "A7 = S-107", "a-7 = S-107")).rules
    assert [3] == [pair.support for pair in learn(documents("A7 = S-107") * 3).pairs]


def test_a_number_with_two_meanings_has_none() -> None:
    assert not learn(documents("A7 = S-107", "A7 = S-300"))
    assert not learn(documents("A7 = S-107", "B9 = S-107"))


def test_what_staff_took_away_is_not_learned_again() -> None:
    series = documents("A7 = S-107", "A8 = S-108", "A9 = S-109")
    assert ["A#"] == [rule.key for rule in learn(series).rules]
    assert () == learn(series, ("A#",)).rules
    assert () == learn(series[:1], ("A7",)).pairs


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(chance: random.Random) -> None:
    some = documents("A7 = S-107", "A8 = S-108", "A9 = S-109", "X1 = Q-8", "A7 = S-107", "B2 = S-500")
    mixed = some[:]
    chance.shuffle(mixed)
    assert learn(some) == learn(mixed)


THEIRS = "2026-03-02 invoice A-7 120.10\n2026-03-09 invoice A-8 99.95\n2026-03-12 payment BACS -120.10"
OURS = "2026-03-02 invoice S-107 120.10\n2026-03-09 invoice S-108 99.95\n2026-03-13 payment RC-4 -120.10"


def test_certain_pairs_without_a_number_in_common_are_evidence() -> None:
    rows = "\n2026-03-20 invoice S-120 50.55"
    found = certain_pairs(laid(statement(THEIRS + rows), ledger(OURS + rows)))
    assert ((("A-8",), ("S-108",)),) == found  # 120.10 stands twice, S-120 agrees as it is


@pytest.mark.parametrize("verdict", [Verdict.UNPROVEN, Verdict.BROKEN])
def test_an_unproved_reading_teaches_nothing(verdict: Verdict) -> None:
    assert () == certain_pairs(laid(statement(THEIRS, verdict=verdict), ledger(OURS)))


def test_what_is_merely_likely_teaches_nothing() -> None:
    theirs, ours = "2026-03-02 invoice A-7 120.10", "2026-03-28 invoice S-107 120.10"
    assert () == certain_pairs(laid(statement(theirs), ledger(ours)))


def test_nothing_learned_is_nothing() -> None:
    assert not NumberMap()
    assert NumberMap() == learn(())


def test_what_a_person_matched_is_sure_also_where_its_amount_stands_twice_but_only_on_a_proved_reading() -> None:
    rows = "2026-03-03 invoice {0}-1 100.00\n2026-03-03 invoice {0}-2 100.00"
    ours = ledger(rows.format("SI"))
    said = ByHand(joined=(Joined(lines=(0,), entries=(ours.entries[1].id,)),))

    def taught(verdict: Verdict) -> tuple[Evidence, ...]:
        return certain_pairs(reconcile(statement(rows.format("A"), verdict=verdict), ours, said=said))

    assert ((("A-1",), ("SI-2",)),) == taught(Verdict.CONSISTENT)
    assert () == taught(Verdict.BROKEN)
