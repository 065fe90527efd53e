"""What lies in a mail: its words, the files that may hold a statement, and what was left aside or could not be opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from daemon.mail.charsets import without_controls
from daemon.mail.html_text import as_utf8, has_table_of_figures, html_text
from daemon.mail.plain_columns import columns_of_figures
from parsers.document import Document, Problem

LARGEST_LOGO = 64 * 1024
"""Bytes; a larger picture may be a photographed statement."""
_LONGEST_TEXT = 1_000_000


@dataclass(slots=True)
class Contents:
    """What a walk over the parts has found so far."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)  # the mail's own bodies
    around: list[str] = field(default_factory=list)  # before the first part and behind the last
    documents: list[Document] = field(default_factory=list)
    tables: list[Document] = field(default_factory=list)  # HTML bodies that hold figures
    pictures: list[Document] = field(default_factory=list)  # shown inside the body
    problems: list[Problem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def add_html(self, text: str) -> None:
        """Take a body; where it holds a table of figures, it is a document too."""
        self.html.append(text)
        if has_table_of_figures(text):
            number = len(self.tables) + 1
            name = "mail-body.html" if number == 1 else f"mail-body-{number}.html"
            self.tables.append(Document(name, as_utf8(text), "text/html"))

    def text(self) -> str:
        """Return the mail's words: the plain body, and from the HTML body what the plain one does not say.

        Both are kept because a sender may say one thing in the part that people see and another in the part that programs read. What
        stands before the first part and behind the last is shown by few programs, and is kept for the same reason.
        """
        plain = "\n\n".join(self.plain).strip()
        shown = "\n\n".join(html_text(html) for html in self.html).strip()
        said = set(re.findall(r"\w+", plain))
        extra = shown if any(word not in said for word in re.findall(r"\w+", shown)) else ""
        return without_controls("\n\n".join(text for text in (plain, extra, *self.around) if text))[:_LONGEST_TEXT]

    def all_documents(self) -> tuple[Document, ...]:
        """Return the attachments, then bodies with tables. Where there is neither, a plain body with columns of figures counts,
        and else a large picture: a photographed statement, not a logo.
        """
        found = [*self.documents, *self.tables]
        if not found:
            bodies = (columns_of_figures(without_controls(text)) for text in self.plain)
            found = [
                Document("mail-body.txt", body.encode("utf-8", "replace"), "text/plain") for body in bodies if body
            ]
        if not found:
            found = [picture for picture in self.pictures if len(picture.content) > LARGEST_LOGO]
        return tuple(found)
