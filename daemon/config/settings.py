"""Every setting, with its manual: the docstrings and `Meta` texts here make example.toml and docs/configuration.md.

A misspelt key is an error (`forbid_unknown_fields`). Secrets are never written here, only the name of a credential.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from daemon.config.archive import Archive
from daemon.config.desk import Desk
from daemon.config.section import Section
from daemon.config.signing_in import Authority, ClientId, CloudName, ExchangeAuth, ExchangeVersion, Graph, Tenant, Way


class Company(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who we are, as replies sign it."""

    name: Annotated[
        str, Meta(description="Our company's name, as customers know it.", examples=["Example Trading Ltd"])
    ] = ""
    name_zh: Annotated[str, Meta(description="The same in Chinese; `name` where empty.")] = ""
    signature: Annotated[str, Meta(description="The department that signs replies in English.")] = "Accounts department"
    signature_zh: Annotated[str, Meta(description="The same in Chinese.")] = "财务部"
    name_zh_tw: Annotated[
        str, Meta(description="Our name in traditional Chinese characters; `name_zh` where empty.")
    ] = ""
    signature_zh_tw: Annotated[str, Meta(description="The department in traditional Chinese characters.")] = "財務部"
    signature_de: Annotated[str, Meta(description="The department in German.")] = "Buchhaltung"
    letterhead: Annotated[
        str,
        Meta(
            description="Lines under our name on letters made as PDF (address, registration, tax number), separated by line breaks.",
            examples=["88 Example Road\n200000 Shanghai"],
        ),
    ] = ""
    letterhead_zh: Annotated[str, Meta(description="The same on letters in Chinese; `letterhead` where empty.")] = ""
    confirmation_letter: Annotated[
        bool,
        Meta(
            description="Whether a confirmed balance is also told as a letter in PDF, with boxes for signature and stamp."
        ),
    ] = True
    contact: Annotated[str, Meta(description="A line with telephone or address under the signature; may be empty.")] = (
        ""
    )
    currency: Annotated[str, Meta(description="ISO 4217 code of amounts where neither paper nor ledger names one.")] = (
        "CNY"
    )
    timezone: Annotated[str, Meta(description="IANA name; dates in replies and logs' local times follow it.")] = (
        "Asia/Shanghai"
    )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a paper may call us by."""
        return tuple(dict.fromkeys(name for name in (self.name, self.name_zh, self.name_zh_tw) if name))


class Store(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where tieout keeps what it knows."""

    directory: Annotated[
        str,
        Meta(
            description="State directory: archive of originals, and the database where `url` is empty. Empty: $STATE_DIRECTORY under systemd, /var/lib/tieout for a configuration under /etc, else tieout-state beside the file."
        ),
    ] = ""
    url: Annotated[
        str,
        Meta(
            description="A database on a PostgreSQL server, as postgresql://USER@HOST:PORT/DATABASE, or postgresql://USER@/DATABASE?host=/run/postgresql over its Unix socket. Empty: an SQLite file in `directory`. Needs the extra postgresql. The connection is encrypted and the server's certificate checked, but for a server on this machine.",
            examples=["postgresql://tieout@db.example.com/tieout"],
        ),
    ] = ""
    credential: Annotated[
        str, Meta(description="url: name of the credential with the password; empty where the server asks for none.")
    ] = ""
    ca_file: Annotated[
        str,
        Meta(description="url: PEM file of the authority that signed the server's certificate; empty: the system's."),
    ] = ""


