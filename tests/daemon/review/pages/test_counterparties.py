from __future__ import annotations

import re

from parsers.ledgers.counterparty import Counterparty
from tests.support.desk import OpenDesk


def _listed(text: str) -> list[str]:
    return re.findall(r'class="open" href="/counterparty\?code=([^"]+)"', text)


def test_everybody_on_file_is_listed_with_the_newest_statement_and_what_is_open(desk: OpenDesk) -> None:
    text = desk.visitor().get("/counterparties").text
    assert ["C1007", "C1003", "C1006", "C1001", "C1005", "C1004", "C1002"] == _listed(text)
    assert "7 counterparties" in text
    assert '<a href="/counterparty?code=C1003#differences">5</a>' in text
    assert "ap@harbourmarine.example" in text


def test_filters_search_and_order_are_the_stores(desk: OpenDesk) -> None:
    carol = desk.visitor()
    assert ["C1004", "C1002"] == _listed(carol.get("/counterparties?language=zh_CN").text)
    assert ["C1002"] == _listed(carol.get("/counterparties?search=华源").text)
    assert "C1003" == _listed(carol.get("/counterparties?order=differences&way=down").text)[0]
    empty = carol.get("/counterparties?role=supplier").text
    assert [] == _listed(empty)
    assert "No counterparty is like that." in empty


def test_a_code_of_any_characters_is_a_link_that_opens(desk: OpenDesk) -> None:
    code = 'C/1 & "x"?<b>%'
    desk.store.counterparties.put(Counterparty(code=code, name="Slash\u202e & Sons"))
    carol = desk.visitor()
    text = carol.get("/counterparties?search=Sons").text
    assert "<b>%" not in text
    assert "⟨202E⟩" in text
    (link,) = _listed(text)
    assert 200 == carol.get(f"/counterparty?code={link}").status_code


def test_pages_are_of_fifty(desk: OpenDesk) -> None:
    desk.store.counterparties.replace_all(Counterparty(code=f"C{n:03}", name=f"N{n:03}") for n in range(120))
    text = desk.visitor().get("/counterparties?page=3").text
    assert [f"C{n:03}" for n in range(100, 120)] == _listed(text)
    assert "Page 3 of 3" in text
