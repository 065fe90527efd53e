"""A mailbox on an IMAP server (RFC 9051, RFC 3501). The UID cursor is the truth; IDLE only makes the next look come sooner.

Nothing is marked as read: bodies are fetched with BODY.PEEK. Numbers go to the library as lists of integers, because it sets flags for
a range like "1:*" and then raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import imapclient

from daemon.config.settings import Mailbox
from daemon.mail.complexity import header_block
from daemon.mail.incoming import RawMail
from daemon.mailboxes.base import Cursor, Settled, TemporaryMailboxError
from daemon.mailboxes.imap_drafts import ImapDrafts
from daemon.mailboxes.imap_numbering import validity
from daemon.mailboxes.imap_session import READ_SECONDS, ImapSession, Selected
from daemon.mailboxes.imap_waiting import NewMailBeforeIdling, idle_until_news, poll_until_news
from daemon.mailboxes.memory import Memory, memory_file, recall, remember

KEYWORDS = {Settled.DONE: b"$TieoutDone", Settled.HELD: b"$TieoutHeld"}
_PAGE = 100
_WINDOW = 50_000
_MOST_EARLY_NEWS = 3
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[!-~]{1,500}>)", re.IGNORECASE | re.MULTILINE)


class ImapConnection(ImapDrafts):
    """One connection to one folder. `state` is the service's state directory."""

    def __init__(
        self, mailbox: Mailbox, secret: Callable[[str], str], state: Path, read_seconds: float = READ_SECONDS
    ) -> None:
        self._mailbox = mailbox
        self._session = ImapSession(mailbox, secret, read_seconds)
        self._memory_file = memory_file(state, mailbox.name)
        self._seen: int | None = None  # the highest UID that the last look found
        self._validity: int | None = None  # under which it counted its UIDs
        self._early_news = 0

    def __enter__(self) -> Self:
        self._session.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self._session.abandon()
        else:
            self._session.close()

    def fetch(self, cursor: Cursor) -> Iterator[RawMail]:
        selected = self._watched(anew=True)
        memory = self._remembered(selected, cursor)
        valid = validity(cursor, selected.uidvalidity, selected.uidnext, lambda: self._highest(selected))
        self._validity = valid
        after = cursor.uid if cursor.uidvalidity == valid else 0
        uids = self._uids_after(after, selected)
        self._seen = max([after, *uids])
        for start in range(0, len(uids), _PAGE):
            page = uids[start : start + _PAGE]
            facts = self._facts(page, selected)
            for uid in page:
                if uid in facts:
                    mail = self._mail(uid, facts[uid], selected, memory, valid)
                    if mail is not None:
                        yield mail

    def settle(self, uidvalidity: int, uid: int, outcome: Settled, remote: str = "") -> None:
        del remote  # mails have numbers here
        if self._mailbox.when_done == "keep":
            return
        selected = self._watched()
        if uidvalidity != (selected.uidvalidity if self._validity is None else self._validity):
            return  # the folder was made anew or put back: this number means another mail now
        if self._mailbox.when_done == "flag":
            self._flag(selected, uid, outcome)
        else:
            self._move(selected, uid, outcome, f"{uidvalidity}-{uid}")

    def wait(self, seconds: float) -> bool:
        self._watched()
        if self._has_news():
            return True
        if self._early_news > _MOST_EARLY_NEWS or not self._session.has("IDLE"):
            return poll_until_news(seconds, self._has_news)
        try:
            with self._session.asking("wait for new mail") as client:
                return idle_until_news(client, seconds, self._has_news)
        except NewMailBeforeIdling:
            self._early_news += 1
            self._session.abandon()
            self._session.open()
            return True

    def append_sent(self, content: bytes) -> None:
        if not self._mailbox.sent_folder:
            return
        folder = self._sent_folder()
        match = _MESSAGE_ID.search(header_block(content).replace(b"\r\n ", b" "))
        if match is not None:
            # Looked for first: a crash may have come after an earlier copy, and some providers lay one there by themselves.
            self._session.select(folder, writable=False, anew=True)
            with self._session.asking("look for the copy in Sent") as client:
                if client.search(["HEADER", "Message-ID", match[1].decode("ascii")]):
                    return
        with self._session.asking("lay a copy into Sent") as client:
            client.append(folder, content, flags=(imapclient.SEEN,), msg_time=datetime.now(tz=UTC))

    def in_sent(self, message_id: str) -> bool | None:
        folder = self._existing_sent_folder() if self._mailbox.sent_folder else None
        if folder is None or not _MESSAGE_ID.fullmatch(f"Message-ID: {message_id}".encode("ascii", "replace")):
            return None
        self._session.select(folder, writable=False, anew=True)
        with self._session.asking("look for a reply in Sent") as client:
            return bool(client.search(["HEADER", "Message-ID", message_id]))

    def check(self) -> list[str]:
        mailbox = self._mailbox
        lines = [f"logged in at {mailbox.host} as {mailbox.user or mailbox.address}"]
        selected = self._watched(anew=True)
        lines.append(f"{selected.folder}: {selected.exists} mails")
        lines.append(
            "IDLE: new mail is seen at once" if self._session.has("IDLE") else "no IDLE: looked for every ten seconds"
        )
        if mailbox.when_done == "flag":
            allowed = all(selected.allows(keyword) for keyword in KEYWORDS.values())
            lines.append(
                "keywords: handled mail is marked $TieoutDone or $TieoutHeld"
                if allowed
                else 'no keywords: handled mail cannot be marked and is left as it is; when_done = "move" would work'
            )
        elif mailbox.when_done == "move":
            folders = ", ".join(self._session.made(folder) for folder in (mailbox.done_folder, mailbox.held_folder))
            lines.append(f"handled mail is moved to {folders}")
        if mailbox.sent_folder:
            lines.append(f"copies of replies: {self._sent_folder()}")
        if mailbox.drafts_folder:
            lines.append(f"drafts that wait for a person: {self._drafts_folder()}, {len(self.drafts())} mails")
        return lines

    def _watched(self, *, anew: bool = False) -> Selected:
        return self._session.select(self._session.server_name(self._mailbox.folder), anew=anew)

    def _remembered(self, selected: Selected, cursor: Cursor | None = None) -> Memory:
        """Return since when this folder is watched; written at the very first look."""
        memory = recall(self._memory_file)
        if memory is None:
            last = selected.uidnext - 1 if selected.uidnext else self._highest(selected)
            if cursor is not None and cursor.uidvalidity:
                # Not the first start: only this file was lost, and mail that came since is not backlog.
                last = cursor.uid if cursor.uidvalidity == selected.uidvalidity else 0
            memory = Memory(uidvalidity=selected.uidvalidity, first_start=datetime.now(tz=UTC), backlog_until=last)
            remember(self._memory_file, memory)
        return memory

    def _uids_after(self, after: int, selected: Selected) -> list[int]:
        if selected.exists == 0:
            return []
        if selected.exists <= _WINDOW or selected.uidnext is None:
            found = self._search(f"{after + 1}:*", selected)
        else:
            # One line with a hundred thousand numbers is longer than the library reads.
            found = [
                uid
                for start in range(after + 1, selected.uidnext, _WINDOW)
                for uid in self._search(f"{start}:{min(start + _WINDOW, selected.uidnext) - 1}", selected)
            ]
        # "n:*" always names the last mail, also when its number is below n (RFC 9051 9, seq-range).
        return sorted({uid for uid in found if uid > after})

    def _search(self, span: str, selected: Selected) -> list[int]:
        self._session.select(selected.folder)
        with self._session.asking("look for new mail") as client:
            return list(client.search(["UID", span]))

    def _highest(self, selected: Selected) -> int:
        """Return the highest UID in the folder, 0 where it is empty."""
        # "*" is the last mail (RFC 9051 9, seq-number); of a hundred thousand no more than that one is named.
        return max(self._search("*", selected), default=0) if selected.exists else 0

    def _has_news(self) -> bool:
        if self._seen is None:
            return False
        with self._session.asking("look for new mail") as client:
            client.noop()  # a server may answer SEARCH from what the session knew before
            return any(uid > (self._seen or 0) for uid in client.search(["UID", f"{self._seen + 1}:*"]))

    def _facts(self, uids: Sequence[int], selected: Selected) -> dict[int, Any]:
        """Return size and arrival of each mail that still exists. A mail that the server passes over is not taken for gone."""
        self._session.select(selected.folder)
        with self._session.asking("ask for the sizes of mails") as client:
            facts: dict[int, Any] = client.fetch(list(uids), ["RFC822.SIZE", "INTERNALDATE"])
            missing = [uid for uid in uids if uid not in facts or b"RFC822.SIZE" not in facts[uid]]
            if missing and client.search(["UID", ",".join(str(uid) for uid in missing)]):
                raise TemporaryMailboxError(
                    f"{self._mailbox.host} does not say the sizes of some mails: asked again later."
                )
            return {uid: facts[uid] for uid in uids if uid not in missing}

    def _mail(self, uid: int, facts: Any, selected: Selected, memory: Memory, valid: int) -> RawMail | None:
        """Fetch one mail; None where somebody removed it meanwhile. `valid`: what its number counts under."""
        if self._session.select(selected.folder).uidvalidity != selected.uidvalidity:
            raise TemporaryMailboxError(f"{selected.folder} was made anew while it was read: started again.")
        too_large = facts[b"RFC822.SIZE"] > self._mailbox.max_megabytes * 1024 * 1024
        wanted, key = (b"BODY.PEEK[HEADER]", b"BODY[HEADER]") if too_large else (b"BODY.PEEK[]", b"BODY[]")
        with self._session.asking(f"fetch the mail with UID {uid}") as client:
            answer = client.fetch([uid], [wanted])
            if uid not in answer or key not in answer[uid]:
                if client.search(["UID", str(uid)]):
                    raise TemporaryMailboxError(
                        f"{self._mailbox.host} did not give the mail with UID {uid}: asked again later."
                    )
                return None
        received = facts.get(b"INTERNALDATE") or datetime.now(tz=UTC)
        received = received.astimezone(UTC)
        same_folder = memory.uidvalidity == valid
        return RawMail(
            mailbox=self._mailbox.name,
            folder=selected.folder,
            uidvalidity=valid,
            uid=uid,
            content=answer[uid][key] or b"",
            received_at=received,
            too_large=too_large,
            backlog=uid <= memory.backlog_until
            if same_folder
            else received < memory.first_start.replace(microsecond=0),  # INTERNALDATE knows no more than seconds
        )

    def _flag(self, selected: Selected, uid: int, outcome: Settled) -> None:
        wanted = [KEYWORDS[outcome]]
        if outcome is Settled.HELD:
            wanted.append(imapclient.FLAGGED)  # keywords are invisible in most mail programs, a flag is not
        wanted = [flag for flag in wanted if selected.allows(flag)]
        with self._session.asking(f"mark the mail with UID {uid}") as client:
            present = client.get_flags([uid]).get(uid)
            if present is None:
                return
            if outcome is Settled.DONE and KEYWORDS[Settled.HELD] in present:
                client.remove_flags([uid], [KEYWORDS[Settled.HELD], imapclient.FLAGGED], silent=True)
            missing = [flag for flag in wanted if flag not in present]
            if missing:
                client.add_flags([uid], missing, silent=True)

    def _move(self, selected: Selected, uid: int, outcome: Settled, key: str) -> None:
        configured = self._mailbox.done_folder if outcome is Settled.DONE else self._mailbox.held_folder
        target = self._session.made(configured)
        memory = self._remembered(selected)
        message_id = self._message_id(uid)
        if message_id is None:
            self._move_from_held(memory, key, outcome, target)
            return
        if outcome is Settled.HELD and message_id:
            # The server does not tell the new number (COPYUID), so the mail is found again by its Message-ID.
            memory.held[key] = message_id
            remember(self._memory_file, memory)
        self._move_selected(uid, target)

    def _move_from_held(self, memory: Memory, key: str, outcome: Settled, target: str) -> None:
        """Move a mail that waited in the held folder and is done now, where it can be told with certainty."""
        message_id = memory.held.get(key, "")
        if outcome is not Settled.DONE or not message_id:
            return
        held = self._session.select(self._session.made(self._mailbox.held_folder), anew=True)
        with self._session.asking("look for the held mail") as client:
            found = client.search(["HEADER", "Message-ID", message_id])
        if len(found) == 1 and held.folder != target:
            self._move_selected(found[0], target)
        del memory.held[key]
        remember(self._memory_file, memory)

    def _message_id(self, uid: int) -> str | None:
        """Return a mail's Message-ID ("" where it has none); None where the mail is gone or already marked as deleted."""
        with self._session.asking(f"look at the mail with UID {uid}") as client:
            answer = client.fetch([uid], ["FLAGS", "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]).get(uid)
            if answer is None or imapclient.DELETED in answer.get(b"FLAGS", ()):
                return None
            header = next((value for name, value in answer.items() if name.startswith(b"BODY[")), b"") or b""
            match = _MESSAGE_ID.search(header.replace(b"\r\n ", b" "))
            return match[1].decode("ascii") if match else ""

    def _move_selected(self, uid: int, target: str) -> None:
        with self._session.asking(f"move the mail with UID {uid} to {target}") as client:
            if client.has_capability("MOVE"):
                client.move([uid], target)
                return
            client.copy([uid], target)
            client.add_flags([uid], [imapclient.DELETED], silent=True)
            if client.has_capability("UIDPLUS"):
                client.uid_expunge([uid])  # never plain EXPUNGE: it would remove what people marked as deleted

    def _sent_folder(self) -> str:
        return self._existing_sent_folder() or self._session.made(self._mailbox.sent_folder)

    def _existing_sent_folder(self) -> str | None:
        return self._existing_folder(self._mailbox.sent_folder, imapclient.imapclient.SENT)
