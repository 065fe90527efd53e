"""`tieout reconcile`: from two files to matches, differences, bridge and decision, without a store."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from daemon.cli import exits
from daemon.cli.demo import books
from daemon.cli.demo.books import Account
from daemon.cli.demo.lists import ledger_workbook
from daemon.cli.demo.ruled_pdf import ruled_pdf
from tests.daemon.cli.conftest import Ended


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.xlsx"
    file.write_bytes(ledger_workbook())
    return file


@pytest.fixture
def paper(tmp_path: Path) -> Callable[[Account], Path]:
    def make(account: Account) -> Path:
        file = tmp_path / "paper.pdf"
        file.write_bytes(ruled_pdf(account, "V-1"))
        return file

    return make


def test_an_agreed_statement_is_confirmed(
    ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    ended = tieout("reconcile", paper(books.NORTHGATE), "--ledger", ledger, "--account", "C1001", "--json")
    assert exits.DONE == ended.code, ended.err
    found = json.loads(ended.out)
    assert "confirm" == found["decision"]["outcome"]
    assert ([], True) == (found["differences"], found["bridge"]["closes"])
    assert "28234.16" == found["bridge"]["ours"] == found["bridge"]["theirs"] == found["ledger"]["balance"]
    assert {line for match in found["matches"] for line in match["lines"]} == set(range(7))


def test_differences_carry_their_reasons_and_the_bridge_closes(
    ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    found = json.loads(
        tieout("reconcile", paper(books.HARBOUR_THEIRS), "--ledger", ledger, "--account", "C1003", "--json").out
    )
    reasons = {difference["amount"]: difference["reason"] for difference in found["differences"]}
    assert ("amount_typo", "duplicate_statement", "bank_fee") == tuple(
        reasons[amount] for amount in ("-180.00", "688.20", "-25.00")
    )
    # An invoice of the last but one day may be missing or on its way, and so may their payment.
    assert reasons["-2116.00"] in {"missing_on_statement", "timing_ledger"}
    assert reasons["-5218.40"] in {"missing_in_ledger", "timing_statement"}
    gap = Decimal(found["bridge"]["theirs"]) - Decimal(found["bridge"]["ours"])
    assert Decimal("-6851.20") == gap == sum(Decimal(step["amount"]) for step in found["bridge"]["steps"])
    assert "differences" == found["decision"]["outcome"]
    rows = {entry["id"]: entry["row"] for entry in found["ledger"]["entries"]}
    sheet = openpyxl.load_workbook(ledger).active
    for entry in found["ledger"]["entries"]:
        assert sheet.cell(rows[entry["id"]], 4).value in entry["references"]


def test_every_line_and_entry_is_in_one_match_or_one_difference(
    ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    found = json.loads(
        tieout("reconcile", paper(books.HARBOUR_THEIRS), "--ledger", ledger, "--account", "C1003", "--json").out
    )
    groups = found["matches"] + found["differences"]
    lines = sorted(line for group in groups for line in group["lines"])
    entries = sorted(entry for group in groups for entry in group["entries"])
    assert list(range(len(found["statement"]["lines"]))) == lines
    assert sorted(entry["id"] for entry in found["ledger"]["entries"]) == entries


def test_the_account_is_chosen_by_the_name_on_the_paper_or_asked_for(
    ledger: Path, paper: Callable[[Account], Path], tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    nameless = tmp_path / "nameless.csv"
    nameless.write_text(
        "Date,Reference,Debit,Credit,Balance\n2026-10-01,Opening balance,,,0.00\n2026-10-02,INV-1,5.00,,5.00\n"
        "2026-10-31,Closing balance,,,5.00\n",
        encoding="utf-8",
    )
    ended = tieout("reconcile", nameless, "--ledger", ledger)
    assert exits.UNUSABLE == ended.code
    assert "--account" in ended.err
    assert "C1001" in ended.err


def test_the_table_shows_bridge_differences_and_decision(
    ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    out = tieout("reconcile", paper(books.HARBOUR_THEIRS), "--ledger", ledger, "--account", "C1003").out
    wanted = ["our balance", "36,855.35", "30,004.15", "bank_fee", "amount_typo", "Decision: differences"]
    assert [] == [word for word in wanted if word not in out]


def test_a_workbook_is_written_besides(
    ledger: Path, paper: Callable[[Account], Path], tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    out = tmp_path / "out.xlsx"
    tieout("reconcile", paper(books.HARBOUR_THEIRS), "--ledger", ledger, "--account", "C1003", "--xlsx", out)
    assert len(openpyxl.load_workbook(io.BytesIO(out.read_bytes())).sheetnames) >= 2


def test_a_statement_date_that_is_given_counts(
    ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    arguments = ("reconcile", paper(books.NORTHGATE), "--ledger", ledger, "--account", "C1001", "--json")
    assert "2026-10-31" == json.loads(tieout(*arguments).out)["ledger"]["as_of"]
    assert "2026-10-20" == json.loads(tieout(*arguments, "--statement-date", "2026-10-20").out)["ledger"]["as_of"]


def test_a_paper_that_is_no_statement_fails_with_the_reason(
    ledger: Path, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    (tmp_path / "locked.pdf").write_bytes(ruled_pdf(books.PINEWOOD, "1", password="x"))
    ended = tieout("reconcile", tmp_path / "locked.pdf", "--ledger", ledger)
    assert (exits.FAILED, "") == (ended.code, ended.out)
    assert "password" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [["--account", "C9999"], ["--role", "friend"], ["--statement-date", "31/10/2026"], ["--ledger", "none"]],
)
def test_unusable_arguments_end_with_two(
    arguments: list[str], ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    ended = tieout("reconcile", paper(books.NORTHGATE), "--ledger", ledger, *arguments)
    assert (exits.UNUSABLE, "") == (ended.code, ended.out)
    assert 1 == ended.err.count("\n")


def test_a_ledger_with_a_broken_row_is_refused_with_the_row(
    paper: Callable[[Account], Path], tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    broken = tmp_path / "ledger.csv"
    broken.write_text(
        "Account,Date,Reference,Debit,Credit\nC1,2026-10-01,INV-1,5.00,\nC1,2026-10-02,INV-2,five,\n", encoding="utf-8"
    )
    ended = tieout("reconcile", paper(books.NORTHGATE), "--ledger", broken)
    assert ended.code in {exits.FAILED, exits.UNUSABLE}
    assert "row 3" in ended.err


def test_whoever_runs_the_command_vouches_that_the_paper_belongs_to_the_account(
    ledger: Path, paper: Callable[[Account], Path], tieout: Callable[..., Ended]
) -> None:
    """Of the paper's items none is ours, and another number is printed: the gates object to the gap, not to the sender."""
    ended = tieout("reconcile", paper(books.NORTHGATE), "--ledger", ledger, "--account", "C1007", "--json")
    objections = {
        because["gate"] for because in json.loads(ended.out)["decision"]["because"] if because["answer"] == "hold"
    }
    assert {"sender_known", "sender_authenticated", "addressed_to_us", "account_certain"}.isdisjoint(objections)


