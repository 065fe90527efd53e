from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from daemon.store.sums import Sums, differing, read, total, weight


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def summed(rows: dict[int, str]) -> Sums:
    found = Sums()
    for number, text in rows.items():
        found.add(number, digest(text))
    return found


ROWS = st.dictionaries(st.integers(1, 10**6), st.text(), min_size=1, max_size=20)


@given(ROWS, st.data())
def test_the_one_row_that_was_changed_or_removed_is_named(rows: dict[int, str], data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(sorted(rows)))
    told = summed(rows)

    assert number == differing(told, summed({**rows, number: rows[number] + "x"}))
    assert number == differing(told, summed({each: text for each, text in rows.items() if each != number}))


@given(ROWS, ROWS)
def test_unequal_rows_have_unequal_sums(some: dict[int, str], others: dict[int, str]) -> None:
    assert (some == others) == (summed(some).text() == summed(others).text())


@given(ROWS, st.integers(0, 20))
def test_sums_of_parts_are_the_sums_of_the_whole_and_outlive_their_text(rows: dict[int, str], cut: int) -> None:
    listed = list(rows.items())
    parts = total((summed(dict(listed[:cut])), summed(dict(listed[cut:]))))

    assert summed(rows).text() == parts.text() == read(parts.text()).text()


def test_a_name_weighs_the_same_always_and_otherwise_than_another() -> None:
    assert weight(("C-1", "EUR")) == weight(("C-1", "EUR")) != weight(("C-1E", "UR"))
