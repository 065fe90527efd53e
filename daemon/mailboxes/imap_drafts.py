"""Drafts on an IMAP server: laid with the flag that makes a mail program offer them for sending, found again, taken out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import imapclient

from daemon.config.settings import Mailbox
from daemon.mail.draft_traces import CASE_MARK, FIELDS
from daemon.mailboxes.base import Filed
from daemon.mailboxes.imap_session import ImapSession

_PAGE = 200
_WANTED = f"BODY.PEEK[HEADER.FIELDS ({' '.join(FIELDS)})]"


class ImapDrafts:
    """As `KeepsDrafts` has it, on a connection's session."""

    _mailbox: Mailbox
    _session: ImapSession

    def drafts_mark(self) -> str:
        found = self._session.select(self._drafts_folder(), writable=False, anew=True)
        return "" if found.uidnext is None else f"{found.uidvalidity}.{found.uidnext}"

    def drafts(self) -> list[Filed]:
        self._session.select(self._drafts_folder(), writable=False, anew=True)
        with self._session.asking("look into Drafts") as client:
            return list(_filed(client, client.search(["UNDELETED"]), sent=False))

    def sent_about(self, since: datetime, message_id: str, answers: str) -> list[Filed] | None:
        folder = self._existing_folder(self._mailbox.sent_folder or "Sent", imapclient.imapclient.SENT)
        if folder is None:
            return None
        self._session.select(folder, writable=False, anew=True)
        fields = [("Message-ID", message_id), (CASE_MARK, message_id)]
        fields += [("In-Reply-To", answers), ("References", answers)] if answers else []
        day = (since - timedelta(days=1)).date()
        with self._session.asking("look for a draft in Sent") as client:
            found = {uid for field in fields for uid in client.search(["SINCE", day, "HEADER", *field])}
            return list(_filed(client, sorted(found), sent=True))

    def filed(self, mail: Filed) -> bytes | None:
        folder = (
            self._existing_folder(self._mailbox.sent_folder or "Sent", imapclient.imapclient.SENT)
            if mail.sent
            else self._drafts_folder()
        )
        if folder is None:
            return None
        self._session.select(folder, writable=False, anew=True)
        with self._session.asking("fetch a draft") as client:
            found: bytes | None = (
                client.fetch([int(mail.name)], [b"BODY.PEEK[]"]).get(int(mail.name), {}).get(b"BODY[]")
            )
            return found

    def lay_draft(self, content: bytes) -> None:
        folder = self._drafts_folder()
        with self._session.asking("lay a draft into Drafts") as client:
            client.append(folder, content, flags=(imapclient.DRAFT, imapclient.SEEN), msg_time=datetime.now(tz=UTC))

    def remove_draft(self, mail: Filed) -> bool:
        uid = int(mail.name)
        self._session.select(self._drafts_folder(), anew=True)
        with self._session.asking("take a draft out of Drafts") as client:
            if uid not in (client.add_flags([uid], [imapclient.DELETED]) or {}):
                return False
            if client.has_capability("UIDPLUS"):
                client.uid_expunge([uid])  # never plain EXPUNGE: it would remove what people marked as deleted
            return True

    def _drafts_folder(self) -> str:
        configured = self._mailbox.drafts_folder
        return self._existing_folder(configured, imapclient.imapclient.DRAFTS) or self._session.made(configured)

    def _existing_folder(self, configured: str, use: bytes) -> str | None:
        """Return a folder by its configured name, else by what the server says it is for (RFC 6154)."""
        name = self._session.server_name(configured)
        with self._session.asking(f"look for the folder {configured}") as client:
            if client.folder_exists(name):
                return name
            special: str | None = client.find_special_folder(use)
            return special


def _filed(client: Any, uids: Sequence[int], *, sent: bool) -> Iterator[Filed]:
    for start in range(0, len(uids), _PAGE):
        page = list(uids[start : start + _PAGE])
        for uid, facts in client.fetch(page, [_WANTED, "INTERNALDATE"]).items():
            header = next((value for name, value in facts.items() if name.startswith(b"BODY[")), b"") or b""
            yield Filed(str(uid), header, facts[b"INTERNALDATE"].astimezone(UTC), sent)
