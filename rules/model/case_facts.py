"""All that the gates may ask about one case. Gathered by the pipeline, so that deciding stays pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from parsers.document import Problem
from parsers.ledgers.counterparty import Counterparty
from parsers.statements.statement import ConfirmationForm, Statement
from rules.model.reconciliation import Reconciliation


class Automatic(StrEnum):
    """Whether the mail itself is automatic (RFC 3834)."""

    NO = "no"
    DROP = "drop"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The policy's numbers; None = no limit. Amounts in the account's currency."""

    amount: Decimal | None = None
    gap: Decimal | None = None
    hold_first_statement: bool = False
    ledger_max_age_days: int | None = None
    answers_per_day: int | None = None
    answers_per_domain: int | None = None  # in an hour
    answers_per_hour: int | None = None  # of the whole service
    answers_per_thread: int | None = None
    answers_times_usual: int | None = None  # a day's answers of the whole service, as times those of a usual day
    usual_answers: int = 0  # so many a day are never unusual
    mail_max_age_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """How many answers were given already, or are on their way: to the counterparty today, to the sender's domain and by the whole
    service within an hour, by the whole service within a day, and how many it gives on a usual day (None: not known yet, or not
    asked, since the day's number is never unusual).
    """

    today: int = 0
    domain: int = 0
    service: int = 0
    service_day: int = 0
    usual_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """One statement of one mail (or one mail without a statement), with what is known of its sender and our ledger."""

    automatic: Automatic
    automatic_because: str = ""
    sender: str = ""
    look_alike: str = ""  # whom the sender, its display name or Reply-To may be taken for, in a sentence
    counterparty: Counterparty | None = None  # by the sender's address on file, never by what the paper names
    sender_on_file: bool = False  # the full address, or its domain where the policy lets domains suffice
    authenticated: bool = False
    authenticated_because: str = ""
    documents: int = 0  # files in the mail that were looked at
    statement: Statement | None = None
    problems: tuple[Problem, ...] = ()  # of the mail and of this case's document
    looks_like: str | None = None
    reconciliation: Reconciliation | None = None
    account: str | None = None  # our account that was laid against the statement
    account_problem: str = ""  # why no account of this counterparty could be chosen with certainty
    repeats_case: str = ""  # an earlier case with the same statement from the same counterparty
    rivals: tuple[str, ...] = ()  # files of the same mail with another statement of the same account and day
    listed_elsewhere: tuple[str, ...] = ()  # files of the same mail whose statement lists what is missing on this one
    our_names: tuple[str, ...] = ()  # as a paper may name us; () where nobody told
    text_of_mail: str = (
        ""  # the mail's words and its files' names, without what it quotes of ours: bank details, disputes, questions
    )
    bank_notes: tuple[tuple[str, str], ...] = ()  # (file's name, words about bank accounts) of all files of the mail
    new_bank_accounts: tuple[str, ...] = ()  # numbers that the sender's earlier answered mails did not name
    forms: tuple[
        tuple[str, ConfirmationForm], ...
    ] = ()  # (file's name, form that asks for a confirmation) of all files
    names_others: tuple[str, ...] = ()  # accounts and names of other counterparties in subject, words, files' names
    mail_date: date | None = None  # the day in the Date field, never later than the mail came; None: it names none
    mail_age_days: int | None = None  # from that day until our border took the mail in
    mail_stamped: bool = False  # a server of the way says when that was; else it is the moment when we found the mail
    answered_mail_date: date | None = None  # of the latest mail whose statement of this account was answered
    in_thread: bool = False  # the mail answers another: by its References, or by the "Re:" of its subject
    answers_case: str = ""  # our case whose reply the mail answers
    first_statement: bool = False
    ledger_age_days: int | None = None  # None: no ledger
    ledger_begins: date | None = None  # the day of the account's opening balance; None: it holds all that ever was
    ledger_made: date | None = None  # the day on which the export was taken over: it knows of nothing later
    given: Given = Given()
    answers_in_thread: int = 0  # replies of ours in the chain that the mail continues
    answers_question: str = ""  # our case whose question (for another file) the mail answers
    limits: Limits = Limits()
