"""`tieout case show`: the mail, the statement, the reconciliation, the decision and the reply; and both mails as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.case.cases import number_of
from tests.daemon.cli.conftest import Demonstration, Ended


def test_everything_about_an_answered_case_is_shown(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    number = number_of(demonstration.config, "Vendor statement - please confirm")
    ended = tieout("case", "show", number, "-c", demonstration.config)
    assert exits.DONE == ended.code
    wanted = ["ap@harbourmarine.example", "HM_vendor_statement_1031.pdf", "proven", "bank_fee", "Decision: differences"]
    wanted += ["Reply: sent", ".xlsx", "36,855.35"]
    assert [] == [word for word in wanted if word not in ended.out]


def test_a_stranger_s_case_shows_no_figure_of_ours(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    number = number_of(demonstration.config, "Balance confirmation Harbour Marine Supplies, account C1003")
    out = tieout("case", "show", number, "-c", demonstration.config).out
    assert "There is no reply." in out
    assert "our balance" not in out
    assert "sender_known" in out


def test_both_mails_are_saved_byte_for_byte(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    number = number_of(demonstration.config, "Vendor statement - please confirm")
    assert exits.DONE == tieout("case", "show", number, "--save", tmp_path / "out", "-c", demonstration.config).code
    original = (tmp_path / "out" / f"case-{number}-original.eml").read_bytes()
    assert (demonstration.directory / "mails" / "03-harbour.eml").read_bytes() == original
    reply = (tmp_path / "out" / f"case-{number}-reply.eml").read_bytes()
    assert reply in [file.read_bytes() for file in (demonstration.directory / "answers").iterdir()]


def test_a_draft_can_be_saved_before_it_leaves(
    reviewed: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    number = number_of(reviewed.config, "Statement 10/2026")
    ended = tieout("case", "show", number, "--save", tmp_path, "-c", reviewed.config)
    assert "Reply: draft" in ended.out
    assert b"finance@lakeside-clinics.example" in (tmp_path / f"case-{number}-reply.eml").read_bytes()


def test_a_case_that_does_not_exist_is_unusable(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("case", "show", 4711, "-c", demonstration.config)
    assert exits.UNUSABLE == ended.code
    assert "tieout case list" in ended.err
