"""The whole reply: to whom, under which mail, in which language, with what attached, and with nothing that must not be in it."""

import io
from dataclasses import replace
from decimal import Decimal

import msgspec
import openpyxl
import pytest

from daemon.config.settings import Company
from daemon.mail.incoming import OpenedMail
from daemon.mail.outgoing import OutgoingMail
from daemon.replies.compose import compose, currency_of, language_for, on_file
from daemon.replies.language import languages
from daemon.replies.letter import ReplyRefused
from parsers.document import Document, Problem
from parsers.ledgers.counterparty import Counterparty
from parsers.statements.statement import ConfirmationForm
from rules.model.decision import Outcome
from rules.model.difference import Fact, Reason
from rules.model.reconciliation import Reconciliation
from tests.support.reconciliations import (
    ACME,
    BOLT,
    COMPANY,
    FIVE_KINDS,
    Pair,
    decided,
    mail_from_acme,
    reconciled,
)

DIFFERING = reconciled(FIVE_KINDS, opening="5400.00")
AGREED = reconciled(FIVE_KINDS[:3], opening="5400.00")


def _composed(
    outcome: Outcome,
    reconciliation: Reconciliation | None = None,
    *,
    counterparty: Counterparty = ACME,
    recipient: str = "accounts@acme.example",
    language: str = "",
    mail: OpenedMail | None = None,
    problems: tuple[Problem, ...] = (),
    company: Company = COMPANY,
    form: ConfirmationForm | None = None,
) -> OutgoingMail:
    return compose(
        decision=decided(outcome),
        counterparty=counterparty,
        company=company,
        mail=mail or mail_from_acme(),
        sender="statements@example.com",
        recipient=recipient,
        message_id="<r1@example.com>",
        language=language,
        case_number="42",
        reconciliation=reconciliation,
        problems=problems,
        form=form,
    )


def _workbook_text(mail: OutgoingMail) -> str:
    return "".join(
        str(list(sheet.iter_rows(values_only=True)))
        for attachment in mail.attachments
        if attachment.name.endswith(".xlsx")
        for sheet in openpyxl.load_workbook(io.BytesIO(attachment.content))
    )


def test_the_reply_stands_in_the_thread() -> None:
    mail = _composed(Outcome.CONFIRM, AGREED)
    assert mail.subject == "Re: Statement of account March 2026"
    assert mail.in_reply_to == "<1@acme.example>"
    assert mail.references == ("<0@acme.example>", "<1@acme.example>")
    assert (mail.sender, mail.sender_name, mail.recipient) == (
        "statements@example.com",
        "Example Trading Ltd",
        "accounts@acme.example",
    )


def test_a_mail_without_an_id_is_answered_without_a_thread() -> None:
    mail = _composed(Outcome.CONFIRM, AGREED, mail=replace(mail_from_acme(), message_id="", references=()))
    assert (mail.in_reply_to, mail.references) == ("", ())


def test_the_same_case_gives_the_same_mail() -> None:
    assert _composed(Outcome.DIFFERENCES, DIFFERING) == _composed(Outcome.DIFFERENCES, DIFFERING)


def test_a_confirmation_has_the_letter_and_differences_have_the_workbook() -> None:
    confirmed = _composed(Outcome.CONFIRM, AGREED)
    assert ["balance-confirmation-10023-2026-03-31.pdf"] == [each.name for each in confirmed.attachments]
    assert "The attached letter states the balance" in " ".join(confirmed.text.split())
    (workbook,) = _composed(Outcome.DIFFERENCES, DIFFERING).attachments
    assert workbook.name == "differences-10023-2026-03-31.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(workbook.content)).sheetnames == ["Summary", "Differences", "In agreement"]


def test_the_settings_may_leave_the_letter_out() -> None:
    confirmed = _composed(Outcome.CONFIRM, AGREED, company=msgspec.structs.replace(COMPANY, confirmation_letter=False))
    assert () == confirmed.attachments
    assert "attached" not in confirmed.text


@pytest.mark.parametrize(
    ("outcome", "reconciliation", "applies", "not_this"),
    [
        (Outcome.CONFIRM, AGREED, "信息证明无误", "信息不符"),
        (Outcome.DIFFERENCES, DIFFERING, "信息不符", "信息证明无误"),
    ],
)
def test_their_own_form_is_answered_in_its_terms(
    outcome: Outcome, reconciliation: Reconciliation, applies: str, not_this: str
) -> None:
    form = ConfirmationForm(title="对账单回执", agrees="信息证明无误", differs="信息不符")
    mail = _composed(outcome, reconciliation, form=form)
    assert f"“{applies}”" in mail.text
    assert not_this not in mail.text
    assert mail.attachments[-1].name == "reply-slip-10023-2026-03-31.pdf"
    in_words = replace(mail_from_acme(), text="请核对。\n回执\n□ 信息证明无误\n□ 信息不符：\n")
    assert f"“{applies}”" in _composed(outcome, reconciliation, mail=in_words).text


