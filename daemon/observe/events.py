"""Every event that the log or the audit may hold, by name, with what it means and the keys that a line of the log carries.

A log line's `event` is always one of these constants, so that an operator can search and alarm on it, and docs/events.md
lists them all (a test compares). Keys hold names, numbers and codes; never the text of a mail, a figure of a ledger, or a
secret. `case` is bound once by whoever works on a case and is carried by every line after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class EventManual:
    """What an event says, and the keys that its line carries besides `case`, `level` and `timestamp`."""

    meaning: str
    keys: tuple[str, ...]
    audit_only: bool = False


_manual: dict[str, EventManual] = {}


def _event(name: str, meaning: str, *keys: str) -> str:
    _manual[name] = EventManual(meaning, keys)
    return name


def _audited(name: str, meaning: str) -> str:
    """An event of which the audit tells, with who did it and the facts, and the log does not."""
    _manual[name] = EventManual(meaning, (), audit_only=True)
    return name


SERVICE_STARTED: Final = _event(
    "service_started",
    "The service watches its mailboxes; `audit` is the end of the chain.",
    "mailboxes",
    "mode",
    "audit",
)
SERVICE_STOPPING: Final = _event("service_stopping", "A stop was asked for; the work in hand is finished.", "because")
SERVICE_STOPPED: Final = _event("service_stopped", "Everything is closed.")
SERVICE_SILENT: Final = _event(
    "service_silent", "A loop has made no progress for too long, so the watchdog is not fed.", "loops"
)

MAILBOX_CONNECTED: Final = _event("mailbox_connected", "A connection to a mailbox stands.", "mailbox")
MAILBOX_FAILED: Final = _event(
    "mailbox_failed",
    "A connection to a mailbox broke; it is made again. One that cannot be made at all is a `loop_failed`, with `loop` mailbox-NAME.",
    "mailbox",
    "error",
    "retry_seconds",
)
MAILBOX_REFUSED: Final = _event(
    "mailbox_refused", "A mailbox refuses us until somebody changes something.", "mailbox", "error"
)

MAIL_RECEIVED: Final = _event("mail_received", "A mail was archived and recorded.", "mailbox", "uid", "sha256", "size")
MAIL_REPEATED: Final = _event(
    "mail_repeated", "The same mail has been received before.", "mailbox", "uid", "sha256", "size"
)
MAIL_OPENED: Final = _event(
    "mail_opened", "A mail was opened.", "message", "documents", "problems", "automatic", "authenticated"
)
MAIL_SETTLED: Final = _event("mail_settled", "The mailbox shows what became of the mail.", "mailbox", "uid", "outcome")

STATEMENT_RECOGNISED: Final = _event(
    "statement_recognised", "A document holds a statement.", "document", "lines", "verdict", "reader"
)
MAILBOX_TURN: Final = _event(
    "mailbox_turn", "Of the services that share the work, this one watches the mailbox from now on.", "mailbox"
)
WORKER_GONE: Final = _event(
    "worker_gone", "A service that shared the work has ended amid a step; what it had in hand is free again.", "worker"
)
WORK_SUBMITTED: Final = _event(
    "work_submitted", "Work that was due and that nobody did was put into the queue.", "jobs"
)
WORK_WAITS: Final = _event(
    "work_waits",
    "How much work waits and is in hand, and for how long the oldest.",
    "kind",
    "waiting",
    "in_hand",
    "seconds",
)

SANDBOX_READY: Final = _event(
    "sandbox_ready",
    "The process that parses files apart has started; how far its children are shut in.",
    "fence",
    "full",
)
DOCUMENT_STOPPED: Final = _event(
    "document_stopped", "Reading a document was stopped, or broke down.", "document", "problem", "detail"
)
NO_STATEMENT: Final = _event("no_statement", "A mail holds no statement.", "documents", "problems")
RECONCILED: Final = _event(
    "reconciled", "A statement was laid against our ledger.", "account", "matches", "differences", "agreed"
)
DECIDED: Final = _event("decided", "What is to be done with a case.", "outcome", "gates")

ANSWERS_LIMITED: Final = _event(
    "answers_limited", "So many answers were given that further ones are held for a person.", "because"
)

REPLY_DRAFTED: Final = _audited("reply_drafted", "A reply waits for a person.")
REPLY_READY: Final = _audited("reply_ready", "A reply may leave.")
REPLY_SHADOWED: Final = _audited("reply_shadowed", "A reply was kept and will never leave.")
REPLY_SENT: Final = _event("reply_sent", "The server accepted a reply.", "message_id", "answer")
REPLY_NOT_SENT: Final = _event(
    "reply_not_sent", "The server surely has not accepted a reply.", "message_id", "permanent", "error"
)
REPLY_UNCERTAIN: Final = _event(
    "reply_uncertain", "A reply may have been accepted; it is not sent again without evidence.", "message_id", "error"
)
REPLY_REPORTED: Final = _event(
    "reply_reported", "A mail system says what became of a reply.", "message_id", "delivery", "status"
)
DRAFT_LAID: Final = _event(
    "draft_laid", "A reply that waits was laid into the mailbox's Drafts folder.", "message_id", "mailbox"
)
DRAFT_WITHDRAWN: Final = _event(
    "draft_withdrawn", "A draft was taken out of the mailbox's Drafts folder.", "message_id", "mailbox"
)
DRAFT_SENT: Final = _event(
    "draft_sent",
    "A person has sent a draft with a mail program whose case was not waiting for it any more.",
    "message_id",
    "mailbox",
)
EVIDENCE_MISSING: Final = _event(
    "evidence_missing", "Nothing shows yet whether a reply in doubt did leave.", "message_id", "where"
)
OWN_COPY_CAME: Final = _event("own_copy_came", "Our own blind copy of a reply came in.", "message_id")
SENT_COPY_FAILED: Final = _event(
    "sent_copy_failed", "No copy of a reply could be laid into the Sent folder.", "message_id", "error"
)

STEP_FAILED: Final = _event("step_failed", "A step of a case failed; it is tried again.", "step", "attempt", "error")
CLAIM_LOST: Final = _event(
    "claim_lost",
    "A step took longer than its lease and another worker has taken over; this result was dropped.",
    "error",
)
LEASE_NOT_RENEWED: Final = _event(
    "lease_not_renewed", "The store did not take a sign of life; the next one follows within seconds.", "held", "error"
)
CASE_STUCK: Final = _event("case_stuck", "A case failed too often and waits for a person.", "step", "error")

LEDGER_IMPORTED: Final = _event("ledger_imported", "A new version of the ledger counts.", "version", "rows", "accounts")
LEDGER_PRUNED: Final = _event("ledger_pruned", "A version of the ledger that nothing refers to was removed.", "version")
COUNTERPARTIES_IMPORTED: Final = _event("counterparties_imported", "A new counterparty list counts.", "rows")
COUNTERPARTY_CHANGED: Final = _audited("counterparty_changed", "A person changed what is on file of a counterparty.")

SQLITE_OLD: Final = _event(
    "sqlite_old",
    "The SQLite below has a rare known fault of its WAL mode; a newer one is better.",
    "version",
    "fixed_in",
)
LOOP_FAILED: Final = _event(
    "loop_failed",
    "A loop of the service met a failure of the world; it goes on after a while.",
    "loop",
    "error",
    "retry_seconds",
)
CASE_REPLAYED: Final = _audited("case_replayed", "A person had a case worked on again.")
CASE_REOPENED: Final = _audited("case_reopened", "A person had a closed case worked on again.")
CASE_CLOSED: Final = _audited("case_closed", "A person closed a case without an answer.")
REPLY_WITHHELD: Final = _event("reply_withheld", "The policy stopped a reply at the door.", "message_id", "because")

PRUNED: Final = _event("pruned", "What was past its time was removed.", "mails", "files", "versions")
MAIL_PRUNED: Final = _audited("mail_pruned", "The content of a mail was removed, its time being over.")
HOLD_PLACED: Final = _audited("hold_placed", "A person keeps something beyond its time.")
HOLD_LIFTED: Final = _audited("hold_lifted", "A person keeps something no longer beyond its time.")
BACKUP_MADE: Final = _event(
    "backup_made", "A backup was made; `audit` is the end of the chain.", "name", "files", "copied", "removed", "audit"
)
ROWS_KEPT: Final = _audited("rows_kept", "The audit vouches for rows of the store that were written.")
STORE_SEALED: Final = _audited(
    "store_sealed", "From here on the audit vouches for the rows of an older store, as they stood."
)
STORE_RESTORED: Final = _event("store_restored", "The store was restored from a backup.", "backup_at", "uncertain")

DESK_OPEN: Final = _event("desk_open", "The pages for staff are served.", "url")
DESK_FAILED: Final = _event(
    "desk_failed", "The pages for staff cannot be served; mails are worked on all the same.", "error"
)
DESK_WELCOME: Final = _event(
    "desk_welcome",
    "Nobody may sit at the desk yet: the link, which counts once, lets the first admin choose a password.",
    "user",
    "link",
)
SIGNED_IN: Final = _event("signed_in", "Somebody signed in at the desk.", "user", "address")
SIGN_IN_REFUSED: Final = _event("sign_in_refused", "Somebody was not let in at the desk.", "user", "address", "because")
PAGE_FAILED: Final = _event("page_failed", "A page for staff broke down: our own fault.", "path", "error")
USER_CHANGED: Final = _audited("user_changed", "Who may sit at the desk was changed.")
CASE_MARKED: Final = _audited("case_marked", "A person laid a mark or a note on a case.")
CASE_CORRECTED: Final = _audited("case_corrected", "A person corrected what was found, or took that back.")
REPLY_EDITED: Final = _audited("reply_edited", "A person changed the words of a draft.")
AUTOMATION_STOPPED: Final = _audited(
    "automation_stopped", "A counterparty is answered by a person only, since somebody said that an answer was wrong."
)
AUTOMATION_REOPENED: Final = _audited("automation_reopened", "A counterparty may be answered automatically again.")

STAFF_MAIL_SENT: Final = _event(
    "staff_mail_sent", "The server accepted a mail to our own people.", "kind", "message_id", "answer"
)
STAFF_MAIL_NOT_SENT: Final = _event(
    "staff_mail_not_sent",
    "A mail to our own people did not leave, or may not have: the server's answer, or our own error.",
    "kind",
    "message_id",
    "answer",
    "error",
)
STAFF_MAIL_REFUSED: Final = _event(
    "staff_mail_refused", "Nobody is written to here, though the configuration says so.", "kind", "because"
)

FOREIGN: Final = _event("foreign", "A library said something; `text` is its line.", "logger", "text")


def manual() -> dict[str, EventManual]:
    """Return every event with its manual, in the order above."""
    return dict(_manual)