A_MONTH = """\
Statement of account,,,,
Acme Ltd,,,,
Date,Reference,Description,Debit,Credit,Balance
2026-03-01,,Opening balance,,,500.00
2026-03-02,INV-1001,Goods,1200.00,,1700.00
2026-03-05,INV-1002,Goods,333.10,,2033.10
2026-03-09,BACS,Payment,,500.00,1533.10
2026-03-10,D-9001,Delivery,210.10,,1743.20
2026-03-14,D-9002,Delivery,320.35,,2063.55
2026-03-19,D-9003,Delivery,469.55,,2533.10
2026-03-20,CHQ 100182,Payment,,1200.00,1333.10
2026-03-25,CN-501,Credit note returned goods,,50.00,1283.10
2026-03-28,INV-1009,Goods,88.00,,1371.10
2026-03-31,,Closing balance,,,1371.10
"""
OUR_MONTH = """\
Account,Date,Type,Document,Your ref,Text,Amount
C-1,2026-02-28,Opening balance,,,,500.00
C-1,2026-03-02,Invoice,INV-1001,,Goods,1200.00
C-1,2026-03-05,Invoice,INV-1002,,Goods,333.10
C-1,2026-03-10,Payment,RC-1,BACS,receipt,-500.00
C-1,2026-03-31,Invoice,INV-3100,,Deliveries March,1000.00
C-1,2026-03-22,Payment,RC-2,,cheque 100182 less charge,-1185.00
C-1,2026-03-24,Credit note,CN-501,,return,-50.00
C-1,2026-03-26,Payment,RC-2,,cheque returned unpaid,1185.00
C-1,2026-04-02,Invoice,INV-1010,,April,10.00
"""


def test_a_month_as_months_are_is_told_as_an_accountant_would(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    """A collective invoice for three deliveries, a payment by BACS, a cheque less a charge that came back, an invoice we lack."""
    paper, books = tmp_path / "statement.csv", tmp_path / "ledger.csv"
    paper.write_text(A_MONTH, encoding="utf-8")
    books.write_text(OUR_MONTH, encoding="utf-8")
    ended = tieout("reconcile", paper, "--ledger", books, "--statement-date", "2026-03-31", "--json")
    found = json.loads(ended.out)
    assert [("bank_fee", "-15.00"), ("missing_in_ledger", "88.00"), ("missing_on_statement", "-1185.00")] == sorted(
        (one["reason"], one["amount"]) for one in found["differences"]
    )
    assert ["BACS"] == found["statement"]["lines"][2]["references"]
    assert ([3, 4, 5], "likely") == next(
        (one["lines"], one["certainty"]) for one in found["matches"] if one["rule"] == "collective"
    )
    assert (True, "hold") == (found["bridge"]["closes"], found["decision"]["outcome"])