@pytest.mark.parametrize("outcome", [Outcome.HOLD, Outcome.IGNORE])
def test_a_held_or_ignored_case_has_no_reply(outcome: Outcome) -> None:
    with pytest.raises(ReplyRefused, match="not answered"):
        _composed(outcome, AGREED)


def test_a_confirmation_of_differences_is_refused_and_one_of_nothing_too() -> None:
    with pytest.raises(ReplyRefused):
        _composed(Outcome.CONFIRM, DIFFERING)
    with pytest.raises(ReplyRefused, match="no reconciliation"):
        _composed(Outcome.CONFIRM)


@pytest.mark.parametrize("recipient", ["mallory@evil.example", "x@sub.acme.example", "x@notacme.example", "", "@"])
def test_nothing_goes_to_an_address_that_is_not_on_file(recipient: str) -> None:
    with pytest.raises(ReplyRefused, match="not an address on file"):
        _composed(Outcome.CONFIRM, AGREED, recipient=recipient)


def test_an_address_is_on_file_by_itself_or_by_its_domain_whatever_its_case() -> None:
    assert on_file("Accounts@ACME.example", ACME)
    assert on_file("somebody@acme.example", ACME)
    assert not on_file("somebody@bolt.example", BOLT)


def test_a_request_holds_no_figure_even_when_a_reconciliation_is_at_hand() -> None:
    documents = (Document("Statement March.pdf", b"%PDF"),)
    problems = (Problem(code="image_only", message="m"),)
    mail = _composed(Outcome.ASK, DIFFERING, mail=replace(mail_from_acme(), documents=documents), problems=problems)
    assert "“Statement March.pdf”" in mail.text
    assert mail.attachments == ()
    for figure in ("8,100", "3,670", "10023", "415.00", "USD"):
        assert figure not in mail.text + mail.html


def test_what_is_internal_never_leaves() -> None:
    canary = "CANARY-5519"
    internal: dict[str, Fact] = {"other_account": canary, "amount": Decimal("987654.32")}
    pairs = [
        Pair(theirs="10.00", reference=f"A{n}", reason=reason, internal=internal) for n, reason in enumerate(Reason)
    ]
    reconciliation = reconciled(pairs, explanation=canary)
    for language in languages():
        mail = _composed(Outcome.DIFFERENCES, reconciliation, language=language)
        everything = mail.subject + mail.text + mail.html + _workbook_text(mail)
        for secret in (canary, "987654.32", "987,654.32", "internal note", "Because of the test"):
            assert secret not in everything


def test_their_words_are_never_markup_nor_links() -> None:
    evil = '<a href="https://evil.example/pay">new bank details</a>\u202e'
    pairs = [Pair(theirs="10.00", reference=evil, description=evil, reason=Reason.MISSING_IN_LEDGER)]
    mail = _composed(
        Outcome.DIFFERENCES,
        reconciled(pairs),
        counterparty=replace(ACME, name="<b>Acme</b>"),
        mail=replace(mail_from_acme(), subject=evil + "\r\nBcc: mallory@evil.example"),
    )
    assert "<a " not in mail.html
    assert "<b>" not in mail.html
    assert "evil.example" not in mail.text + mail.html
    assert not set("\r\n\u202e") & set(mail.subject)
    assert "\u202e" not in mail.text + mail.html


def test_the_language_is_the_one_on_file_then_that_of_the_statement() -> None:
    chinese = replace(AGREED, statement=replace(AGREED.statement, language="zh_CN"))
    assert language_for(BOLT, AGREED.statement) == "zh_CN"
    assert language_for(ACME, chinese.statement) == "zh_CN"
    assert language_for(ACME, None) == "en"
    assert _composed(Outcome.CONFIRM, chinese).language == "zh_CN"
    assert _composed(Outcome.CONFIRM, chinese, language="en").language == "en"


def test_the_currency_is_as_printed_else_as_booked_else_as_agreed() -> None:
    unnamed = reconciled(FIVE_KINDS, currency=None)
    assert currency_of(reconciled(FIVE_KINDS, currency="EUR"), ACME) == "EUR"
    booked = replace(unnamed, ledger=reconciled(FIVE_KINDS, currency="GBP").ledger)
    assert currency_of(booked, ACME) == "GBP"
    assert currency_of(unnamed, ACME, "CNY") == "USD"
    assert currency_of(unnamed, None, "CNY") == "CNY"
