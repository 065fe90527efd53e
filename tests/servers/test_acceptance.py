"""What every kind of mailbox must do for a user, through the running service: one suite, a site for each connector."""

from __future__ import annotations

import email
import email.policy
from contextlib import AbstractContextManager

import pytest

from daemon.config.settings import Settings
from daemon.pipeline.service import Service
from daemon.store import Store
from tests.support.exchange_server import PASSWORD
from tests.support.house import House, mail, replace_struct, statement_pdf
from tests.support.serving import serving, until
from tests.support.sites import Site, exchange_site, folder_site, graph_site, imap_site
from tests.support.token_server import CLIENT_SECRET

pytestmark = pytest.mark.servers


@pytest.fixture(params=["folder", "imap", "graph", "exchange"])
def site(request: pytest.FixtureRequest, house: House) -> Site:
    given = request.getfixturevalue
    if request.param == "imap":
        return imap_site(given("dovecot").new_user(), given("smtp_sink"))
    if request.param == "graph":
        return graph_site(given("graph"), given("graph_mailbox"), given("graph_outgoing"), CLIENT_SECRET)
    if request.param == "exchange":
        return exchange_site(given("exchange"), given("exchange_mailbox"), given("exchange_outgoing"), PASSWORD)
    return folder_site(house)


def settings(house: House, site: Site, **changes: object) -> Settings:
    mailbox = replace_struct(site.mailbox, poll_seconds=1, **changes)
    return replace_struct(house.settings, mailboxes=(mailbox,), outgoing=site.outgoing)


def running(store: Store, found: Settings, site: Site) -> AbstractContextManager[Service]:
    return serving(Service(found, store, lambda _: site.secret))


def statement(site: Site, number: int = 1, sender: str = "ap@acme.example") -> bytes:
    return mail(("statement.pdf", statement_pdf()), to=site.address, number=number, sender=sender)


def test_a_statement_is_answered_in_its_thread_and_the_mail_is_shown_as_handled(
    house: House, store: Store, site: Site
) -> None:
    with running(store, settings(house, site), site):
        site.deliver(statement(site))
        until(lambda: len(site.sent()) == 1)
        until(lambda: site.done() == 1)

    (content,) = site.sent()
    reply = email.message_from_bytes(content, policy=email.policy.default)
    assert ("<mail-1@acme.example>", "auto-replied") == (reply["In-Reply-To"], reply["Auto-Submitted"])
    assert {"ap@acme.example"} == {address.addr_spec for address in reply["To"].addresses}
    body = reply.get_body(("plain",))
    assert body is not None
    assert "1,050.00" in body.get_content()


def test_a_strangers_statement_waits_for_a_person_and_is_shown_so(house: House, store: Store, site: Site) -> None:
    with running(store, settings(house, site), site):
        site.deliver(statement(site, sender="m@elsewhere.example"))
        until(lambda: store.cases.counts() == {"waiting": 1})
        until(lambda: site.held() == 1)

    assert [] == site.sent()


def test_a_restart_and_the_same_mail_again_bring_no_second_answer(house: House, store: Store, site: Site) -> None:
    with running(store, settings(house, site), site):
        site.deliver(statement(site))
        until(lambda: len(site.sent()) == 1)
    site.deliver(statement(site))
    with running(store, settings(house, site), site):
        site.deliver(statement(site, number=2, sender="m@elsewhere.example"))
        until(lambda: store.cases.counts().get("waiting", 0) >= 1)
        until(lambda: [] == list(store.messages.to_settle(site.mailbox.name)))

    assert 1 == len(site.sent())


def test_every_mail_of_a_morning_is_answered_once(house: House, store: Store, site: Site) -> None:
    for number in range(7):
        site.deliver(mail(("note.txt", f"hello {number}".encode()), to=site.address, number=number))
    site.deliver(statement(site, number=20))
    with running(store, settings(house, site), site):
        until(lambda: len(site.sent()) >= 1 and sum(store.messages.counts().values()) == 8)
        until(lambda: store.messages.counts() == {"recognised": 8} and not store.cases.unfinished())

    answered = [email.message_from_bytes(content)["In-Reply-To"] for content in site.sent()]
    assert len(set(answered)) == len(answered)
    assert "<mail-20@acme.example>" in answered


def test_the_original_is_kept_byte_for_byte(house: House, store: Store, site: Site) -> None:
    content = statement(site)
    with running(store, settings(house, site), site):
        site.deliver(content)
        until(lambda: len(site.sent()) == 1)

    kept = store.archive.get(store.messages.get(1).sha256)
    # A delivery agent may put lines above and a blank one below, and writes line ends its own way; nothing else changes.
    assert kept.replace(b"\r\n", b"\n").rstrip().endswith(content.replace(b"\r\n", b"\n").rstrip())
