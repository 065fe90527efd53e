from __future__ import annotations

from daemon.store.states import TRANSITIONS
from daemon.store.states_manual import MEANINGS, PAGE, page


def test_the_page_is_the_table_of_the_program() -> None:
    """Else: python -m daemon.store.states_manual."""
    assert page() == PAGE.read_text(encoding="utf-8")


def test_every_state_has_its_meaning_and_stands_in_the_order_of_its_life() -> None:
    assert {noun: set(follows) for noun, follows in TRANSITIONS.items()} == {
        noun: set(meanings) for noun, meanings in MEANINGS.items()
    }
    assert "| `uncertain` | It may have left" in page()
    assert "| `sent` | The server accepted it, or evidence shows that it left. | nothing: it stays so |" in page()
