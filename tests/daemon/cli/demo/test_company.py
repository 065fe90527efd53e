"""Nobody real is written to: every address lies under a name that can never exist (RFC 2606)."""

from __future__ import annotations

from daemon.cli.demo import company


def test_every_address_is_invented() -> None:
    addresses = [company.ADDRESS, company.BORDER, *(customer.address for customer in company.CUSTOMERS)]
    assert [] == [address for address in addresses if not address.endswith(".example")]
    assert "harbourmarine.example" == company.HARBOUR.domain
