"""People, and the link in a mail to staff, in a browser: from the draft to the reply that leaves once."""

from __future__ import annotations

import email
import re
from email.policy import default

import pytest

from daemon.outgoing.connect import transport
from daemon.pipeline.send import send_due
from daemon.review.by_mail import StaffMails
from daemon.review.services import no_secret
from daemon.store.states import ReplyState
from daemon.store.users import Role
from tests.browser.conftest import Sits, look
from tests.support.desk import OpenDesk, OpensDesk
from tests.support.smtp_sink import SmtpSink

PHONE = {"viewport": {"width": 390, "height": 800}, "locale": "zh-CN"}


@pytest.mark.parametrize("options", [{}, PHONE, {"color_scheme": "dark"}])
def test_everybody_can_use_the_page_of_people(desk: OpenDesk, sits: Sits, options: dict[str, object]) -> None:
    desk.session("<b>carol</b>")
    page = sits(desk, "ann", Role.ADMIN, **options)
    page.goto("/people")
    look(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#new-name").fill("bob")
    page.locator("form[action='/people/add'] button").click()
    page.locator("code.key").wait_for()
    look(page)
    assert "bob" in {user.name for user in desk.store.users.all()}


@pytest.mark.parametrize("options", [{}, PHONE])
def test_a_draft_is_approved_by_the_link_in_a_mail_and_its_reply_leaves_once(
    opens_desk: OpensDesk, sits: Sits, smtp_sink: SmtpSink, options: dict[str, object]
) -> None:
    with opens_desk(approvers=("carol <carol@meridian.example>",)) as desk:
        page = sits(desk, "carol", **options)
        page.context.clear_cookies()
        way_out = transport(smtp_sink.outgoing(), no_secret)
        StaffMails(desk.settings, desk.store, lambda: way_out).once()
        mail = email.message_from_bytes(smtp_sink.received[0].content, policy=default)
        case = int(re.findall(r"ase (\d+) ", str(mail["Subject"]))[0])
        link = re.findall(r"http://\S+/approve/\S+", mail.get_content())[0]
        page.goto(link)
        look(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("button[value=approve]").click()
        page.get_by_role("status").wait_for()
        look(page)
        reply = desk.store.outbox.of_case(case)
        assert reply is not None
        assert (ReplyState.READY, "carol") == (reply.state, reply.approved_by)
        assert 1 == send_due(desk.work, way_out)
        assert 1 == sum(each.recipients == (reply.recipient,) for each in smtp_sink.received)
        page.goto(link)
        assert "404" not in page.title()
        assert not page.locator("button[value=approve]").count()
