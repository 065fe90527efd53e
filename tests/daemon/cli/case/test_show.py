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


def test_a_bounce_of_the_reply_is_shown_with_its_case(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    config = demonstration.copy(tmp_path / "copy")
    number = number_of(config, "Vendor statement - please confirm")
    shown = tieout("case", "show", number, "-c", config).out
    message_id = next(line.split()[1] for line in shown.splitlines() if line.strip().startswith("message-id"))
    bounce = (
        "From: MAILER-DAEMON@mx.harbourmarine.example\nTo: ar@example.com\nSubject: failure\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Final-Recipient: rfc822; ap@harbourmarine.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; mailbox full\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\n\n--b--\n"
    )
    (config.parent / "mailbox" / "new" / "9999999999.bounce").write_text(bounce, encoding="ascii")

    tieout("run", "--once", "-c", config)

    assert "failed 5.2.2 smtp; mailbox full" in tieout("case", "show", number, "-c", config).out
