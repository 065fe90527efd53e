"""Places on one page join; a document's hash is that of its bytes."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document, Place

PLACE = Place(document="ab", reader="r", page=1, box=(10.0, 20.0, 30.0, 40.0))
SIDES = st.floats(0, 1000)
BOXES = st.tuples(SIDES, SIDES, SIDES, SIDES).map(
    lambda sides: (min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3]))
)


@given(BOXES, BOXES)
def test_two_places_on_one_page_are_covered_by_one_and_in_either_order(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> None:
    first = Place(document="ab", reader="r", page=1, box=one)
    second = Place(document="ab", reader="r", page=1, box=other)
    joined = first.covering(second)
    assert joined == second.covering(first)
    assert joined.box is not None
    for box in (one, other):
        assert joined.box[0] <= box[0]
        assert joined.box[1] <= box[1]
        assert joined.box[2] >= box[2]
        assert joined.box[3] >= box[3]
    assert joined == joined.covering(first)


def test_places_that_share_no_page_are_left_as_they_are() -> None:
    elsewhere = Place(document="ab", reader="r", page=2, box=(0.0, 0.0, 99.0, 99.0))
    cell = Place(document="ab", reader="r", sheet="S", cell="B2")
    assert [PLACE, PLACE, PLACE, cell] == [
        PLACE.covering(None),
        PLACE.covering(elsewhere),
        PLACE.covering(cell),
        cell.covering(PLACE),
    ]


def test_a_document_is_known_by_its_bytes_and_does_not_show_them() -> None:
    document = Document("a.pdf", b"secret content")
    assert hashlib.sha256(b"secret content").hexdigest() == document.sha256
    assert "secret" not in repr(document)
