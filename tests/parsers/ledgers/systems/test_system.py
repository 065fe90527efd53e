"""How the words of a system's file are compared, and that no word of it is written in vain."""

from __future__ import annotations

import pytest

from parsers.heading_kinds import Heading
from parsers.ledgers.entry import EntryKind
from parsers.ledgers.systems.recognise import all_systems
from parsers.ledgers.systems.system import System, codes, keys, meaning


def test_headings_and_codes_are_folded() -> None:
    assert keys("Amount in DC") == keys("amount_in_dc") == frozenset({"amountindc"})
    assert {"清账日期": Heading.CLEARING_DATE} == dict(meaning({Heading.CLEARING_DATE: "清帐日期"}))
    assert {"si": EntryKind.INVOICE, "pi": EntryKind.INVOICE} == dict(codes({EntryKind.INVOICE: "si;pi"}))


@pytest.mark.parametrize("system", all_systems(), ids=str)
def test_a_system_says_what_it_is_and_its_codes_can_be_met(system: System) -> None:
    assert system.name
    assert system.what
    assert all(
        code == " ".join(code.split()).casefold() for code in (*system.kinds, *system.own_codes, *system.refunds)
    )
    assert all(signature.headings for signature in system.signatures)
    assert all(len(signature.headings) + 2 * (signature.title is not None) >= 3 for signature in system.signatures)
    assert all("" not in each for signature in system.signatures for each in signature.headings)


def test_a_code_means_nothing_where_the_system_gives_it_no_meaning() -> None:
    [fbl5n] = [system for system in all_systems() if system.name == "SAP FBL5N"]
    assert (EntryKind.INVOICE, None) == (fbl5n.kind_of(" rv "), fbl5n.kind_of("ZZ"))
