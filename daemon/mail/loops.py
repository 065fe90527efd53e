"""Whether a mail is automatic, so that machines never talk to each other (RFC 3834, RFC 5230, RFC 3464).

Each rule is one function that answers with a sentence or "". DROP means recorded and never answered; HOLD means a person looks.
A statement sent by a customer's accounting system is automatic too: where an automatic mail carries documents it is held, not dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from daemon.mail.addresses import Address, addresses, domain_of
from daemon.mail.headers import Headers, without_comments
from rules.model.case_facts import Automatic

OWN_MARK = "x-tieout"
_OWN_REPLY = re.compile(r"<tieout\.(?:staff\.)?[0-9a-f]{40}@")
_TO_STAFF = re.compile(r"<tieout\.staff\.[0-9a-f]{40}@")
MOST_RECEIVED = 100
MOST_OWN_ANSWERS = 3
_MACHINES = re.compile(
    r"^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?delivery.*|bounces?(?:[-+_.=].*)?|.*[-_.+]bounces?(?:[-+_.=].*)?|double-bounce)$"
)
_NO_REPLY = re.compile(
    r"^(?:no|not|do[-_.]?not|dont|never)[-_.]?repl(?:y|ies)(?:[-+_.\d].*)?$|^(?:.*[-_.+])?(?:no|do[-_.]?not)[-_.]?reply$|^owner-.*|.*-(?:request|owner)$"
)
_AUTOMATIC_SUBJECT = re.compile(
    r"^\s*(?:(?:re|aw|sv|回复|答复)\s*[:：]\s*)*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office|"
    r"automatische antwort|abwesenheitsnotiz|abwesend|réponse automatique|absence du bureau|respuesta automática|"
    r"自动(?:回复|答复)|自動(?:回覆|回復|答覆)|不在办公室|系统退信|退信通知|undeliver(?:ed|able)|delivery (?:status notification|failure)|"
    r"mail delivery (?:failed|system)|returned mail|unzustellbar)",
    re.IGNORECASE,
)

_OF_THE_PARTS = ("mime-version", "content-type", "content-transfer-encoding")
_ONCE = (
    *_OF_THE_PARTS,
    "sender",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the rules may look at."""

    headers: Headers
    media_type: str
    senders: tuple[Address, ...]  # every mailbox in every From line
    own: frozenset[str]  # our addresses, in the compared form
    recipients: tuple[str, ...]  # To and Cc
    reply_to: str
    sender_field: str  # the address in Sender
    has_documents: bool
    flaw: str = ""  # what makes two programs read two headers


def is_mail_system(address: str) -> bool:
    """Whether the address is a mail system's own: mailer-daemon, postmaster, a bounce address."""
    return _MACHINES.match(address.rpartition("@")[0]) is not None


def automatic(mail: Envelope) -> tuple[Automatic, str]:
    """Return the strictest answer of all rules, with its sentence; NO and "" where the mail is from a person to us."""
    answers = [(verdict, text) for rule, verdict in _RULES if (text := rule(mail))]
    for wanted in (Automatic.DROP, Automatic.HOLD):
        for verdict, text in answers:
            if _verdict(verdict, mail) is wanted:
                return wanted, text
    return Automatic.NO, ""


def _verdict(verdict: Automatic | None, mail: Envelope) -> Automatic:
    """Return a rule's verdict; None = drop what carries nothing, hold what carries documents."""
    if verdict is not None:
        return verdict
    return Automatic.HOLD if mail.has_documents else Automatic.DROP


def _auto_submitted(mail: Envelope) -> str:
    for token in _tokens(mail, "auto-submitted"):
        if token.startswith("auto-replied"):
            return "Auto-Submitted says that a program replied."
    return ""


def _generated(mail: Envelope) -> str:
    if mail.headers.has("auto-submitted") and not _tokens(mail, "auto-submitted"):
        return "Auto-Submitted is there and says nothing."
    for word in _tokens(mail, "auto-submitted"):
        if word != "no" and not word.startswith("auto-replied"):
            return f"Auto-Submitted says “{word}”."
    return ""


def _null_return_path(mail: Envelope) -> str:
    if mail.headers.has("return-path") and re.sub(r"\s", "", mail.headers.first("return-path")) in {"<>", ""}:
        return "The return path is empty, as in bounces."
    return ""


def _report(mail: Envelope) -> str:
    return "It is a delivery report." if mail.media_type == "multipart/report" else ""


def _machine_sender(mail: Envelope) -> str:
    for local in _local_parts(mail):
        if _MACHINES.match(local):
            return f"The sender “{local}” is a mail system."
    return ""


def _no_reply_sender(mail: Envelope) -> str:
    for local in _local_parts(mail):
        if _NO_REPLY.match(local):
            return f"The sender “{local}” does not take answers."
    return ""


def _automatic_subject(mail: Envelope) -> str:
    return (
        "The subject is that of an automatic reply." if _AUTOMATIC_SUBJECT.match(mail.headers.text("subject")) else ""
    )


def _reply_program(mail: Envelope) -> str:
    for name in (
        "x-autoreply",
        "x-autorespond",
        "x-auto-reply",
        "x-autoreply-from",
        "x-ms-exchange-inbox-rules-loop",
        "x-mail-autoreply",
        "x-autoresponse",
        "x-autoresponder",
        "x-autogenerated",
        "x-failed-recipients",
        "x-ms-exchange-generated-message-source",
    ):
        if mail.headers.has(name):
            return f"The header {name} marks an automatic reply."
    return ""


