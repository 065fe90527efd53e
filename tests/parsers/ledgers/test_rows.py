"""A refusal says where and why."""

from __future__ import annotations

from parsers.ledgers.rows import LedgerRefused


def test_a_refusal_names_its_row_and_the_file_as_a_whole_has_none() -> None:
    refused = LedgerRefused(7, "there is an amount but no date")
    assert (7, "there is an amount but no date", "row 7: there is an amount but no date") == (
        refused.row,
        refused.reason,
        str(refused),
    )
    assert "the file is empty" == str(LedgerRefused(0, "the file is empty"))
