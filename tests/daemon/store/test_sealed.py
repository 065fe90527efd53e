from __future__ import annotations

from daemon.store.sealed import SEALED, Digester, alike, covered, subject, tables, together


def row(**values: object) -> list[object]:
    """A row of the table of mailboxes' cursors."""
    given = {"mailbox": "ar", "folder": "INBOX", "uidvalidity": 7, "uid": 5, "started_at": "x", "mark": "", **values}
    return [given[name] for name in covered("cursor")]


def test_what_another_database_gives_for_the_same_row_has_the_same_digest() -> None:
    assert Digester("cursor").digest(row(mark="a\0")) == Digester("cursor").digest(row(mark="a\ufffd"))
    assert (1, 0, "x") == (alike(True), alike(False), alike("x"))


def test_any_other_value_in_any_column_has_another_digest() -> None:
    digests = [Digester("cursor").digest(row())]
    digests += [Digester("cursor").digest(row(**{name: "other"})) for name in covered("cursor")]
    digests.append(Digester("cursor").digest(row(mark=None)))
    assert len(digests) == len(set(digests))


def test_a_column_at_its_default_leaves_the_digest_as_it_was_before_there_was_such_a_column() -> None:
    """So the seals of rows from before a migration that adds a column hold on."""
    older = Digester("cursor")
    older._named = older._named[:-1]  # the program of before
    assert older.digest(row()[:-1]) == Digester("cursor").digest(row(mark=""))


def test_the_order_of_the_parts_does_not_count() -> None:
    assert together(b"w", [b"a", b"b"]) == together(b"w", [b"b", b"a"]) != together(b"w", [b"a"]) != together(b"w", [])


def test_every_row_can_be_named() -> None:
    for table in tables():
        assert "1" in subject(table.name, ("1", "2"))
    assert "The decision of case 4" == subject("finding", ("4", "decision"))
    assert len(SEALED) == len(tables())
