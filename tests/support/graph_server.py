"""Stands in for Microsoft Graph over real TLS, since Microsoft 365 cannot run here.

Written after learn.microsoft.com (v1.0): "message: delta", "List messages", "Get message", "Create message", "message: send", "message: move",
"Update message", "List mailFolders", "Create child folder", "Microsoft Graph error responses", "throttling guidance". It knows one page
size (Prefer: odata.maxpagesize), names that stay (IdType), and refuses what the documentation refuses; what it is asked stands in `asked`.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import ssl
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from tests.support.stand_in import Item, StandIn


@dataclass
class Fault:
    """What the next request whose method and path match `what` gets instead of its answer."""

    what: str
    status: int = 0  # 0: the connection is closed
    code: str = "error"
    after: bool = False  # the request is done all the same
    headers: dict[str, str] = field(default_factory=dict)


class GraphServer(StandIn):
    """One mailbox, `address`; every other of the tenant is forbidden unless `everybody`."""

    def __init__(self, context: ssl.SSLContext, tokens: dict[str, str], address: str = "ar@tieout.example") -> None:
        self.tokens = tokens
        self.faults: list[Fault] = []
        self.everybody = False
        self.oldest_mark = 0  # marks before this have expired
        self.renames = False  # drafts get a Message-ID of the service's own
        folders = {"inbox": ("Inbox", ""), "sentitems": ("Sent Items", ""), "drafts": ("Drafts", "")}
        super().__init__(context, address, _Handler, folders, "AAMk-{}=")

    @property
    def base(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def deliver(self, content: bytes, received: dt.datetime | None = None, folder: str = "inbox") -> Item:
        return self.lay(content, received, folder)

    def in_folder(self, folder: str) -> list[Item]:
        return self.lying_in(folder)

    def named(self, path: str) -> str:
        """Return the name of a folder given by what people see."""
        return next(name for name, (shown, _) in self.folders.items() if shown == path)

    def answer(self, method: str, target: str, body: bytes, headers: Any) -> tuple[int, dict[str, Any] | bytes]:
        parts = urlsplit(target)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        match = re.fullmatch(r"/v1\.0/users/([^/]+)/(.*)", parts.path)
        if match is None:
            return 404, _error("UnknownError", "no such resource")
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            return 401, _error("InvalidAuthenticationToken", "Access token has expired or is not yet valid.")
        if unquote(match[1]) != self.address and not self.everybody:
            return 403, _error("ErrorAccessDenied", "Access to OData is disabled.")
        steps = [unquote(step) for step in match[2].split("/")]
        if steps[0] == "mailFolders":
            return self._in_folders(method, steps[1:], query, body, headers)
        if steps[0] == "messages":
            return self._in_messages(method, steps[1:], body, headers)
        return 400, _error("RequestBroker--ParseUri", "Resource not found for the segment")

    def _in_folders(
        self, method: str, steps: list[str], query: dict[str, str], body: bytes, headers: Any
    ) -> tuple[int, dict[str, Any]]:
        if not steps or steps[-1] == "childFolders":
            return self._folders(method, steps[0] if steps else "", query, body)
        folder = steps[0]
        if folder not in self.folders:
            return 404, _error("ErrorItemNotFound", "The specified object was not found in the store.")
        paged = re.search(r"odata\.maxpagesize=(\d+)", headers.get("Prefer", ""))
        size = int(paged[1] if paged else query.get("$top", "10"))
        if steps[1:] == ["messages", "delta"]:
            return self._delta(folder, query, size)
        if steps[1:] == ["messages"]:
            return self._list(folder, query, size)
        shown, parent = self.folders[folder]
        return 200, {
            "id": folder,
            "displayName": shown,
            "parentFolderId": parent,
            "totalItemCount": len(self.in_folder(folder)),
        }

    def _folders(self, method: str, parent: str, query: dict[str, str], body: bytes) -> tuple[int, dict[str, Any]]:
        if method == "POST":
            name = f"folder-{len(self.folders)}"
            self.folders[name] = (json.loads(body)["displayName"], parent)
            return 201, {"id": name}
        wanted = re.fullmatch(r"displayName eq '(.*)'", query["$filter"])
        assert wanted is not None
        found = [
            {"id": name}
            for name, (shown, above) in self.folders.items()
            if above == parent and shown == wanted[1].replace("''", "'")
        ]
        return 200, {"value": found}

    def _delta(self, folder: str, query: dict[str, str], size: int) -> tuple[int, dict[str, Any]]:
        mark = query.get("$deltatoken") or query.get("$skiptoken")
        since = int(mark) if mark else 0
        if mark and since < self.oldest_mark:
            return 410, _error("SyncStateNotFound", "The sync state generation is not found; reset the sync.")
        found = sorted((item for item in self.in_folder(folder) if item.change > since), key=lambda item: item.change)
        page, rest = found[:size], found[size:]
        last = page[-1].change if page else since
        here = f"{self.base}/v1.0/users/{self.address}/mailFolders/{folder}/messages/delta"
        link = (
            {"@odata.nextLink": f"{here}?$skiptoken={last}"}
            if rest
            else {"@odata.deltaLink": f"{here}?$deltatoken={last}"}
        )
        return 200, {"value": [_json(item) for item in page], **link}

    def _list(self, folder: str, query: dict[str, str], size: int) -> tuple[int, dict[str, Any]]:
        found = self.in_folder(folder)
        condition = query.get("$filter", "")
        if match := re.fullmatch(r"internetMessageId eq '(.*)'", condition):
            found = [item for item in found if item.message_id == match[1].replace("''", "'")]
        elif match := re.fullmatch(r"receivedDateTime ge (\S+)", condition):
            found = [item for item in found if item.received >= dt.datetime.fromisoformat(match[1])]
        else:
            assert condition == ""
        if query.get("$orderby"):
            found.sort(key=lambda item: item.received)
        skip = int(query.get("$skip", "0"))
        page, rest = found[skip : skip + size], found[skip + size :]
        answer: dict[str, Any] = {"value": [_json(item) for item in page]}
        if rest:
            kept = urlencode({key: value for key, value in query.items() if key != "$skip"})
            answer["@odata.nextLink"] = (
                f"{self.base}/v1.0/users/{self.address}/mailFolders/{folder}/messages?{kept}&$skip={skip + size}"
            )
        return 200, answer

    def _in_messages(
        self, method: str, steps: list[str], body: bytes, headers: Any
    ) -> tuple[int, dict[str, Any] | bytes]:
        if not steps:
            assert "POST" == method
            if headers["Content-Type"] != "text/plain":
                return 400, _error("ErrorInvalidRequest", "only MIME is understood here")
            content = base64.b64decode(body, validate=True)
            if self.renames:
                content = re.sub(rb"(?m)^Message-ID: <", b"Message-ID: <service-", content)
            draft = self.deliver(content, folder="drafts")
            draft.draft = True
            return 201, _json(draft)
        found = next((item for item in self.items if item.name == steps[0]), None)
        if found is None:
            return 404, _error("ErrorItemNotFound", "The specified object was not found in the store.")
        match method, steps[1:]:
            case "GET", ["$value"]:
                return 200, found.content
            case "GET", []:
                return 200, _json(found)
            case "PATCH", []:
                change = json.loads(body)
                found.categories = change.get("categories", found.categories)
                found.flag = change.get("flag", {}).get("flagStatus", found.flag)
                return 200, _json(found)
            case "DELETE", []:
                self.items.remove(found)
                return 204, b""
            case "POST", ["move"]:
                found.folder, found.change = json.loads(body)["destinationId"], next(self.changes)
                return 201, _json(found)
            case "POST", ["send"]:
                if not found.draft:
                    return 400, _error("ErrorInvalidRequest", "it is not a draft")
                found.draft, found.folder = False, "sentitems"
                return 202, b""
        return 405, _error("UnknownError", "method not allowed")


class _Handler(BaseHTTPRequestHandler):
    owner: GraphServer
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        owner = self.owner
        body = self.rfile.read(int(self.headers.get("Content-Length") or "0"))
        what = f"{self.command} {unquote(self.path)}"
        with owner.lock:
            owner.asked.append(what)
            fault = next((fault for fault in owner.faults if re.search(fault.what, what)), None)
            if fault is not None:
                owner.faults.remove(fault)
                if fault.after:
                    owner.answer(self.command, self.path, body, self.headers)
                if not fault.status:
                    self.close_connection = True
                    return
                self._answer(fault.status, _error(fault.code, "as the test wants it"), fault.headers)
                return
            self._answer(*owner.answer(self.command, self.path, body, self.headers), {})

    do_GET = do_POST = do_PATCH = do_DELETE = _handle  # noqa: N815 - the names are the library's

    def _answer(self, status: int, content: dict[str, Any] | bytes, headers: dict[str, str]) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/plain" if isinstance(content, bytes) else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Keep the tests' output clean."""


def _json(item: Item) -> dict[str, Any]:
    return {
        "@odata.etag": 'W/"1"',
        "id": item.name,
        "receivedDateTime": f"{item.received:%Y-%m-%dT%H:%M:%SZ}",
        "isDraft": item.draft,
        "categories": item.categories,
        "flag": {"flagStatus": item.flag},
        "internetMessageId": item.message_id,
        "changeKey": hashlib.sha256(item.content).hexdigest(),
    }


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "innerError": {"request-id": "1"}}}
