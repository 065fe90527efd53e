from __future__ import annotations

import pytest

from daemon.outgoing.base import InDoubt, NotSent


@pytest.mark.parametrize("permanent", [True, False])
def test_a_refusal_carries_its_words_and_whether_trying_again_can_help(permanent: bool) -> None:
    error = NotSent("550 no such user", permanent=permanent)
    assert ("550 no such user", permanent) == (str(error), error.permanent)


def test_doubt_is_no_refusal() -> None:
    assert not issubclass(InDoubt, NotSent)
