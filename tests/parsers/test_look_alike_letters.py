"""Words that read alike are read alike."""

from __future__ import annotations

import pytest

from parsers.look_alike_letters import as_read


@pytest.mark.parametrize(
    "disguised", ["b\u0430nk", "\u0412ank", "\uff42\uff41\uff4e\uff4b", "ba\u200bnk", "b\u00adank", "\u202ebank\u202c"]
)
def test_a_disguised_word_is_the_word(disguised: str) -> None:
    assert "bank" == as_read(disguised).lower()


def test_words_of_another_script_stay() -> None:
    for word in ("\u043c\u0430\u0440\u0442", "\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2", "银行账户", "Größe"):
        assert word == as_read(word)
