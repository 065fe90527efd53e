"""Lines that break: between the service and its mail servers, at every telling place and at any byte.

What the server surely has not accepted is sent again; what it may have accepted is in doubt and is not. What was fetched in part is
fetched again, what was moved without our hearing of it is moved once, what was copied is copied once.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.pipeline import retry
from daemon.store.states import ReplyState
from tests.faults.conftest import DATABASES, MakePlace
from tests.faults.crowd import statement_of
from tests.faults.promise import assert_nothing_lost_or_twice, outcomes
from tests.faults.scenes import ImapScene
from tests.faults.tally import deal
from tests.support.cutting_proxy import Cut, CuttingProxy
from tests.support.dovecot import Dovecot
from tests.support.house import mail, replace_struct, statement_pdf
from tests.support.smtp_sink import SmtpSink

pytestmark = pytest.mark.servers

AGREED = mail(("s.pdf", statement_pdf()), subject="agreed", number=1)

ON_THE_WAY_IN = {
    "before the greeting": Cut("server"),
    "inside the greeting": Cut("server", b"", 7),
    "at the log-in": Cut("client", rb"(?i) LOGIN "),
    "after the log-in was handed over": Cut("client", rb"(?i) LOGIN [^\r]*\r\n"),
    "after the log-in, closed in order": Cut("client", rb"(?i) LOGIN [^\r]*\r\n", orderly=True),
    "before the log-in is answered": Cut("server", rb"(?=\w+ OK [^\r]*Logged in)"),
    "inside SELECT": Cut("server", rb"UIDVALIDITY", 3),
    "inside SEARCH": Cut("server", rb"\* SEARCH", 1),
    "inside the sizes": Cut("server", rb"RFC822\.SIZE", 2),
    "at the head of the mail": Cut("server", rb"BODY\[\] "),
    "at the first byte of the mail": Cut("server", rb"BODY\[\] \{\d+\}\r\n", 1),
    "inside the mail": Cut("server", rb"BODY\[\] \{\d+\}\r\n", 700),
    "inside the mail, closed in order": Cut("server", rb"BODY\[\] \{\d+\}\r\n", 700, orderly=True),
    "before the mail's last line": Cut("server", rb"BODY\[\] .*--=_1--"),
}
ON_THE_WAY_BACK = {
    "before the mail is looked at": Cut("client", rb"MESSAGE-ID"),
    "before the folder is made": Cut("client", rb"(?i) CREATE [^\r]*\r\n"),
    "the move handed over": Cut("client", rb"(?i) UID MOVE [^\r]*\r\n"),
    "the move not answered": Cut("server", rb"(?=\* OK \[COPYUID)"),
    "the move answered in part": Cut("server", rb"\* OK \[COPYUID [^\r]*\r\n"),
    "before the copy is begun": Cut("client", rb"(?i) APPEND [^\r]*\r\n"),
    "inside the copy": Cut("client", rb"(?i) APPEND [^\r]*\r\n", 300),
    "the copy not answered": Cut("server", rb"(?=\w+ OK \[APPENDUID)"),
    "at the log-out": Cut("client", rb"(?i) LOGOUT"),
}
ON_THE_WAY_OUT = {
    "before the greeting": (Cut("server"), "sent"),
    "at HELO": (Cut("client", rb"(?i)[EH][HE]LO "), "sent"),
    "after MAIL": (Cut("client", rb"(?i)MAIL FROM:[^\r]*\r\n"), "sent"),
    "RCPT not answered": (Cut("server", rb"250 OK\r\n(?=250 OK)"), "sent"),
    "DATA not answered": (Cut("server", rb"(?=354)"), "sent"),
    # The system takes the whole text and the dot before it hears of the end: nobody can know, as far as we can tell.
    "at the first byte of the text": (Cut("client", rb"(?i)\r\nDATA\r\n", 1), "uncertain"),
    "inside the text": (Cut("client", rb"(?i)\r\nDATA\r\n", 900), "uncertain"),
    "inside the text, closed in order": (Cut("client", rb"(?i)\r\nDATA\r\n", 900, orderly=True), "uncertain"),
    "the dot not handed over": (Cut("client", rb"\r\n(?=\.\r\n)"), "uncertain"),
    "the dot handed over": (Cut("client", rb"\r\n\.\r\n"), "uncertain"),
    "the dot not answered": (Cut("server", rb"354[^\r]*\r\n(?=.)"), "uncertain"),
    "the answer cut short": (Cut("server", rb"354[^\r]*\r\n", 2), "uncertain"),
    "the answer cut short, closed in order": (Cut("server", rb"354[^\r]*\r\n", 2, orderly=True), "uncertain"),
    "at the good-bye": (Cut("client", rb"(?i)\r\nQUIT"), "sent"),
}


@dataclass
class Line:
    """A scene whose lines to both servers run through proxies, and a clock that can be set forward."""

    scene: ImapScene
    imap: CuttingProxy
    smtp: CuttingProxy
    later: dt.timedelta = dt.timedelta()

    def run(self) -> None:
        with self.scene.looking() as store:
            self.scene.service(store).run_once()

    def bring_to_rest(self) -> None:
        """Let the lines hold and the time pass until what is ready may leave; then nothing is left to do."""
        self.imap.plan([])
        self.smtp.plan([])
        for _ in range(3):
            self.later += dt.timedelta(hours=2)
            self.run()

    def cut(self) -> int:
        return self.imap.made + self.smtp.made


@pytest.fixture
def line(
    make_place: MakePlace, tmp_path: Path, dovecot: Dovecot, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Line]:
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.001)
    scene = ImapScene(tmp_path, make_place(tmp_path), dovecot.new_user(), smtp_sink)
    made = Line(scene, CuttingProxy(dovecot.port), CuttingProxy(smtp_sink.port))
    (mailbox,) = scene.settings.mailboxes
    scene.settings = replace_struct(
        scene.settings,
        mailboxes=(replace_struct(mailbox, port=made.imap.port),),
        outgoing=replace_struct(scene.settings.outgoing, port=made.smtp.port),
    )
    now = scene.clock
    scene.clock = lambda: now() + made.later
    yield made
    for proxy in (made.imap, made.smtp):
        proxy.stop()
    for _ in range(made.cut()):
        deal("cuts")


@pytest.mark.parametrize("place", ON_THE_WAY_IN)
def test_a_mail_whose_fetching_broke_off_is_fetched_again_and_answered_once(line: Line, place: str) -> None:
    line.scene.deliver(AGREED)
    line.imap.plan([ON_THE_WAY_IN[place]])

    line.run()

    assert 1 == line.cut(), "the line was not cut"
    assert {"agreed": ("confirm", "sent")} == outcomes(assert_nothing_lost_or_twice(line.scene))


@pytest.mark.parametrize("place", ON_THE_WAY_BACK)
def test_a_mailbox_that_broke_off_while_it_was_told_shows_it_once(line: Line, place: str) -> None:
    line.scene.deliver(AGREED)
    line.imap.plan([None, ON_THE_WAY_BACK[place]])

    line.run()

    assert 1 == line.cut(), "the line was not cut"
    assert {"agreed": ("confirm", "sent")} == outcomes(assert_nothing_lost_or_twice(line.scene))
    assert 1 == len(line.scene.contents("Tieout/Done"))
    assert 1 == len(line.scene.contents("Sent"))


@pytest.mark.parametrize("place", ON_THE_WAY_OUT)
def test_a_reply_whose_sending_broke_off_is_sent_again_or_in_doubt(line: Line, place: str) -> None:
    cut, reply = ON_THE_WAY_OUT[place]
    line.scene.deliver(AGREED)
    line.smtp.plan([cut])

    line.run()
    line.bring_to_rest()

    assert 1 == line.cut(), "the line was not cut"
    assert {"agreed": ("confirm", reply)} == outcomes(assert_nothing_lost_or_twice(line.scene))
    if reply == "sent":
        assert 1 == len(line.scene.accepted())


@DATABASES
def test_lines_that_break_at_any_byte_lose_and_double_nothing(line: Line) -> None:
    chance = random.Random(7)

    def anywhere(longest: int) -> Iterator[Cut | None]:
        while True:
            by = chance.choice(("client", "server"))
            cut = Cut(by, b"", int(longest ** chance.random()), orderly=chance.random() < 0.3)  # type: ignore[arg-type]
            yield cut if chance.random() < 0.6 else None

    for number in range(12):
        line.scene.deliver(statement_of(number))
        line.imap.plan(next(anywhere(12_000)) for _ in range(6))
        line.smtp.plan(next(anywhere(8_000)) for _ in range(6))
        line.run()
        line.later += dt.timedelta(hours=1)
    line.bring_to_rest()

    assert line.cut() >= 20
    cases = assert_nothing_lost_or_twice(line.scene)
    assert {f"m{number}" for number in range(12)} == {row.subject for row in cases}
    assert {ReplyState.SENT, ReplyState.UNCERTAIN} >= {row.reply_state for row in cases}
    assert len(line.scene.contents("Sent")) == [row.reply_state for row in cases].count("sent")
