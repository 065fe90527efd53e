from __future__ import annotations

import pytest

from daemon.mailboxes.base import Cursor
from daemon.mailboxes.imap_numbering import validity

AGAIN = 1 << 32


@pytest.mark.parametrize(
    ("cursor", "uidvalidity", "uidnext", "highest", "expected"),
    [
        (Cursor(), 7, 1, 0, 7),
        (Cursor(7, 10), 7, 11, 10, 7),
        (Cursor(7, 10), 7, None, 3, 7),  # a server that does not say
        (Cursor(7, 10), 7, 0, 3, 7),
        (Cursor(7, 10), 8, 2, 1, 8),
        (Cursor(7, 10), 7, 10, 9, 7 + AGAIN),
        (Cursor(7, 10), 7, 4, 0, 7 + AGAIN),
        (Cursor(7, 10), 7, 4, 10, 7),  # a server that says it wrongly
        (Cursor(7 + AGAIN, 10), 7, 11, 10, 7 + AGAIN),
        (Cursor(7 + AGAIN, 10), 7, 5, 4, 7 + 2 * AGAIN),
        (Cursor(7 + AGAIN, 10), 8, 2, 1, 8),
    ],
)
def test_a_folder_that_was_put_back_counts_its_numbers_anew(
    cursor: Cursor, uidvalidity: int, uidnext: int | None, highest: int, expected: int
) -> None:
    assert expected == validity(cursor, uidvalidity, uidnext, lambda: highest)
