from __future__ import annotations

from lxml import etree

from daemon.review.plots import Bar, Stack, bars, columns

SVG = "{http://www.w3.org/2000/svg}"


def _read(svg: str) -> etree._Element:
    return etree.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_bars_are_as_long_as_their_sizes_and_say_their_values() -> None:
    drawn = _read(bars("Ages", [Bar("a", 2, "2"), Bar("b", 1, "1"), Bar("c", 0, "0")]))
    assert "Ages" == drawn.findtext(f"{SVG}title")
    long, half, none = (float(each.get("width", "")) for each in drawn.iter(f"{SVG}rect"))
    assert long == 2 * half
    assert 0 == none
    assert ["a", "2", "b", "1", "c", "0"] == [each.text for each in drawn.iter(f"{SVG}text")]


def test_the_parts_of_a_column_stand_on_one_another() -> None:
    drawn = _read(columns("Weeks", [Stack("05-04", (("one", 3), ("two", 1)))]))
    lower, upper = drawn.iter(f"{SVG}rect")
    assert float(lower.get("y", "")) == float(upper.get("y", "")) + float(upper.get("height", ""))
    assert float(lower.get("height", "")) == 3 * float(upper.get("height", ""))


def test_labels_do_nothing_and_nothing_at_all_can_be_drawn() -> None:
    assert "<script" not in bars("<script>", [Bar("<script>", 1, "<script>", '"><script>')])
    _read(bars("none", []))
    _read(columns("none", []))
