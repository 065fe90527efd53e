"""What a mail says of other counterparties: found where it is meant, not where a number or word happens to be the same."""

from __future__ import annotations

import pytest

from daemon.pipeline.others_named import others_named
from daemon.store import Store
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from tests.support.house import ACME, BOLT, House

OTHERS = (
    BOLT,
    Counterparty(code="10045", name="Carol & Cie", aliases=("上海博联贸易有限公司", "Kappa")),
    Counterparty(code="1001", name="Small Number Ltd"),
    Counterparty(code="C-1001-GROUP", name="Acme Fasteners Holding Ltd", accounts=("C-1001",)),
)


def _named(store: Store, *labels: str, words: str = "", documents: tuple[str, ...] = ()) -> tuple[str, ...]:
    version: LedgerVersion | None = store.ledgers.active(Role.CUSTOMER)
    with store.reading() as tx:
        return others_named(
            store,
            tx,
            own=(ACME,),
            our_names=("Example Trading Ltd",),
            version=version,
            labels=labels,
            words=words,
            documents=documents,
        )


@pytest.fixture
def listed(house: House, store: Store) -> Store:
    del house
    store.counterparties.replace_all([ACME, *OTHERS])
    return store


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Please confirm account C-2002.", ("account C-2002",)),
        ("the same for c2002 please", ("account c2002",)),
        ("the same for C 2002 please", ("account C 2002",)),
        ("account no. c-2OO2", ("account c-2OO2",)),
        ("Ｃ－２００２", ("account C-2002",)),
        ("customer 10045", ("account 10045",)),
        ("客户编号：10045", ("account 10045",)),
        ("Kundennummer 1001", ("account 1001",)),
        ("delivery of 1001 pieces", ()),
        ("our account C-1001, thank you", ()),
        ("1,001.00 and 2026-10-04", ()),
        ("Bolt Brothers Ltd is our carrier", ()),
    ],
)
def test_accounts_in_the_words(listed: Store, words: str, named: tuple[str, ...]) -> None:
    assert named == _named(listed, words=words)


def test_a_document_number_is_no_account(listed: Store) -> None:
    assert ("account 10045",) == _named(listed, "Statement 10045")
    assert () == _named(listed, "Statement 10045", documents=("10045",))


def test_a_postcode_is_no_account_and_a_long_number_is(listed: Store) -> None:
    listed.counterparties.put(Counterparty(code="1004500", name="Long Number Ltd"))
    assert () == _named(listed, words="Acme Fasteners Ltd, Main Street 1, 10045 Torino")
    assert ("account 1004500",) == _named(listed, words="and 1004500")


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Statement Bolt Brothers Ltd March 2026", ("Bolt Brothers Ltd",)),
        ("bolt-brothers-ltd.pdf", ("bolt brothers ltd",)),
        ("上海博联贸易有限公司3月对账单.xlsx", ("上海博联贸易有限公司",)),
        ("Statement of Acme Fasteners Ltd", ()),
        ("Example Trading Ltd: statement", ()),
        ("Kappa", ()),
        ("Statement of account March 2026", ()),
    ],
)
def test_names_in_subject_and_file_names(listed: Store, label: str, named: tuple[str, ...]) -> None:
    assert named == _named(listed, label)


def test_a_stranger_names_whom_it_likes(listed: Store) -> None:
    """Nobody is on file for it, so nothing is looked up."""
    with listed.reading() as tx:
        asked = others_named(listed, tx, own=(), our_names=(), version=None, labels=("C-2002",), words="", documents=())
    assert () == asked


def test_a_flood_of_numbers_ends(listed: Store) -> None:
    assert () == _named(listed, words=" ".join(f"X-{number:05d}" for number in range(20_000)))


def test_a_flood_of_names_ends(listed: Store) -> None:
    labels = [f"{number} {'上海博' * 200} {'a b c d e f g h ' * 100}.pdf" for number in range(1000)]
    assert () == _named(listed, *labels)