class Engine(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who does the work: one process everything ("local"), or several on one or more machines share it ("procrastinate", docs/scaling.md)."""

    kind: Annotated[
        Literal["local", "procrastinate"],
        Meta(
            description="procrastinate: any number of services work on one store. Needs `store.url`, the extra machines, and a state "
            "directory that all of them reach."
        ),
    ] = "local"
    roles: Annotated[
        tuple[Literal["watch", "work", "send"], ...],
        Meta(
            description="procrastinate: what this service does. watch: takes mails in. work: reads and reconciles. send: sends. "
            "`tieout run --roles` overrules it."
        ),
    ] = ("watch", "work", "send")
    at_once: Annotated[
        int,
        Meta(
            description="procrastinate: how many mails and cases this service works on at once. It reads two files at a time: for more, "
            "run more services.",
            ge=1,
        ),
    ] = 1
    sweep_seconds: Annotated[
        int,
        Meta(description="procrastinate: how often somebody looks for work that nobody does, and for the dead.", ge=1),
    ] = 5
    stalled_seconds: Annotated[
        int,
        Meta(
            description="procrastinate: after how long without a sign of life a job is given to another. The end of a process is "
            "noticed sooner, by its connection.",
            ge=3,
        ),
    ] = 30


class Mailbox(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One watched mailbox. `kind` decides which keys below count: "imap", "graph" (Microsoft 365), "exchange" (Exchange
    Server on premises) or "folder" (a Maildir, or a folder of .eml or .mbox files).
    """

    name: Annotated[str, Meta(description="Short name in logs and tables; unique.")]
    kind: Annotated[Literal["imap", "graph", "exchange", "folder"], Meta(description="How it is reached.")] = "imap"
    address: Annotated[str, Meta(description="The mailbox's own mail address: replies come from it.")] = ""
    aliases: Annotated[tuple[str, ...], Meta(description="Other addresses that lead here.")] = ()
    path: Annotated[str, Meta(description="folder: the directory.")] = ""
    host: Annotated[str, Meta(description="imap, exchange: server name.")] = ""
    port: Annotated[int, Meta(description='imap: port; 993 with tls = "tls", 143 else. exchange: usually 443.')] = 993
    tls: Annotated[Literal["tls", "starttls", "none"], Meta(description='"none" only on loopback.')] = "tls"
    ca_file: Annotated[
        str, Meta(description="PEM file of the authority that signed the server's certificate; empty: the system's.")
    ] = ""
    user: Annotated[
        str, Meta(description="imap, exchange: user name (DOMAIN\\\\user); graph: the mailbox; `address` where empty.")
    ] = ""
    credential: Annotated[
        str,
        Meta(
            description="Name of the credential that signs in: the password; for microsoft the client secret, or a certificate "
            "with its key as PEM; for google the JSON key as downloaded."
        ),
    ] = "imap-password"
    sign_in: Way = "password"
    tenant: Tenant = ""
    client_id: ClientId = ""
    cloud: CloudName = "global"
    authority: Authority = ""
    graph: Graph = ""
    exchange_auth: ExchangeAuth = "ntlm"
    exchange_version: ExchangeVersion = "2016"
    foreign_mailbox: Annotated[
        str,
        Meta(
            description="graph: an address of the tenant that must stay closed to us; tieout check tries it and demands a refusal."
        ),
    ] = ""
    folder: Annotated[str, Meta(description="The folder that is watched.")] = "INBOX"
    when_done: Annotated[
        Literal["flag", "move", "keep"],
        Meta(
            description="What becomes of a mail that was handled: a keyword is set, it is moved, or it is left as it was."
        ),
    ] = "flag"
    done_folder: Annotated[str, Meta(description="move: where handled mail goes; made when missing.")] = "Tieout/Done"
    held_folder: Annotated[str, Meta(description="move: where mail that waits for a person goes.")] = "Tieout/Held"
    sent_folder: Annotated[str, Meta(description="imap: where a copy of each reply is laid; empty: none.")] = "Sent"
    drafts_folder: Annotated[
        str,
        Meta(
            description=(
                'Where replies that wait for a person are laid as drafts, to be sent from a mail program, as "Drafts"; empty: nowhere. '
                "The server's own Drafts folder is found where it has another name. See docs/mailboxes.md."
            )
        ),
    ] = ""
    poll_seconds: Annotated[
        int, Meta(description="Longest wait between two looks; IDLE only makes it sooner.", ge=1)
    ] = 60
    max_megabytes: Annotated[int, Meta(description="Larger mails are not fetched: the case is held.", ge=1)] = 35
    backlog: Annotated[
        bool,
        Meta(description="Whether mail that lay there before the first start is answered too (else only recorded)."),
    ] = True


class Outgoing(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How replies leave. "smtp", "graph" (Microsoft 365) and "exchange" (on premises) send; "folder" writes .eml files (for trying)."""

    kind: Annotated[Literal["smtp", "graph", "exchange", "folder"], Meta(description="How replies leave.")] = "smtp"
    path: Annotated[str, Meta(description="folder: the directory.")] = ""
    host: Annotated[str, Meta(description="smtp, exchange: server name.")] = ""
    port: Annotated[
        int, Meta(description='smtp: port; 465 with tls = "tls", 587 with "starttls". exchange: usually 443.')
    ] = 587
    tls: Annotated[Literal["tls", "starttls", "none"], Meta(description='"none" only on loopback.')] = "starttls"
    ca_file: Annotated[
        str, Meta(description="PEM file of the authority that signed the server's certificate; empty: the system's.")
    ] = ""
    user: Annotated[
        str,
        Meta(
            description="smtp: user name; empty: no log-in. exchange: who signs in. graph: the mailbox that sends; empty: the one that the mail came to."
        ),
    ] = ""
    credential: Annotated[str, Meta(description="Name of the credential that signs in, as for a mailbox.")] = (
        "smtp-password"
    )
    sign_in: Way = "password"
    tenant: Tenant = ""
    client_id: ClientId = ""
    cloud: CloudName = "global"
    authority: Authority = ""
    graph: Graph = ""
    exchange_auth: ExchangeAuth = "ntlm"
    exchange_version: ExchangeVersion = "2016"
    blind_copy: Annotated[
        str,
        Meta(
            description="smtp: an address of ours, of a mailbox that is watched, that gets every reply too. Its arrival shows that a "
            "reply did leave whose acceptance was in doubt; empty: none."
        ),
    ] = ""


class Policy(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may leave without a person."""

    mode: Annotated[
        Literal["auto", "review", "shadow"],
        Meta(
            description="auto: proven answers are sent. review: every answer waits as a draft. shadow: nothing ever leaves, "
            "what would have been sent is kept."
        ),
    ] = "review"
    amount_limit: Annotated[
        Decimal | None,
        Meta(description="Balances above this (in the account's currency) wait for a person; none where absent."),
    ] = None
    difference_limit: Annotated[
        Decimal | None, Meta(description="A gap between the balances above this waits for a person; none where absent.")
    ] = None
    first_statement: Annotated[
        Literal["auto", "hold"],
        Meta(description="The first statement ever of a counterparty: hold it or treat it like others."),
    ] = "auto"
    domains_suffice: Annotated[
        bool,
        Meta(
            description="Whether a sender at a counterparty's domain counts as that counterparty, though its full address is not on file."
        ),
    ] = False
    ledger_max_age_days: Annotated[
        int, Meta(description="A ledger export older than this, seen from today, holds every answer; 0: never.", ge=0)
    ] = 0
    answers_per_day: Annotated[
        int, Meta(description="Most answers a day to one counterparty; more are held.", ge=1)
    ] = 5
    answers_per_domain: Annotated[
        int,
        Meta(
            description="Most answers within an hour to one mail domain (to one address, where everybody gets one); more are held.",
            ge=1,
        ),
    ] = 20
    answers_per_hour: Annotated[
        int,
        Meta(
            description="Most answers of the whole service within an hour; then everything is held and the log says so.",
            ge=1,
        ),
    ] = 500
    answers_per_thread: Annotated[
        int, Meta(description="Most answers in one thread of mails; what follows is for a person.", ge=1)
    ] = 3
    answers_times_usual: Annotated[
        int,
        Meta(
            description="As many times the answers of a usual day (the median of the last four weeks) within one day hold everything, "
            "and the log says so; 0: never.",
            ge=0,
        ),
    ] = 3
    usual_answers: Annotated[
        int,
        Meta(
            description="So many answers a day are never unusual; set it to what the first days of a month bring.", ge=1
        ),
    ] = 100
    mail_max_age_days: Annotated[
        int,
        Meta(
            description="A mail whose Date is older than this when our border takes it in is held: it may be an old one sent again; 0: never.",
            ge=0,
        ),
    ] = 30


class Authenticity(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who vouches for a sender. Figures leave automatically only for authenticated senders."""

    require: Annotated[
        bool,
        Meta(
            description="Demand a pass in an Authentication-Results header of our own border. Off only where the mailbox accepts no outside mail."
        ),
    ] = True
    authserv_id: Annotated[
        str,
        Meta(
            description='The authserv-id that our own mail border writes (RFC 8601); "m365" for Microsoft 365, which writes '
            'none, "mx.google.com" for Gmail. Received lines of this domain count as ours.'
        ),
    ] = ""
    check_dkim: Annotated[
        bool,
        Meta(
            description="Check DKIM signatures by ourselves where the border writes no verdict. Their keys are asked of the DNS, so "
            "the service needs a resolver."
        ),
    ] = False


class Retention(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long things are kept. The audit is kept for ever; what is under a hold (`tieout hold`) stays whatever is written here."""

    mail_days: Annotated[
        int,
        Meta(
            description="Days after which the original, what was read and the reply of a finished case are removed; 0: never. Earlier "
            "statements explain later ones, so 400 or more is wise, and the law may ask for years.",
            ge=0,
        ),
    ] = 0
    ledger_days: Annotated[
        int,
        Meta(
            description="Days after which a version of the ledger is removed that does not count any more and that no case refers to; 0: never.",
            ge=0,
        ),
    ] = 0


class Log(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the log says and how."""

    level: Annotated[Literal["debug", "info", "warning", "error"], Meta(description="Least level written.")] = "info"
    format: Annotated[
        Literal["auto", "json", "text"], Meta(description="auto: JSON under systemd, coloured text on a terminal.")
    ] = "auto"


class Settings(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The configuration file."""

    company: Company = Company()
    store: Store = Store()
    archive: Archive = Archive()
    engine: Engine = Engine()
    mailboxes: Annotated[tuple[Mailbox, ...], Meta(description="One [[mailboxes]] table a mailbox.")] = ()
    outgoing: Outgoing = Outgoing()
    policy: Policy = Policy()
    authenticity: Authenticity = Authenticity()
    retention: Retention = Retention()
    desk: Desk = Desk()
    log: Log = Log()
