"""Stands in for the Exchange Web Services of an Exchange Server over real TLS, since none can run here.

Written after learn.microsoft.com ("EWS operations in Exchange") and Microsoft's published schema; see soap.py for its validation.
"""

# ruff: noqa: N802 -- the methods are called as the operations are

from __future__ import annotations

import base64
import datetime as dt
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from xml.sax.saxutils import escape

import spnego
from lxml import etree
from spnego.exceptions import SpnegoError

from tests.support.soap import NAMES, answer, enveloped, error, fault, good, shown_item, validate
from tests.support.stand_in import Item, StandIn

USER, PASSWORD = "TIEOUT\\ar", "secret"


@dataclass
class Fault:
    """What the next `operation` gets: an error of its own ("ErrorServerBusy"), or "" for a closed connection."""

    operation: str
    code: str = ""
    back_off: int = 0  # milliseconds
    after: bool = False  # it is done all the same


class ExchangeServer(StandIn):
    """One mailbox, `address`."""

    def __init__(self, context: ssl.SSLContext, address: str = "ar@tieout.example") -> None:
        self.users = [USER]
        self.faults: list[Fault] = []
        self.unknown_state = False  # sync states that were given are no longer known
        self.failures: list[str] = []
        self.streams = 0  # connections that wait for events
        self.ntlm = False  # else Basic; the accounts are those of pyspnego's NTLM_USER_FILE
        self.handshakes = 0
        folders = {
            "F-root": ("Top of Information Store", ""),
            "F-inbox": ("Inbox", "F-root"),
            "F-sentitems": ("Sent Items", "F-root"),
            "F-drafts": ("Drafts", "F-root"),
        }
        super().__init__(context, address, _Handler, folders, "I-{}")

    def stop_streams(self) -> None:
        with self.changed:
            self.stopping = True
            self.changed.notify_all()

    def deliver(self, content: bytes, received: dt.datetime | None = None, folder: str = "F-inbox") -> Item:
        return self.lay(content, received, folder)

    def in_folder(self, name: str) -> list[Item]:
        """Return the mails of a folder given by what people see."""
        with self.lock:
            named = {folder for folder, (shown, _) in self.folders.items() if shown == name}
            return [item for item in self.items if item.folder in named]

    def answer(self, body: Any) -> str:
        """Return the answer to one operation, as the content of the SOAP body."""
        operation = etree.QName(body).localname
        fault = next((fault for fault in self.faults if fault.operation == operation), None)
        self.asked.append(operation)
        done: str | None = None
        if fault is None or fault.after:
            done = getattr(self, f"_{operation}")(body)
        if fault is None:
            assert done is not None
            return done
        self.faults.remove(fault)
        if not fault.code:
            raise ConnectionAbortedError
        if fault.code == "ErrorServerBusy":
            raise _BusyError(fault.back_off)
        return answer(operation, error(fault.code, _NOTHING.get(operation, "")))

    def _folder(self, found: Any) -> str | None:
        """Return the folder that a FolderId or DistinguishedFolderId names."""
        name = found.get("Id")
        if etree.QName(found).localname == "DistinguishedFolderId":
            name = {"msgfolderroot": "F-root", "root": "F-root"}.get(name, f"F-{name}")
        return name if name in self.folders else None

    def _shown(self, name: str) -> str:
        shown, parent = self.folders[name]
        children = sum(1 for _, above in self.folders.values() if above == name)
        return (
            f"<t:Folder><t:FolderId Id='{name}' ChangeKey='c'/><t:ParentFolderId Id='{parent or 'F-none'}' ChangeKey='c'/>"
            f"<t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>{escape(shown)}</t:DisplayName>"
            f"<t:TotalCount>{sum(1 for item in self.items if item.folder == name)}</t:TotalCount>"
            f"<t:ChildFolderCount>{children}</t:ChildFolderCount></t:Folder>"
        )

    def _GetFolder(self, body: Any) -> str:
        answers = []
        for wanted in body.find("m:FolderIds", NAMES):
            name = self._folder(wanted)
            answers.append(
                error("ErrorFolderNotFound", "<m:Folders/>")
                if name is None
                else good(f"<m:Folders>{self._shown(name)}</m:Folders>")
            )
        return answer("GetFolder", *answers)

    def _FindFolder(self, body: Any) -> str:
        deep = body.get("Traversal") == "Deep"
        parents = {self._folder(parent) for parent in body.find("m:ParentFolderIds", NAMES)}
        found = [
            name
            for name, (_, above) in self.folders.items()
            if above and (above in parents or (deep and "F-root" in parents))
        ]
        shown = "".join(self._shown(name) for name in found)
        return answer(
            "FindFolder",
            good(
                f"<m:RootFolder TotalItemsInView='{len(found)}' IncludesLastItemInRange='true'>"
                f"<t:Folders>{shown}</t:Folders></m:RootFolder>"
            ),
        )

    def _CreateFolder(self, body: Any) -> str:
        parent = self._folder(body.find("m:ParentFolderId", NAMES)[0])
        name = f"F-{len(self.folders)}"
        self.folders[name] = (body.findtext(".//t:DisplayName", namespaces=NAMES), parent or "F-root")
        return answer(
            "CreateFolder",
            good(f"<m:Folders><t:Folder><t:FolderId Id='{name}' ChangeKey='c'/></t:Folder></m:Folders>"),
        )

    def _SyncFolderItems(self, body: Any) -> str:
        state = body.findtext("m:SyncState", namespaces=NAMES)
        if state and self.unknown_state:
            self.unknown_state = False
            return answer("SyncFolderItems", error("ErrorInvalidSyncStateData", _NOTHING["SyncFolderItems"]))
        since = int(base64.b64decode(state).decode().removeprefix("state-")) if state else 0
        most = int(body.findtext("m:MaxChangesReturned", namespaces=NAMES))
        folder = self._folder(body.find("m:SyncFolderId", NAMES)[0])
        found = sorted(
            (item for item in self.items if item.folder == folder and item.change > since), key=lambda item: item.change
        )
        page = found[:most]
        last = page[-1].change if page else since
        changes = "".join(
            f"<t:Create><t:Message><t:ItemId Id='{item.name}' ChangeKey='c'/><t:DateTimeReceived>"
            f"{item.received:%Y-%m-%dT%H:%M:%SZ}</t:DateTimeReceived><t:Size>{len(item.content)}</t:Size></t:Message></t:Create>"
            for item in page
        )
        return answer(
            "SyncFolderItems",
            good(
                f"<m:SyncState>{base64.b64encode(f'state-{last}'.encode()).decode()}</m:SyncState>"
                f"<m:IncludesLastItemInRange>{str(len(page) == len(found)).lower()}</m:IncludesLastItemInRange>"
                f"<m:Changes>{changes}</m:Changes>"
            ),
        )

    def _named(self, identity: Any) -> Item | None:
        return next((item for item in self.items if item.name == identity.get("Id")), None)

    def _GetItem(self, body: Any) -> str:
        whole = body.findtext(".//t:IncludeMimeContent", namespaces=NAMES) == "true" or bool(
            body.xpath(".//t:FieldURI[@FieldURI='item:MimeContent']", namespaces=NAMES)
        )
        headers = bool(body.xpath(".//t:FieldURI[@FieldURI='item:InternetMessageHeaders']", namespaces=NAMES))
        listed = bool(body.xpath(".//t:FieldURI[@FieldURI='item:DateTimeReceived']", namespaces=NAMES))
        answers = []
        for identity in body.find("m:ItemIds", NAMES):
            item = self._named(identity)
            if item is None:
                answers.append(error("ErrorItemNotFound", "<m:Items/>"))
                continue
            shown = shown_item(item, whole=whole, headers=headers, listed=listed)
            answers.append(good(f"<m:Items>{shown}</m:Items>"))
        return answer("GetItem", *answers)

    def _UpdateItem(self, body: Any) -> str:
        (item,) = filter(None, [self._named(body.find(".//t:ItemId", NAMES))])
        item.categories = [each.text for each in body.findall(".//t:Categories/t:String", NAMES)]
        return answer(
            "UpdateItem",
            good(
                f"<m:Items><t:Message><t:ItemId Id='{item.name}' ChangeKey='c'/></t:Message></m:Items>"
                "<m:ConflictResults><t:Count>0</t:Count></m:ConflictResults>"
            ),
        )

    def _MoveItem(self, body: Any) -> str:
        item = self._named(body.find("m:ItemIds", NAMES)[0])
        target = self._folder(body.find("m:ToFolderId", NAMES)[0])
        if item is None or target is None:
            return answer("MoveItem", error("ErrorItemNotFound", "<m:Items/>"))
        item.name, item.folder, item.change = self.new_name(), target, next(self.changes)
        return answer(
            "MoveItem", good(f"<m:Items><t:Message><t:ItemId Id='{item.name}' ChangeKey='c'/></t:Message></m:Items>")
        )

    def _CreateItem(self, body: Any) -> str:
        assert "SaveOnly" == body.get("MessageDisposition")
        content = base64.b64decode(body.findtext(".//t:MimeContent", namespaces=NAMES))
        item = self.deliver(content, folder="F-drafts")
        return answer(
            "CreateItem", good(f"<m:Items><t:Message><t:ItemId Id='{item.name}' ChangeKey='c'/></t:Message></m:Items>")
        )

    def _DeleteItem(self, body: Any) -> str:
        item = self._named(body.find("m:ItemIds", NAMES)[0])
        if item is None:
            return answer("DeleteItem", error("ErrorItemNotFound"))
        self.items.remove(item)
        return answer("DeleteItem", good(""))

    def _SendItem(self, body: Any) -> str:
        assert "true" == body.get("SaveItemToFolder")
        item = self._named(body.find("m:ItemIds", NAMES)[0])
        if item is None:
            return answer("SendItem", error("ErrorItemNotFound"))
        item.folder, item.name = "F-sentitems", self.new_name()
        return answer("SendItem", good(""))

    def _Subscribe(self, body: Any) -> str:
        (folder,) = body.find("m:StreamingSubscriptionRequest/t:FolderIds", NAMES)
        since = max((item.change for item in self.items), default=0)
        name = f"S.{self._folder(folder)}.{since}"
        return answer("Subscribe", good(f"<m:SubscriptionId>{name}</m:SubscriptionId>"))

    def _Unsubscribe(self, body: Any) -> str:
        del body
        return answer("Unsubscribe", good(""))

    def stream(self, body: Any) -> Iterator[str]:
        """Yield the answers to one GetStreamingEvents as they come, until the stand-in stops."""
        name = str(body.findtext(".//t:SubscriptionId", namespaces=NAMES))
        _, folder, told = name.split(".")
        since = int(told)
        yield answer("GetStreamingEvents", good("<m:ConnectionStatus>OK</m:ConnectionStatus>"))
        while not self.stopping:
            new = [item for item in self.items if item.folder == folder and item.change > since]
            for item in new:
                since = item.change
                event = (
                    f"<m:Notifications><t:Notification><t:SubscriptionId>{name}</t:SubscriptionId><t:NewMailEvent>"
                    f"<t:TimeStamp>{item.received:%Y-%m-%dT%H:%M:%SZ}</t:TimeStamp><t:ItemId Id='{item.name}' ChangeKey='c'/>"
                    f"<t:ParentFolderId Id='{folder}' ChangeKey='c'/></t:NewMailEvent></t:Notification></m:Notifications>"
                )
                yield answer("GetStreamingEvents", good(event))
            if not new:
                self.changed.wait(10)
        yield answer("GetStreamingEvents", good("<m:ConnectionStatus>Closed</m:ConnectionStatus>"))

    def _FindItem(self, body: Any) -> str:
        folder = self._folder(body.find("m:ParentFolderIds", NAMES)[0])
        found = [item for item in self.items if item.folder == folder]
        if body.find(".//t:IsGreaterThanOrEqualTo", NAMES) is not None:
            (constant,) = body.findall(".//t:Constant", NAMES)
            since = dt.datetime.fromisoformat(constant.get("Value"))
            found = [item for item in found if item.received >= since]
        elif body.find(".//t:Restriction", NAMES) is not None or body.findall(".//t:Constant", NAMES):
            (constant,) = body.findall(".//t:Constant", NAMES)
            found = [item for item in found if item.message_id == constant.get("Value")]
        shown = "".join(f"<t:Message><t:ItemId Id='{item.name}' ChangeKey='c'/></t:Message>" for item in found)
        return answer(
            "FindItem",
            good(
                f"<m:RootFolder IndexedPagingOffset='{len(found)}' TotalItemsInView='{len(found)}' "
                f"IncludesLastItemInRange='true'><t:Items>{shown}</t:Items></m:RootFolder>"
            ),
        )


