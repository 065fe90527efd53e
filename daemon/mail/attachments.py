"""A mail taken apart, envelope by envelope, into its `Contents`: words, files, what was left aside and what could not be opened.

Every part ends in exactly one of these, so that nothing a customer sent is passed over in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email import policy
from email.message import Message
from email.parser import BytesParser

from daemon.mail import archives, msg, smime, tnef
from daemon.mail.charsets import decoded
from daemon.mail.complexity import too_complex
from daemon.mail.compressed_rtf import body_of
from daemon.mail.contents import LARGEST_LOGO, Contents
from daemon.mail.file_names import file_name, made_up_name
from daemon.mail.headers import Headers
from daemon.mail.html_text import html_text
from daemon.mail.transfer import base64_content, content_of
from parsers.document import Document, Problem

DEEPEST_MAIL = 5
_DEEPEST_PART = 30
_BESIDE_THE_MATTER = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/ics",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
        "application/applefile",
    }
)
_BESIDE_ENDINGS = (".vcf", ".ics", ".p7s", ".asc")
_NUMBERED_PICTURE = re.compile(r"^(?:image|inline|outlook-|~?wrd)[-_\w]*\.(?:png|jpe?g|gif|bmp)$", re.IGNORECASE)
_EXCHANGE_FRAGMENT = re.compile(r"^att\d{5}\.(?:txt|html?|bin)$", re.IGNORECASE)

_USUAL_PREAMBLE = re.compile(r"[^\n]{0,60}multi-?part[^\n]{0,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Depth:
    """How deep a part lies: in so many mails, one inside the other, and in so many parts of them all."""

    mails: int = 0
    parts: int = 0

    def of_part(self) -> _Depth:
        return _Depth(self.mails, self.parts + 1)

    def of_mail(self) -> _Depth:
        return _Depth(self.mails + 1, self.parts + 1)

    @property
    def is_deepest_mail(self) -> bool:
        return self.mails >= DEEPEST_MAIL


def parsed(content: bytes) -> Message | Problem:
    """Return the structure of a mail, or why it was not parsed."""
    problem = too_complex(content)
    if problem is not None:
        return problem
    try:
        return BytesParser(policy=policy.compat32).parsebytes(content)
    except (RecursionError, ValueError, LookupError, IndexError, AttributeError, TypeError) as error:
        # The parser's own faults on hostile structure (seen: RecursionError, and others over the years in its issue list).
        return Problem(
            code="mail_too_complex",
            message="The mail's structure could not be read; look at the original.",
            facts={"why": type(error).__name__},
        )


def contents_of(message: Message) -> Contents:
    """Return what lies in a parsed mail."""
    found = Contents()
    try:
        _walk(message, found, _Depth())
    except RecursionError:
        found.problems.append(
            Problem(code="mail_too_complex", message="The mail is nested too deeply; look at the original.")
        )
    return found


def contents_of_file(document: Document) -> Contents:
    """Return what lies in a file that is itself an envelope: a mail saved by Outlook, an archive. Else it is the one document."""
    found = Contents()
    _file(document, "", found, _Depth())
    return found


def _walk(part: Message, found: Contents, at: _Depth, *, related: bool = False) -> None:
    headers = Headers.of(part)
    media_type = part.get_content_type()
    if at.parts > _DEEPEST_PART:
        found.problems.append(
            Problem(code="mail_too_complex", message="The mail is nested too deeply; look at the original.")
        )
        return
    if any(
        type(defect).__name__ in {"CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect"}
        for defect in part.defects
    ):
        found.problems.append(
            Problem(
                code="mail_cut_off", message="The mail ends before its last part is closed; something may be missing."
            )
        )
    payload = part.get_payload()
    if media_type == "message/rfc822" or (media_type == "message/global" and isinstance(payload, list)):
        _nested(part, headers, found, at)
    elif isinstance(payload, list) and media_type not in _BESIDE_THE_MATTER:
        inside_related = related or media_type == "multipart/related"
        found.around += [words for each in (part.preamble, part.epilogue) if (words := _words_around(each))]
        for child in payload:
            if isinstance(child, Message):
                _walk(child, found, at.of_part(), related=inside_related)
    else:
        _leaf(part, headers, media_type, found, at, related=related)


def _words_around(text: str | None) -> str:
    """Return what stands outside of all parts (RFC 2046 5.1.1), "" for the usual note to programs that know no parts."""
    words = decoded((text or "").encode("utf-8", "surrogateescape")).strip()
    return "" if _USUAL_PREAMBLE.fullmatch(words) else words


def _nested(part: Message, headers: Headers, found: Contents, at: _Depth) -> None:
    """Open a forwarded mail: its attachments are used, its header proves nothing and is not looked at. Its words count as the mail's,
    so that a change of bank details inside a forward is seen too.
    """
    if at.is_deepest_mail:
        found.problems.append(
            Problem(
                code="nested_too_deep",
                message=f"More than {DEEPEST_MAIL} mails lie one inside the other; the innermost were not opened.",
            )
        )
        return
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    encoding = headers.value_and_parameters("content-transfer-encoding")[0]
    if isinstance(inner, Message) and encoding in {"base64", "quoted-printable"} and not inner.keys():
        # RFC 2046 5.2.1 forbids encoding a nested mail; some programs do it, and the parser then sees a mail without a header.
        text = inner.get_payload()
        raw = text.encode("ascii", "replace") if isinstance(text, str) else b""
        content, whole = base64_content(raw) if encoding == "base64" else (content_of(_as_leaf(raw, encoding))[0], True)
        if not whole:
            found.problems.append(_damaged(file_name(headers) or "a forwarded mail"))
        _open_mail_file(content, file_name(headers) or "forwarded.eml", found, at)
    elif isinstance(inner, Message):
        _walk(inner, found, at.of_mail())


def _as_leaf(raw: bytes, encoding: str) -> Message:
    leaf = Message()
    leaf["Content-Transfer-Encoding"] = encoding
    leaf.set_payload(raw.decode("ascii", "replace"))
    return leaf


def _open_mail_file(content: bytes, name: str, found: Contents, at: _Depth) -> None:
    inner = parsed(content)
    if isinstance(inner, Problem):
        found.problems.append(replace(inner, facts={**inner.facts, "file": name}))
    elif at.is_deepest_mail:
        found.problems.append(
            Problem(code="nested_too_deep", message=f"{name} lies too deep inside other mails and was not opened.")
        )
    else:
        _walk(inner, found, at.of_mail())


def _leaf(
    part: Message,
    headers: Headers,
    media_type: str,
    found: Contents,
    at: _Depth,
    *,
    related: bool,
) -> None:
    name = file_name(headers)
    disposition = headers.value_and_parameters("content-disposition")[0]
    if media_type in _BESIDE_THE_MATTER or name.lower().endswith(_BESIDE_ENDINGS):
        found.skipped.append(f"{name or media_type}: no statement can stand in it")
        return
    content, whole = content_of(part)
    if not whole:
        found.problems.append(_damaged(name or media_type))
    is_body = not name and disposition != "attachment" and media_type in {"text/plain", "text/html"}
    if is_body:
        charset = headers.value_and_parameters("content-type")[1].get("charset")
        text = decoded(content, charset)
        if media_type == "text/html":
            found.add_html(text)
        else:
            found.plain.append(text)
        return
    name = name or made_up_name(len(found.documents) + 1, media_type)
    document = Document(name, content, media_type if media_type != "application/octet-stream" else None)
    if _is_decoration(document, headers, media_type, disposition, related=related):
        found.skipped.append(f"{name}: a picture of the mail's layout")
        found.pictures.append(document)
        return
    if _EXCHANGE_FRAGMENT.match(name) and len(content) < 4096:
        found.skipped.append(f"{name}: a fragment of the mail's text")
        found.plain.append(
            decoded(content) if not name.lower().endswith(("htm", "html")) else html_text(decoded(content))
        )
        return
    _file(document, media_type, found, at)


def _file(document: Document, media_type: str, found: Contents, at: _Depth) -> None:
    """Take an attached file: envelopes are opened, everything else is a document."""
    lower = document.name.lower()
    if document.content.startswith(tnef.SIGNATURE):
        try:
            inside = tnef.envelope(document.content)
        except (ValueError, IndexError):
            found.problems.append(
                _problem("broken_winmail", document, "could not be unpacked; ask for the files themselves")
            )
            return
        rich = body_of(inside.rich_text) if inside.rich_text else None
        if rich is not None and rich.html:
            found.add_html(rich.html)
        elif rich is not None and not any(part.strip() for part in found.plain):
            found.plain.append(rich.text)
        for file in inside.files:
            _file(file, "", found, at)
    elif media_type in {"application/pkcs7-mime", "application/x-pkcs7-mime"} or lower.endswith(".p7m"):
        try:
            signed = smime.signed_content(document.content)
        except smime.Unreadable as unreadable:
            what = "is encrypted" if unreadable.code == "encrypted_mail" else "is no readable S/MIME content"
            found.problems.append(_problem(unreadable.code, document, what))
            return
        inner = parsed(signed)
        if isinstance(inner, Problem):
            found.problems.append(inner)
        elif at.is_deepest_mail:
            found.problems.append(_problem("nested_too_deep", document, "lies too deep inside other mails"))
        else:
            # What is signed is the mail itself, so its words are the sender's words.
            _walk(inner, found, at.of_mail())
    elif lower.endswith(".eml"):
        _open_mail_file(document.content, document.name, found, at)
    elif msg.is_saved_mail(document.content) or (lower.endswith(".msg") and document.content.startswith(msg.SIGNATURE)):
        _open_saved_mail(document, found, at)
    else:
        opened = archives.unpacked(document)
        if opened is None:
            found.documents.append(document)
            return
        found.problems.extend(opened[1])
        for file in opened[0]:
            if file.name.lower().endswith(".eml"):
                _open_mail_file(file.content, file.name, found, at)
            elif msg.is_saved_mail(file.content):
                _open_saved_mail(file, found, at)
            else:
                found.documents.append(file)


def _open_saved_mail(document: Document, found: Contents, at: _Depth) -> None:
    if at.is_deepest_mail:
        found.problems.append(_problem("nested_too_deep", document, "lies too deep inside other mails"))
        return
    try:
        saved = msg.saved_mail(document.content)
    except msg.Unreadable as unreadable:
        found.problems.append(_problem(unreadable.code, document, str(unreadable)))
        return
    if saved is None:
        found.documents.append(document)
    else:
        _take_saved_mail(saved, document, found, at.of_mail())


def _take_saved_mail(saved: msg.SavedMail, document: Document, found: Contents, at: _Depth) -> None:
    """Take a saved mail apart. Its words count as the mail's own, as a forwarded mail's do."""
    if saved.text:
        found.plain.append(saved.text)
    if saved.html:
        found.add_html(saved.html)
    if saved.only_rich_text:
        found.problems.append(
            _problem("unread_part", document, "has words in Outlook's rich text only, which cannot be read")
        )
    for name in saved.left_out:
        what = f"holds {name} only as a link or an object, which is not opened"
        found.problems.append(_problem("unread_part", document, what))
    for each in saved.attached:
        picture = (each.document.media_type or "").startswith("image/") or bool(
            _NUMBERED_PICTURE.match(each.document.name)
        )
        if each.document.name.lower().endswith(_BESIDE_ENDINGS):
            found.skipped.append(f"{each.document.name}: no statement can stand in it")
        elif each.shown and picture:
            found.skipped.append(f"{each.document.name}: a picture of the mail's layout")
            found.pictures.append(each.document)
        else:
            _file(each.document, each.document.media_type or "", found, at)
    for name, inner in saved.inside:
        _take_saved_mail(inner, replace(document, name=name), found, at)


def _is_decoration(document: Document, headers: Headers, media_type: str, disposition: str, *, related: bool) -> bool:
    """Whether a picture belongs to the mail's layout (a logo in a signature) and is not sent for its own sake."""
    if not media_type.startswith("image/"):
        return False
    shown_inside = headers.has("content-id") and (related or disposition == "inline")
    small = len(document.content) <= LARGEST_LOGO
    return shown_inside or (small and (disposition == "inline" or bool(_NUMBERED_PICTURE.match(document.name))))


def _damaged(name: str) -> Problem:
    return Problem(
        code="damaged_attachment",
        message=f"{name} did not arrive whole: its encoding is broken, so figures may be missing.",
        facts={"file": name},
    )


def _problem(code: str, document: Document, what: str) -> Problem:
    return Problem(code=code, message=f"{document.name} {what}.", facts={"file": document.name})