def _list(mail: Envelope) -> str:
    for name, _ in mail.headers.fields:
        if name.startswith("list-") or name in {"feedback-id", "x-mailing-list", "x-campaign-id"}:
            return f"The header {name} marks a list or a bulk mail."
    for token in _tokens(mail, "precedence"):
        if token in {"bulk", "list", "junk", "auto_reply"}:
            return f"Precedence says “{token}”."
    return ""


def _loop_mark(mail: Envelope) -> str:
    return "The header X-Loop is set." if mail.headers.has("x-loop") else ""


def _suppressed(mail: Envelope) -> str:
    for token in _tokens(mail, "x-auto-response-suppress"):
        if token in {"all", "autoreply"}:
            return "X-Auto-Response-Suppress asks for no automatic answer."
    if mail.headers.has("x-no-ack") or "no" in _tokens(mail, "x-ack"):
        return "X-No-Ack or X-Ack asks for no automatic answer."
    return ""


def _from_us(mail: Envelope) -> str:
    named = {address.address for address in mail.senders} | {mail.sender_field}
    if named & mail.own:
        return "The mail comes from one of our own addresses."
    # A gateway may take fields away that it does not know, never the Message-ID.
    ours = mail.headers.has(OWN_MARK) or any(_OWN_REPLY.match(each) for each in mail.headers.ids("message-id"))
    return "The mail was written by tieout." if ours else ""


def _returns_to_us(mail: Envelope) -> str:
    named = {address.address for address in addresses(mail.headers.first("return-path"))}
    return "The return path is one of our own addresses." if named & mail.own else ""


def _reply_to_us(mail: Envelope) -> str:
    return "Reply-To is one of our own addresses." if mail.reply_to in mail.own else ""


def _not_to_us(mail: Envelope) -> str:
    if mail.own and not mail.own & set(mail.recipients):
        return "None of our addresses stands in To or Cc."
    return ""


def _answers_staff(mail: Envelope) -> str:
    named = (*mail.headers.ids("in-reply-to"), *mail.headers.ids("references"))
    return "It answers a mail of ours to our own people." if any(_TO_STAFF.match(each) for each in named) else ""


def _flawed(mail: Envelope) -> str:
    return mail.flaw


def _unclear_sender(mail: Envelope) -> str:
    if len(mail.headers.all("from")) != 1:
        return f"The mail has {len(mail.headers.all('from'))} From lines."
    if len(mail.senders) != 1:
        return f"From names {len(mail.senders)} mailboxes."
    defect = mail.senders[0].defect
    return f"From cannot be read with certainty: {defect}." if defect else ""


def _said_twice(mail: Envelope) -> str:
    """RFC 5322 3.6: each stands once. A signature covers one of them, and programs differ on which one they show and act on."""
    for name in _ONCE:
        said = mail.headers.all(name)
        # Some programs write MIME-Version and its like twice in the same words: whichever is taken says the same.
        count = len(set(said)) if name in _OF_THE_PARTS else len(said)
        if count > 1:
            return f"The header {name} stands in the mail more than once."
    return ""


def _travelled_too_far(mail: Envelope) -> str:
    count = len(mail.headers.all("received"))
    return f"The mail passed {count} servers, which looks like a loop." if count > MOST_RECEIVED else ""


def _long_thread(mail: Envelope) -> str:
    domains = {domain_of(address) for address in mail.own}
    ours = sum(1 for each in mail.headers.ids("references") if each.strip("<>").rpartition("@")[2].lower() in domains)
    return f"The thread already holds {ours} mails of ours." if ours > MOST_OWN_ANSWERS else ""


_RULES: tuple[tuple[Callable[[Envelope], str], Automatic | None], ...] = (
    (_from_us, Automatic.DROP),
    (_report, Automatic.DROP),
    (_machine_sender, Automatic.DROP),
    (_null_return_path, Automatic.DROP),
    (_auto_submitted, Automatic.DROP),
    (_reply_program, None),
    (_automatic_subject, None),
    (_generated, None),
    (_no_reply_sender, None),
    (_list, None),
    (_reply_to_us, None),
    (_returns_to_us, None),
    (_answers_staff, Automatic.HOLD),
    (_flawed, Automatic.HOLD),
    (_unclear_sender, Automatic.HOLD),
    (_said_twice, Automatic.HOLD),
    (_travelled_too_far, Automatic.HOLD),
    (_loop_mark, Automatic.HOLD),
    (_suppressed, Automatic.HOLD),
    (_not_to_us, Automatic.HOLD),
    (_long_thread, Automatic.HOLD),
)


def _tokens(mail: Envelope, name: str) -> list[str]:
    """Return the words of all fields `name` in lower case, comments and parameters taken away."""
    tokens = []
    for value in mail.headers.all(name):
        for word in without_comments(value).lower().split(","):
            token = word.partition(";")[0].strip()
            if token:
                tokens.append(token)
    return tokens


def _local_parts(mail: Envelope) -> list[str]:
    named = [address.address for address in mail.senders if address.address]
    if mail.sender_field:
        named.append(mail.sender_field)
    return [address.rpartition("@")[0] for address in named]