_NOTHING = {
    "SyncFolderItems": "<m:SyncState/><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange>",
    "GetFolder": "<m:Folders/>",
    **dict.fromkeys(("GetItem", "CreateItem", "MoveItem", "UpdateItem"), "<m:Items/>"),
}
"""What an error of each operation carries besides its code (messages.xsd)."""


class _BusyError(Exception):
    """The server does not look at the request at all: a SOAP fault instead of an answer."""


class _Handler(BaseHTTPRequestHandler):
    owner: ExchangeServer
    protocol_version = "HTTP/1.1"
    _handshake: Any = None
    _signed_in = False

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or "0"))
        wanted = self._by_ntlm() if self.owner.ntlm else self._by_password()
        if wanted:
            self._answer(401, b"", {"WWW-Authenticate": wanted})
            return
        owner = self.owner
        with owner.lock:
            try:
                (body,) = etree.fromstring(content).find("s:Body", NAMES)
                validate(body)
                if etree.QName(body).localname == "GetStreamingEvents":
                    self._stream(body)
                    return
                said = owner.answer(body)
                validate(etree.fromstring(enveloped(said)).find("s:Body", NAMES)[0])
            except _BusyError as busy:
                self._answer(500, fault(busy.args[0]), {})
                return
            except ConnectionAbortedError:
                self.close_connection = True
                return
            except Exception as error:
                owner.failures.append(f"{type(error).__name__}: {error}")
                raise
        self._answer(200, enveloped(said), {})

    def _by_password(self) -> str:
        """Return what is asked for, "" where the request may pass."""
        given = self.headers.get("Authorization", "")
        if given.startswith("Basic "):
            user, _, password = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
            if user in self.owner.users and password == PASSWORD:
                return ""
        return 'Basic realm="exchange"'

    def _by_ntlm(self) -> str:
        """Go one step of the handshake (MS-NTHT): it belongs to the connection, and so does what it ends in."""
        if self._signed_in:
            return ""
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme.upper() not in {"NTLM", "NEGOTIATE"}:
            return "NTLM"
        if self._handshake is None:
            self._handshake = spnego.server(protocol="ntlm")
        try:
            answer = self._handshake.step(base64.b64decode(token))
        except SpnegoError:
            self._handshake = None
            return "NTLM"
        if self._handshake.complete:
            self._signed_in = True
            self.owner.handshakes += 1
            return ""
        return f"{scheme} {base64.b64encode(answer or b'').decode()}"

    def _stream(self, body: Any) -> None:
        """Answer in pieces for as long as it goes on. Waiting gives the lock away."""
        owner = self.owner
        owner.asked.append("GetStreamingEvents")
        self.close_connection = True
        fault = next((fault for fault in owner.faults if fault.operation == "GetStreamingEvents"), None)
        if fault is not None:
            owner.faults.remove(fault)
            if not fault.code:
                return
            self._answer(200, enveloped(answer("GetStreamingEvents", error(fault.code))), {})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        owner.streams += 1
        try:
            for said in owner.stream(body):
                validate(etree.fromstring(enveloped(said)).find("s:Body", NAMES)[0])
                piece = enveloped(said)
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            pass  # nobody listens any more
        finally:
            owner.streams -= 1

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/xml; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Keep the tests' output clean."""
