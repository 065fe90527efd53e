"""The service over a mailbox folder: what comes in, what goes out, and what never does."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest

from daemon.config.settings import Log, Mailbox
from daemon.observe.logs import configure
from daemon.pipeline.summary import CaseSummary
from daemon.store import Store, StoreInUse, open_store
from tests.support.house import ACME_POSTINGS, Failing, House, mail, replace_struct, statement_mail, statement_pdf
from tests.support.places import Place
from tests.support.postgresql_server import PostgresqlServer


def _line(summary: CaseSummary) -> tuple[str, str, str]:
    return summary.outcome, summary.state, summary.reply_state


def test_an_agreed_statement_is_confirmed_and_its_mail_moved(house: House, store: Store) -> None:
    house.deliver(statement_mail())

    (summary,) = house.service(store).run_once()

    assert ("confirm", "done", "sent") == _line(summary)
    (reply,) = house.sent()
    assert b"To: <ap@acme.example>" in reply
    assert b"1,050.00" in reply
    assert [] == list((house.inbox / "new").iterdir())
    assert 1 == len(list((house.inbox / ".Tieout.Done" / "cur").iterdir()))
    assert [] == list(store.faults())


def test_differences_are_told_with_the_workbook(house: House, store: Store) -> None:
    house.deliver(mail(("statement.pdf", statement_pdf(ACME_POSTINGS[:-1]))))

    (summary,) = house.service(store).run_once()

    assert ("differences", "done", "sent") == _line(summary)
    (reply,) = house.sent()
    assert b"INV-5003" in reply
    assert b".xlsx" in reply


def test_an_unknown_sender_is_held_and_learns_nothing(house: House, store: Store) -> None:
    house.deliver(mail(("statement.pdf", statement_pdf()), sender="mallory@elsewhere.example"))

    (summary,) = house.service(store).run_once()

    assert ("hold", "waiting", "") == _line(summary)
    assert [] == house.sent()
    assert ("", "") == (summary.counterparty, summary.account)
    assert 1 == len(list((house.inbox / ".Tieout.Held" / "cur").iterdir()))


def test_a_customer_who_names_anothers_account_learns_nothing_of_it(house: House, store: Store) -> None:
    house.deliver(mail(("statement.pdf", statement_pdf(account="C-2002"))))

    (summary,) = house.service(store).run_once()

    assert ("hold", "waiting", "") == _line(summary)
    assert any("C-2002" in because for because in summary.because)
    assert store.cases.finding(1, "reconciliation") is None
    assert [] == house.sent()


def test_a_paper_in_anothers_name_is_not_compared(house: House, store: Store) -> None:
    house.deliver(mail(("statement.pdf", statement_pdf(holder="Bolt Brothers Ltd"))))

    (summary,) = house.service(store).run_once()

    assert ("hold", "") == (summary.outcome, summary.account)
    assert [] == house.sent()


def test_a_statement_with_a_broken_sum_is_held(house: House, store: Store) -> None:
    house.deliver(mail(("statement.pdf", statement_pdf(closing="1,500.00"))))

    (summary,) = house.service(store).run_once()

    assert ("hold", "waiting", "") == _line(summary)
    assert [] == house.sent()


def test_the_same_mail_twice_is_answered_once(house: House, store: Store) -> None:
    house.deliver(statement_mail(), "1")
    house.deliver(statement_mail(), "2")

    first, second = house.service(store).run_once()

    assert ("confirm", "done", "sent") == _line(first)
    assert ("hold", "waiting", "") == _line(second)
    assert first.case == second.repeats
    assert 1 == len(house.sent())


def test_the_same_statement_in_another_mail_is_answered_once(house: House, store: Store) -> None:
    house.deliver(statement_mail(1), "1")
    house.service(store).run_once()
    house.deliver(statement_mail(2), "2")

    (again,) = house.service(store).run_once()

    assert ("hold", 1) == (again.outcome, again.repeats)
    assert 1 == len(house.sent())


def test_a_mail_without_statement_that_comes_twice_is_asked_back_once(house: House, store: Store) -> None:
    """The sender's machine repeats itself; ours does not."""
    content = mail(text="Please find our statement attached.")
    house.deliver(content, "1")
    house.deliver(content, "2")

    first, second = house.service(store).run_once()

    assert ("ask", "sent") == (first.outcome, first.reply_state)
    assert ("hold", first.case) == (second.outcome, second.repeats)
    assert 1 == len(house.sent())


