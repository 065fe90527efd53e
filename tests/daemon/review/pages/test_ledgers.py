from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import msgspec

from daemon.pipeline.desk import PipelineDesk
from daemon.review.server import Server
from daemon.review.services import Services
from daemon.store.ledgers import LedgerVersion, Opening
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.desk import OpenDesk, Visitor, free_port
from tests.support.stored import NOW, OpeningRow


def with_a_long_account(desk: OpenDesk) -> LedgerVersion:
    """1,800 entries on one account, ten of them open."""
    rows: list[LedgerEntry | Opening] = [OpeningRow("S/1 & Co", Decimal("100.00"), dt.date(2026, 1, 1), 2, "EUR")]
    rows += [
        LedgerEntry(
            id=f"E{number}",
            row=number + 1,
            account="S/1 & Co",
            currency="EUR",
            date=dt.date(2026, 1, 1) + dt.timedelta(days=number // 10),
            amount=Decimal("1.00"),
            open_amount=Decimal("1.00") if number % 180 == 0 else Decimal(0),
            references=(f"INV-{number:05}",),
            description="<script>alert(1)</script>" if number == 1 else "delivery",
        )
        for number in range(1, 1_801)
    ]
    return desk.store.ledgers.import_rows(rows, name="ap.csv", sha256="1" * 64, role=Role.SUPPLIER, imported_at=NOW)


def test_each_side_tells_its_version_age_and_accounts_with_balances(desk: OpenDesk) -> None:
    text = desk.visitor().get("/ledgers").text
    for words in ("Receivables", "31 Oct 2026", "ledger.xlsx", "36,855.35", "No ledger of this side"):
        assert words in text
    by_balance = desk.visitor().get("/ledgers?order=balance&way=down").text
    codes = re.findall(r"account=(C\d+)", by_balance)
    assert sorted(codes) == sorted(re.findall(r"account=(C\d+)", text))
    assert codes != re.findall(r"account=(C\d+)", text)


def test_the_policys_limit_of_age_makes_an_old_export_stale(desk: OpenDesk) -> None:
    assert "stale" not in desk.visitor().get("/ledgers").text
    policy = msgspec.structs.replace(desk.settings.policy, ledger_max_age_days=10)
    listen = f"127.0.0.1:{free_port()}"
    strict = msgspec.structs.replace(
        desk.settings, policy=policy, desk=msgspec.structs.replace(desk.settings.desk, listen=listen)
    )
    server = Server(Services(settings=strict, store=desk.store, desk=PipelineDesk(desk.work)))
    server.start()
    try:
        text = Visitor(f"http://{listen}", desk.session()).get("/ledgers").text
    finally:
        server.stop()
    assert "above 10 days every answer is held" in text


def test_a_long_account_is_paged_with_its_balance_carried_on(desk: OpenDesk) -> None:
    version, carol = with_a_long_account(desk), desk.visitor()
    link = f"/ledger/account?version={version.id}&account=S%2F1+%26+Co&currency=EUR"
    first, last = carol.get(link).text, carol.get(f"{link}&page=9").text
    assert "Page 1 of 9" in first
    assert "&lt;script&gt;" in first
    assert "<script>alert" not in first
    assert "INV-01800" in last
    assert "1,900.00" in last
    found = carol.get(f"{link}&open=1").text
    assert "10 entries" in found
    assert "1 entry" in carol.get(f"{link}&search=inv-00042").text


def test_what_is_not_there_is_said(desk: OpenDesk) -> None:
    carol = desk.visitor()
    asked = ("version=1&account=C9999&currency=USD", "version=99&account=C1003", "version=x", "")
    assert {404} == {carol.get(f"/ledger/account?{each}").status_code for each in asked}
    assert "No account is like that." in carol.get("/ledgers?search=nobody").text
