"""Two services, each with the other's mailbox on file, and machines that know no header against loops: it ends after one round."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from daemon.config.settings import Settings
from daemon.store import Store, open_store
from parsers.ledgers.counterparty import Counterparty
from tests.support.house import ACME_POSTINGS, House, mail, replace_struct, statement_pdf

THEM = "ap@acme.example"
US = "ar@us.example"
LOCKED = b"%PDF-1.4 cut off"


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def as_it_is(content: bytes) -> bytes:
    return content


def without_the_rfc(content: bytes) -> bytes:
    """Take away what RFC 3834 and Microsoft name, as an old gateway may."""
    return _without(content, "Auto-Submitted", "X-Auto-Response-Suppress")


def without_any_mark(content: bytes) -> bytes:
    """Take away whatever a machine could know us by."""
    bare = _without(content, "Auto-Submitted", "X-Auto-Response-Suppress", "X-Tieout", "References", "In-Reply-To")
    return re.sub(rb"Message-ID: <tieout\.", b"Message-ID: <gw.", bare)


def _without(content: bytes, *names: str) -> bytes:
    message = _parsed(content)
    for name in names:
        del message[name]
    return message.as_bytes()


def _facing(house: House) -> Settings:
    mailbox = replace_struct(house.settings.mailboxes[0], address=THEM)
    return replace_struct(house.settings, mailboxes=(mailbox,))


@pytest.mark.parametrize("gateway", [as_it_is, without_the_rfc, without_any_mark])
@pytest.mark.parametrize("kind", ["confirm", "differences", "ask"])
def test_two_services_end_after_one_round(
    house: House, store: Store, tmp_path: Path, gateway: Callable[[bytes], bytes], kind: str
) -> None:
    other = House(tmp_path / "other")
    theirs = open_store(other.directory / "state")
    other.furnish(theirs)
    theirs.counterparties.replace_all(
        [Counterparty(code="C-1001", name="Example Trading Ltd", addresses=(US,), language="en", currency="USD")]
    )
    first = {
        "confirm": statement_pdf(),
        "differences": statement_pdf(ACME_POSTINGS[:-1]),
        "ask": LOCKED,
    }[kind]
    house.deliver(mail(("statement.pdf", first), sender=THEM), "0")
    carried: dict[str, int] = {"us": 0, "them": 0}
    for _ in range(4):
        house.service(store).run_once()
        for number, content in enumerate(house.sent()[carried["us"] :], carried["us"]):
            other.deliver(gateway(content), f"us-{number}")
        carried["us"] = len(house.sent())
        other.service(theirs, _facing(other)).run_once()
        for number, content in enumerate(other.sent()[carried["them"] :], carried["them"]):
            house.deliver(gateway(content), f"them-{number}")
        carried["them"] = len(other.sent())
    theirs.close()

    assert {"us": 1, "them": 0} == carried


@pytest.mark.parametrize("kind", ["the statement again", "a locked file again", "another locked file"])
@pytest.mark.parametrize("names", [True, False], ids=["with References", "without"])
def test_a_foreign_machine_that_quotes_us_and_encloses_its_file_is_answered_once(
    house: House, store: Store, kind: str, names: bool
) -> None:
    file = statement_pdf(ACME_POSTINGS[:-1]) if kind == "the statement again" else LOCKED
    house.deliver(mail(("statement.pdf", file), sender=THEM), "0")
    for turn in range(1, 5):
        summaries = house.service(store).run_once()
        if turn > 1:
            assert all("hold" == summary.outcome or "draft" == summary.reply_state for summary in summaries)
        message = _parsed(house.sent()[-1])
        body = message.get_body(("plain",))
        assert body is not None
        quoted = "\n".join(f"> {line}" for line in str(body.get_content()).splitlines())
        headers = [("In-Reply-To", message["Message-ID"]), ("References", message["Message-ID"])] if names else []
        name = f"statement-{turn}.pdf" if kind == "another locked file" else "statement.pdf"
        again = mail(
            (name, file + b" " * turn if kind == "another locked file" else file),
            sender=THEM,
            subject=f"Thank you for your message [{turn}]",
            text=f"We have received your message and enclose our statement.\n\n{quoted}",
            number=turn + 1,
            headers=headers,
        )
        house.deliver(again, str(turn))
    house.service(store).run_once()

    assert 1 == len(house.sent())


def test_a_thread_that_goes_on_with_ever_other_statements_ends_at_its_depth(house: House, store: Store) -> None:
    chain: list[str] = []
    for turn in range(6):
        postings = [posting for at, posting in enumerate(ACME_POSTINGS) if at != turn % 4]
        paper = statement_pdf(postings, opening=f"{100 + turn // 4}.00")
        headers = [("In-Reply-To", chain[-1])] if chain else []
        house.deliver(mail(("s.pdf", paper), sender=THEM, number=turn, headers=headers), str(turn))
        (summary,) = house.service(store).run_once()
        if summary.message_id:
            chain.append(summary.message_id)
        if turn >= 3:
            assert any("thread already holds" in because for because in summary.because), summary.because

    assert 3 == len(house.sent())
