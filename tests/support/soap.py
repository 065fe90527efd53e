"""The words of Exchange Web Services: envelopes, answers, errors, and their validation.

Where the environment variable TIEOUT_EWS_SCHEMAS names a directory with Microsoft's messages.xsd and types.xsd (their import of the xml:
namespace needs a file beside them), every request and every answer of the stand-in is validated. The files are Microsoft's and no part of
this program.
"""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from tests.support.stand_in import Item

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
M = "http://schemas.microsoft.com/exchange/services/2006/messages"
T = "http://schemas.microsoft.com/exchange/services/2006/types"
NAMES = {"s": SOAP, "m": M, "t": T}
SCHEMAS = "TIEOUT_EWS_SCHEMAS"


@cache
def schema() -> Any:
    place = os.environ.get(SCHEMAS)
    return etree.XMLSchema(etree.parse(str(Path(place, "messages.xsd")))) if place else None


def validate(element: Any) -> None:
    found = schema()
    if found is not None:
        found.assertValid(etree.ElementTree(etree.fromstring(etree.tostring(element))))


def enveloped(answer: str) -> bytes:
    return (
        f"<?xml version='1.0' encoding='utf-8'?><s:Envelope xmlns:s='{SOAP}'><s:Header>"
        f"<h:ServerVersionInfo xmlns:h='{T}' MajorVersion='15' MinorVersion='1' MajorBuildNumber='2507' MinorBuildNumber='6' "
        f"Version='V2017_07_11'/></s:Header><s:Body>{answer}</s:Body></s:Envelope>"
    ).encode()


def fault(back_off: int) -> bytes:
    errors = "http://schemas.microsoft.com/exchange/services/2006/errors"
    return (
        f"<?xml version='1.0' encoding='utf-8'?><s:Envelope xmlns:s='{SOAP}'><s:Body><s:Fault>"
        f"<faultcode xmlns:a='{T}'>a:ErrorServerBusy</faultcode><faultstring xml:lang='en-US'>The server cannot service this "
        f"request right now.</faultstring><detail><e:ResponseCode xmlns:e='{errors}'>ErrorServerBusy</e:ResponseCode>"
        f"<e:Message xmlns:e='{errors}'>The server cannot service this request right now.</e:Message>"
        f"<t:MessageXml xmlns:t='{T}'><t:Value Name='BackOffMilliseconds'>{back_off}</t:Value></t:MessageXml></detail>"
        "</s:Fault></s:Body></s:Envelope>"
    ).encode()


def answer(operation: str, *messages: str) -> str:
    inner = "".join(re.sub("OPERATION", operation, message) for message in messages)
    return f"<m:{operation}Response xmlns:m='{M}' xmlns:t='{T}'><m:ResponseMessages>{inner}</m:ResponseMessages></m:{operation}Response>"


def good(content: str) -> str:
    return (
        "<m:OPERATIONResponseMessage ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>"
        f"{content}</m:OPERATIONResponseMessage>"
    )


def error(code: str, content: str = "") -> str:
    return (
        f"<m:OPERATIONResponseMessage ResponseClass='Error'><m:MessageText>as the test wants it</m:MessageText>"
        f"<m:ResponseCode>{code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>{content}</m:OPERATIONResponseMessage>"
    )


def shown_item(item: Item, *, whole: bool, headers: bool, listed: bool) -> str:
    """Return a mail as GetItem gives it: its MIME, its headers, or what a list shows of it."""
    mime = f"<t:MimeContent CharacterSet='UTF-8'>{base64.b64encode(item.content).decode()}</t:MimeContent>"
    categories = "".join(f"<t:String>{escape(name)}</t:String>" for name in item.categories)
    message = email.message_from_bytes(item.content, policy=email.policy.default)
    lines = "".join(
        f"<t:InternetMessageHeader HeaderName='{name}'>{escape(str(value))}</t:InternetMessageHeader>"
        for name, value in message.items()
    )
    key = hashlib.sha256(item.content).hexdigest()[:16] if listed else "c"
    parts = (
        mime if whole else "",
        f"<t:ItemId Id='{item.name}' ChangeKey='{key}'/>",
        f"<t:DateTimeReceived>{item.received:%Y-%m-%dT%H:%M:%SZ}</t:DateTimeReceived>" if listed else "",
        f"<t:Categories>{categories}</t:Categories>" if categories and not headers and not whole else "",
        f"<t:InternetMessageHeaders>{lines}</t:InternetMessageHeaders>" if headers else "",
        f"<t:InternetMessageId>{escape(item.message_id)}</t:InternetMessageId>" if listed else "",
    )
    return f"<t:Message>{''.join(parts)}</t:Message>"