def test_what_is_asked_of_a_sender_holds_no_figures(house: House, store: Store) -> None:
    house.deliver(mail(text="Please find our statement attached."))

    house.service(store).run_once()

    (reply,) = house.sent()
    assert b"1,050" not in reply
    assert b"C-1001" not in reply
    found = store.outbox.of_case(1)
    assert found is not None
    assert "" == found.account


def test_two_statements_in_one_mail_are_two_cases_with_an_answer_each(house: House, store: Store) -> None:
    papers = (("march.pdf", statement_pdf()), ("other.pdf", statement_pdf(ACME_POSTINGS[:2], date="15 Mar 2026")))
    house.deliver(mail(*papers))

    summaries = house.service(store).run_once()

    assert 2 == len(summaries)
    assert {"march.pdf", "other.pdf"} == {summary.document for summary in summaries}
    assert len(house.sent()) == sum(summary.reply_state == "sent" for summary in summaries)


def test_the_same_statement_twice_in_one_mail_is_one_case(house: House, store: Store) -> None:
    house.deliver(mail(("a.pdf", statement_pdf()), ("b.pdf", statement_pdf() + b"\n%")))

    assert 1 == len(house.service(store).run_once())


def test_a_file_that_cannot_be_read_beside_a_good_one_is_not_passed_over(house: House, store: Store) -> None:
    house.deliver(mail(("march.pdf", statement_pdf()), ("april.pdf", b"%PDF-1.4 and nothing more")))

    good, unread = house.service(store).run_once()

    assert ("march.pdf", "april.pdf") == (good.document, unread.document)
    assert "confirm" == good.outcome
    assert ("hold", "waiting", "") == _line(unread)
    assert "april.pdf came with a statement" in unread.because[0]


def test_in_review_a_reply_waits_as_a_draft(house: House, store: Store) -> None:
    house.deliver(statement_mail())

    (summary,) = house.service(store, house.with_policy(mode="review")).run_once()

    assert ("confirm", "waiting", "draft") == _line(summary)
    assert [] == house.sent()


