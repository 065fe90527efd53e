from __future__ import annotations

from daemon.imports.refusal import FileRefused


def test_a_refusal_names_the_file_the_row_and_the_reason() -> None:
    assert "list.csv, row 7: The date is empty." == str(FileRefused("list.csv", 7, "the date is empty."))
    assert "list.csv: It is no table." == str(FileRefused("list.csv", 0, "it is no table"))
    assert FileRefused("list.csv", 0, "x").row is None