def test_in_shadow_nothing_leaves_and_the_mailbox_stays_as_it_was(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    service = house.service(store, house.with_policy(mode="shadow"))

    (summary,) = service.run_once()
    service.run_once()

    assert ("confirm", "done", "shadow") == _line(summary)
    assert [] == house.sent()
    assert ["1"] == [path.name for path in (house.inbox / "new").iterdir()]
    kept = store.outbox.of_case(1)
    assert kept is not None
    assert "1,050.00" in store.outbox.mail(kept).text


def test_more_answers_a_day_than_allowed_are_held(house: House, store: Store) -> None:
    for day in (26, 28, 30):
        house.deliver(mail(("s.pdf", statement_pdf(date=f"{day} Mar 2026")), number=day), str(day))

    summaries = house.service(store, house.with_policy(answers_per_day=1)).run_once()

    assert 1 == len(house.sent())
    assert ["hold", "hold"] == [summary.outcome for summary in summaries[1:]]


def test_a_mailbox_that_fails_does_not_keep_the_others_waiting(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    missing = Mailbox(name="gone", kind="folder", path=str(house.directory / "gone"), address="x@us.example")
    service = house.service(store, replace_struct(house.settings, mailboxes=(missing, *house.settings.mailboxes)))

    summaries = service.run_once()

    assert ["confirm"] == [summary.outcome for summary in summaries]
    assert 1 == len(service.troubles)
    assert "gone" in service.troubles[0]


def test_a_fault_of_ours_in_one_mailbox_does_not_keep_the_others_waiting(house: House, store: Store) -> None:
    house.deliver(statement_mail())
    failing = Failing("receive:fetched", 1, ValueError("a fault"))
    service = house.service(store, on_step=failing)

    assert [] == service.run_once()
    assert 1 == len(service.troubles)
    assert "our own fault" in service.troubles[0]
    assert ["confirm"] == [summary.outcome for summary in service.run_once()]
    assert not service.troubles


def test_nothing_there_is_nothing_done(house: House, store: Store) -> None:
    assert [] == house.service(store).run_once()


def test_the_log_holds_no_words_of_a_mail_no_figures_and_no_secrets(
    house: House, store: Store, capsys: pytest.CaptureFixture[str], fresh_log: None
) -> None:
    configure(Log(level="debug", format="json"))
    house.deliver(
        mail(("CANARY-FILE.pdf", statement_pdf()), subject="CANARY-SUBJECT", text="attached CANARY-BODY"), "1"
    )
    house.deliver(mail(("s.pdf", statement_pdf(ACME_POSTINGS[:-1])), number=2), "2")
    house.deliver(mail(("s.pdf", statement_pdf(account="C-2002")), number=3), "3")
    failing = Failing("reconcile:compared", 3, ValueError("CANARY-FAULT 1,050.00"))

    house.service(store, on_step=failing).run_once()

    captured = capsys.readouterr()
    written = captured.out + captured.err
    assert "reply_sent" in written
    assert "step_failed" in written
    written = re.sub(
        r"[0-9a-f]{32,}|\d{4}-\d\d-\d\dT[\d:.]+Z", "", written
    )  # hashes and times hold any digits by chance
    for canary in ("CANARY", "1,050", "1050", "599.50", "450.50", "INV-50", "77.00", "Acme Fasteners", "secret"):
        assert canary not in written


def test_two_services_never_work_on_one_store(house: House, store: Store, place: Place) -> None:
    other = place.open()
    with store.exclusively(), pytest.raises(StoreInUse):
        house.service(other).run_once()
    other.close()


def test_the_running_service_answers_within_seconds_and_stops_within_seconds(house: House, store: Store) -> None:
    house.deliver(statement_mail(1), "1")
    service = house.service(store)
    stop, ready = threading.Event(), threading.Event()
    thread = threading.Thread(target=service.run_forever, args=(stop, ready.set))
    thread.start()
    assert ready.wait(10)
    _until(lambda: 1 == len(house.sent()))
    house.deliver(mail(("s.pdf", statement_pdf(ACME_POSTINGS[:-1])), number=2), "2")
    _until(lambda: 2 == len(house.sent()))
    _until(lambda: 2 == len(list((house.inbox / ".Tieout.Done" / "cur").iterdir())))
    assert [] == service.silent()

    stop.set()
    thread.join(30)

    assert not thread.is_alive()
    with store.exclusively():
        pass


def _until(holds: object, seconds: float = 60.0) -> None:
    """Wait until `holds()`; the bound only keeps a failing test from hanging."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)


def test_the_answer_is_the_same_from_a_store_that_was_built_anew(tmp_path: Path) -> None:
    """A lost database answers with the same Message-ID, so that a second mail can be told from the first."""
    replies = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        house = House(tmp_path / name)
        store = open_store(house.directory / "state")
        house.furnish(store)
        house.deliver(statement_mail())
        house.service(store).run_once()
        replies.append(house.sent())
        store.close()

    assert replies[0] == replies[1]
    assert 1 == len(replies[0])


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_service_whose_hold_on_the_store_was_lost_ends_so_that_it_is_started_anew(
    house: House, store: Store, place: Place, postgresql: PostgresqlServer
) -> None:
    """The server was restarted, or the network cut: another service may hold the store by now."""
    ended: list[BaseException] = []
    ready = threading.Event()

    def run() -> None:
        try:
            house.service(store).run_forever(threading.Event(), ready.set)
        except StoreInUse as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(30)
    database = place.url.rpartition("/")[2]
    postgresql.ask(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'")
    thread.join(120)

    assert ["was lost: start the service again."] == [str(error)[-34:] for error in ended]
    house.deliver(statement_mail(1), "1")
    house.service(store).run_once()
    assert 1 == len(house.sent())
